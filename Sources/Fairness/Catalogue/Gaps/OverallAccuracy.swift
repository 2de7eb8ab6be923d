extension GapMetric {
    public static let accuracyDifference = GapMetric(
        "accuracyDifference", "accuracy difference", .difference, of: [.accuracy], source: berk,
        convention: differenceConvention, "How far apart the groups' accuracies are.")

    public static let accuracyRatio = GapMetric(
        "accuracyRatio", "accuracy ratio", .ratio, of: [.accuracy], source: berk, convention: ratioConvention,
        "The lowest accuracy as a share of the highest.")

    public static let errorRateDifference = GapMetric(
        "errorRateDifference", "error rate difference", .difference, of: [.errorRate],
        restates: "accuracyDifference", source: berk, convention: differenceConvention,
        "How far apart the groups' error rates are: the accuracy difference, of the errors.")

    public static let errorRateRatio = GapMetric(
        "errorRateRatio", "error rate ratio", .ratio, of: [.errorRate], source: berk, convention: ratioConvention,
        "The lowest error rate as a share of the highest.")

    private static let berk = "Overall accuracy equality; Berk et al. (2021), doi:10.1177/0049124118782533."
}
