extension Catalogue {
    static let meanAbsoluteError = FigureMetric(
        MetricDescription(
            "meanAbsoluteError", "mean absolute error", .regression, better: .lower,
            definition: "mean |prediction − truth|", denominator: "records",
            convention: "In the unit of the numbers; weighted where records are.",
            edgeCases: "Undefined with no records, and where a number is not finite.",
            source: "Willmott & Matsuura (2005), doi:10.3354/cr030079", "How far predictions are off, on average."),
        { RegressionErrors($0, .positive, meanOf: abs).figures("meanAbsoluteError") })

    static let meanAbsoluteErrorDifference = FigureMetric(
        MetricDescription(
            "meanAbsoluteErrorDifference", "mean absolute error difference", .regression, better: .nearZero,
            definition: "max − min of the mean absolute error over groups", denominator: "records of every group",
            convention: "Max − min over groups, unsigned, as Fairlearn's difference between groups.",
            edgeCases: "Undefined with fewer than two groups that have records.",
            source: "Agarwal, Dudík & Wu (2019), doi:10.48550/arXiv.1905.12843",
            "How much farther off predictions are for one group than for another."),
        { RegressionErrors($0, .positive, meanOf: abs).spreads("meanAbsoluteErrorDifference") })
}
