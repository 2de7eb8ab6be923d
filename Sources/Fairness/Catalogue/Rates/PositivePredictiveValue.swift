extension Metric {
    public static let positivePredictiveValue = Metric(
        "positivePredictiveValue", "positive predictive value", .truePositives, of: .predictedPositives,
        called: "predicted positives", better: .higher,
        source: "Altman & Bland (1994), doi:10.1136/bmj.309.6947.102.", convention: nothingPredicted,
        "Of those predicted positive in the group, the share that truly is: precision.")

    public static let falseDiscoveryRate = Metric(
        "falseDiscoveryRate", "false discovery rate", .falsePositives, of: .predictedPositives,
        called: "predicted positives", better: .lower, complementOf: "positivePredictiveValue",
        source: "1 − positive predictive value; Altman & Bland (1994), doi:10.1136/bmj.309.6947.102.",
        convention: nothingPredicted, "Of those predicted positive in the group, the share that truly is not.")

    /// What libraries answer for an empty denominator of predictions.
    static let nothingPredicted =
        "0/0 is undefined here; Fairlearn 0.15 and AIF360 0.6.1 answer 0, Aequitas NaN."
}
