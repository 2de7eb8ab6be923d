extension Metric {
    public static let falsePositiveRate = Metric(
        "falsePositiveRate", "false positive rate", .falsePositives, of: .negatives, called: "negatives",
        better: .lower, source: "1 − specificity; Altman & Bland (1994), doi:10.1136/bmj.308.6943.1552.",
        convention: zeroByZero, "Of the group's true negatives, the share that the model wrongly predicts positive.")

    public static let trueNegativeRate = Metric(
        "trueNegativeRate", "true negative rate", .trueNegatives, of: .negatives, called: "negatives", better: .higher,
        complementOf: "falsePositiveRate",
        source: "Specificity; Altman & Bland (1994), doi:10.1136/bmj.308.6943.1552.", convention: zeroByZero,
        "Of the group's true negatives, the share that the model leaves alone.")
}
