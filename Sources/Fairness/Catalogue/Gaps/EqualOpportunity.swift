extension GapMetric {
    public static let equalOpportunityDifference = GapMetric(
        "equalOpportunityDifference", "equal opportunity difference", .difference, of: [.truePositiveRate],
        source: hardt, convention: differenceConvention, "How far apart the groups' true positive rates are.")

    public static let equalOpportunityRatio = GapMetric(
        "equalOpportunityRatio", "equal opportunity ratio", .ratio, of: [.truePositiveRate], source: hardt,
        convention: ratioConvention, "The lowest true positive rate as a share of the highest.")

    public static let falseNegativeRateDifference = GapMetric(
        "falseNegativeRateDifference", "false negative rate difference", .difference, of: [.falseNegativeRate],
        restates: "equalOpportunityDifference", source: hardt, convention: differenceConvention,
        "How far apart the groups' false negative rates are: the equal opportunity difference, of the misses.")

    /// Who defined equal opportunity and equalized odds.
    static let hardt = "Hardt, Price & Srebro (2016), doi:10.48550/arXiv.1610.02413."
}
