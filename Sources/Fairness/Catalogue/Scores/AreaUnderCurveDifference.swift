extension Catalogue {
    static let aucDifference = FigureMetric(
        MetricDescription(
            "aucDifference", "AUC difference", .score, better: .nearZero,
            definition: "max AUC − min AUC over the groups of a column",
            denominator: "positives and negatives of every group",
            convention: "Max − min over groups, unsigned, as Fairlearn's difference between groups.",
            edgeCases: "Undefined with fewer than two groups that have both classes, where Fairlearn says 0; groups "
                + "without are named, and the verdict is insufficient evidence.",
            source: "Borkan et al. (2019), doi:10.1145/3308560.3317593",
            "How far apart the groups are in how well scores rank their own records."),
        { input in
            let figures = ScoreFigures("aucDifference", input)
            return figures.spreads { $0.auc(minimum: figures.minimum) }
        })
}
