extension Metric {
    /// Every rate made of confusion cells, in the order in which reports show them; each stands in `Rates`.
    public static let all: [Metric] = [
        baseRate, selectionRate, truePositiveRate, falsePositiveRate, falseNegativeRate, trueNegativeRate,
        positivePredictiveValue, negativePredictiveValue, falseDiscoveryRate, falseOmissionRate, accuracy, errorRate,
    ]

    /// The metrics that a before/after comparison tests; the others are their complements, or cannot change.
    public static let compared: [Metric] = [
        selectionRate, truePositiveRate, falsePositiveRate, positivePredictiveValue, accuracy,
    ]
}
