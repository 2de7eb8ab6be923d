extension Catalogue {
    static let subgroupAuc = FigureMetric(
        MetricDescription(
            "subgroupAuc", "subgroup AUC", .score, better: .higher,
            definition: "AUC of the subgroup's records alone",
            denominator: "pairs of a positive and a negative of the subgroup", convention: Identity.convention,
            edgeCases: "Undefined with no positives or no negatives in the subgroup.",
            source: "Borkan et al. (2019), doi:10.1145/3308560.3317593",
            "How well scores tell positives from negatives among the records of one identity."),
        { input in
            let figures = ScoreFigures("subgroupAuc", input)
            return figures.identities { $0.subgroupAUC(minimum: figures.minimum) }
        })
}
