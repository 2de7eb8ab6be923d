extension Catalogue {
    static let bnspAuc = FigureMetric(
        MetricDescription(
            "bnspAuc", "background negative, subgroup positive AUC", .score, better: .higher,
            definition: "P(score of a subgroup positive > score of a background negative) + ½ P(they are equal)",
            denominator: "pairs of a subgroup positive and a background negative", convention: Identity.convention,
            edgeCases: "Undefined with no positives in the subgroup or no negatives in the background.",
            source: "Borkan et al. (2019), doi:10.1145/3308560.3317593",
            "Low where the identity's positives are scored below others' negatives: too many misses."),
        { input in
            let figures = ScoreFigures("bnspAuc", input)
            return figures.identities { $0.bnsp(minimum: figures.minimum) }
        })
}
