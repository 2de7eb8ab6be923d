// To add a gap between groups: one entry here, made of metrics from Metric+Catalogue.swift.

extension GapMetric {
    /// Every gap metric, in the order in which reports show them.
    public static let all: [GapMetric] = [
        demographicParityDifference, demographicParityRatio, equalOpportunityDifference, falsePositiveRateDifference,
        equalizedOddsDifference, averageOddsDifference, averageAbsoluteOddsDifference, predictiveParityDifference,
        accuracyDifference,
    ]

    public static let demographicParityDifference = GapMetric(
        "demographicParityDifference", "demographic parity difference", .difference, of: [.selectionRate],
        "How far apart the groups' selection rates are.")

    public static let demographicParityRatio = GapMetric(
        "demographicParityRatio", "demographic parity ratio", .ratio, of: [.selectionRate],
        "The lowest selection rate as a share of the highest; the four-fifths rule asks for at least 0.8.")

    public static let equalOpportunityDifference = GapMetric(
        "equalOpportunityDifference", "equal opportunity difference", .difference, of: [.truePositiveRate],
        "How far apart the groups' true positive rates are.")

    public static let falsePositiveRateDifference = GapMetric(
        "falsePositiveRateDifference", "false positive rate difference", .difference, of: [.falsePositiveRate],
        "How far apart the groups' false positive rates are.")

    public static let equalizedOddsDifference = GapMetric(
        "equalizedOddsDifference", "equalized odds difference", .worst, of: [.falsePositiveRate, .truePositiveRate],
        "The larger of the gaps in false positive rate and in true positive rate.")

    public static let averageOddsDifference = GapMetric(
        "averageOddsDifference", "average odds difference", .balance, of: [.falsePositiveRate, .truePositiveRate],
        "The gap in the mean of false and true positive rate; opposite gaps cancel.")

    public static let averageAbsoluteOddsDifference = GapMetric(
        "averageAbsoluteOddsDifference", "average absolute odds difference", .mean,
        of: [.falsePositiveRate, .truePositiveRate],
        "The mean of the gaps in false positive rate and in true positive rate; nothing cancels.")

    public static let predictiveParityDifference = GapMetric(
        "predictiveParityDifference", "predictive parity difference", .difference, of: [.positivePredictiveValue],
        "How far apart the groups' positive predictive values are.")

    public static let accuracyDifference = GapMetric(
        "accuracyDifference", "accuracy difference", .difference, of: [.accuracy],
        "How far apart the groups' accuracies are.")
}
