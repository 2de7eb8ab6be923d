extension GapMetric {
    public static let falsePositiveRateDifference = GapMetric(
        "falsePositiveRateDifference", "false positive rate difference", .difference, of: [.falsePositiveRate],
        source: predictiveEquality, convention: differenceConvention,
        "How far apart the groups' false positive rates are.")

    public static let falsePositiveRateRatio = GapMetric(
        "falsePositiveRateRatio", "false positive rate ratio", .ratio, of: [.falsePositiveRate],
        source: predictiveEquality, convention: ratioConvention,
        "The lowest false positive rate as a share of the highest.")

    private static let predictiveEquality =
        "Predictive equality; Corbett-Davies et al. (2017), doi:10.1145/3097983.3098095."
}
