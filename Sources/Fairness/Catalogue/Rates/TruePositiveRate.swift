extension Metric {
    public static let truePositiveRate = Metric(
        "truePositiveRate", "true positive rate", .truePositives, of: .positives, called: "positives", better: .higher,
        source: "Sensitivity; Altman & Bland (1994), doi:10.1136/bmj.308.6943.1552.", convention: zeroByZero,
        "Of the group's true positives, the share that the model finds: recall, sensitivity.")

    public static let falseNegativeRate = Metric(
        "falseNegativeRate", "false negative rate", .falseNegatives, of: .positives, called: "positives",
        better: .lower, complementOf: "truePositiveRate",
        source: "1 − sensitivity; Altman & Bland (1994), doi:10.1136/bmj.308.6943.1552.", convention: zeroByZero,
        "Of the group's true positives, the share that the model misses.")

    /// What libraries answer for an empty denominator of true labels.
    static let zeroByZero =
        "0/0 is undefined here; Fairlearn 0.15 answers 0 (for this rate and its complement), AIF360 and Aequitas NaN."
}
