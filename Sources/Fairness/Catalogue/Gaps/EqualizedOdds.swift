extension GapMetric {
    public static let equalizedOddsDifference = GapMetric(
        "equalizedOddsDifference", "equalized odds difference", .worst, of: [.falsePositiveRate, .truePositiveRate],
        source: hardt,
        convention: "The worse of the two max − min (Fairlearn's agg='worst_case'; its mean is "
            + "averageAbsoluteOddsDifference). AIF360 pools the unprivileged groups: a figure of the same id. "
            + "Fairlearn "
            + "takes an undefined rate for 0 and AIF360 drops it; here the group is named and the evidence "
            + "insufficient.",
        "The larger of the gaps in false positive rate and in true positive rate.")

    public static let equalizedOddsRatio = GapMetric(
        "equalizedOddsRatio", "equalized odds ratio", .ratio, of: [.falsePositiveRate, .truePositiveRate],
        source: hardt, convention: "The worse of the two min / max (Fairlearn's agg='worst_case').",
        "The smaller of the ratios of false positive rates and of true positive rates.")
}
