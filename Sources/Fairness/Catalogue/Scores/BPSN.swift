extension Catalogue {
    static let bpsnAuc = FigureMetric(
        MetricDescription(
            "bpsnAuc", "background positive, subgroup negative AUC", .score, better: .higher,
            definition: "P(score of a background positive > score of a subgroup negative) + ½ P(they are equal)",
            denominator: "pairs of a background positive and a subgroup negative", convention: Identity.convention,
            edgeCases: "Undefined with no positives in the background or no negatives in the subgroup.",
            source: "Borkan et al. (2019), doi:10.1145/3308560.3317593",
            "Low where the identity's harmless records are scored above others' positives: too many false alarms."),
        { input in
            let figures = ScoreFigures("bpsnAuc", input)
            return figures.identities { $0.bpsn(minimum: figures.minimum) }
        })
}
