extension Catalogue {
    static let rootMeanSquaredError = FigureMetric(
        MetricDescription(
            "rootMeanSquaredError", "root mean squared error", .regression, better: .lower,
            definition: "√ mean (prediction − truth)²", denominator: "records",
            convention: "In the unit of the numbers; weighted where records are.",
            edgeCases: "Undefined with no records, and where a number is not finite or its square is too large.",
            source: "Willmott & Matsuura (2005), doi:10.3354/cr030079",
            "How far predictions are off, with large errors counting more."),
        { squared($0).figures("rootMeanSquaredError") })

    static let rootMeanSquaredErrorDifference = FigureMetric(
        MetricDescription(
            "rootMeanSquaredErrorDifference", "root mean squared error difference", .regression, better: .nearZero,
            definition: "max − min of the root mean squared error over groups", denominator: "records of every group",
            convention: "Max − min over groups, unsigned, as Fairlearn's difference between groups.",
            edgeCases: "Undefined with fewer than two groups that have records.",
            source: "Agarwal, Dudík & Wu (2019), doi:10.48550/arXiv.1905.12843",
            "How much farther off predictions are for one group than for another, large errors counting more."),
        { squared($0).spreads("rootMeanSquaredErrorDifference") })

    private static func squared(_ input: AuditInput) -> RegressionErrors {
        RegressionErrors(input, .rootOfSquares) { $0 * $0 }
    }
}
