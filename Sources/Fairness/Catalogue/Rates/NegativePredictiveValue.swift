extension Metric {
    public static let negativePredictiveValue = Metric(
        "negativePredictiveValue", "negative predictive value", .trueNegatives, of: .predictedNegatives,
        called: "predicted negatives", better: .higher,
        source: "Altman & Bland (1994), doi:10.1136/bmj.309.6947.102.", convention: nothingPredicted,
        "Of those predicted negative in the group, the share that truly is.")

    public static let falseOmissionRate = Metric(
        "falseOmissionRate", "false omission rate", .falseNegatives, of: .predictedNegatives,
        called: "predicted negatives", better: .lower, complementOf: "negativePredictiveValue",
        source: "1 − negative predictive value; Altman & Bland (1994), doi:10.1136/bmj.309.6947.102.",
        convention: nothingPredicted, "Of those predicted negative in the group, the share that truly is positive.")
}
