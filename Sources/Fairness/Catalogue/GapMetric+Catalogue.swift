extension GapMetric {
    /// Every gap metric, in the order in which reports show them; each stands in `Gaps`.
    public static let all: [GapMetric] = [
        demographicParityDifference, demographicParityRatio, equalOpportunityDifference, equalOpportunityRatio,
        falsePositiveRateDifference, falsePositiveRateRatio, falseNegativeRateDifference, equalizedOddsDifference,
        equalizedOddsRatio, averageOddsDifference, averageAbsoluteOddsDifference, predictiveParityDifference,
        falseDiscoveryRateDifference, falseOmissionRateDifference, averagePredictiveValueDifference,
        accuracyDifference, accuracyRatio, errorRateDifference, errorRateRatio,
    ]
}
