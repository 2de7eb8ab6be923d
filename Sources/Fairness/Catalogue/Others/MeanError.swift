extension Catalogue {
    static let meanError = FigureMetric(
        MetricDescription(
            "meanError", "mean error", .regression, better: .nearZero, definition: "mean (prediction − truth)",
            denominator: "records", convention: "Above 0 where predictions are too high; weighted where records are.",
            edgeCases: "Undefined with no records, and where a number is not finite.",
            source: "Calders et al. (2013), doi:10.1109/ICDM.2013.114",
            "Whether predictions are too high (above 0) or too low for a group."),
        { RegressionErrors($0, .mean) { $0 }.figures("meanError") })

    static let meanErrorDifference = FigureMetric(
        MetricDescription(
            "meanErrorDifference", "mean error difference", .regression, better: .nearZero,
            definition: "max − min of the mean error over groups", denominator: "records of every group",
            convention: "Max − min over groups, unsigned, as Fairlearn's difference between groups.",
            edgeCases: "Undefined with fewer than two groups that have records.",
            source: "Calders et al. (2013), doi:10.1109/ICDM.2013.114",
            "How far apart the groups are in how much predictions over- or underestimate them."),
        { RegressionErrors($0, .mean) { $0 }.spreads("meanErrorDifference") })
}
