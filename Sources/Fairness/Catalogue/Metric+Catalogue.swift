// To add a metric: one entry here. Its value, interval, minimum denominator, gap test and place in every report follow;
// a gap between groups of it is one more entry in GapMetric+Catalogue.swift.

extension Metric {
    /// Every metric, in the order in which reports show them.
    public static let all: [Metric] = [
        baseRate, selectionRate, truePositiveRate, falsePositiveRate, falseNegativeRate, trueNegativeRate,
        positivePredictiveValue, negativePredictiveValue, falseDiscoveryRate, falseOmissionRate, accuracy,
    ]

    /// The metrics that a before/after comparison tests; the others are their complements, or cannot change.
    public static let compared: [Metric] = [
        selectionRate, truePositiveRate, falsePositiveRate, positivePredictiveValue, accuracy,
    ]

    public static let baseRate = Metric(
        "baseRate", "base rate", .positives, of: .all, called: "records", better: .neither,
        "The share of the group's records that are truly positive.")

    public static let selectionRate = Metric(
        "selectionRate", "selection rate", .predictedPositives, of: .all, called: "records", better: .neither,
        "The share of the group that the model predicts positive.")

    public static let truePositiveRate = Metric(
        "truePositiveRate", "true positive rate", .truePositives, of: .positives, called: "positives", better: .higher,
        "Of the group's true positives, the share that the model finds.")

    public static let falsePositiveRate = Metric(
        "falsePositiveRate", "false positive rate", .falsePositives, of: .negatives, called: "negatives",
        better: .lower, "Of the group's true negatives, the share that the model wrongly predicts positive.")

    public static let falseNegativeRate = Metric(
        "falseNegativeRate", "false negative rate", .falseNegatives, of: .positives, called: "positives",
        better: .lower, "Of the group's true positives, the share that the model misses.")

    public static let trueNegativeRate = Metric(
        "trueNegativeRate", "true negative rate", .trueNegatives, of: .negatives, called: "negatives", better: .higher,
        "Of the group's true negatives, the share that the model leaves alone.")

    public static let positivePredictiveValue = Metric(
        "positivePredictiveValue", "positive predictive value", .truePositives, of: .predictedPositives,
        called: "predicted positives", better: .higher,
        "Of those predicted positive in the group, the share that truly is.")

    public static let negativePredictiveValue = Metric(
        "negativePredictiveValue", "negative predictive value", .trueNegatives, of: .predictedNegatives,
        called: "predicted negatives", better: .higher,
        "Of those predicted negative in the group, the share that truly is.")

    public static let falseDiscoveryRate = Metric(
        "falseDiscoveryRate", "false discovery rate", .falsePositives, of: .predictedPositives,
        called: "predicted positives", better: .lower,
        "Of those predicted positive in the group, the share that truly is not.")

    public static let falseOmissionRate = Metric(
        "falseOmissionRate", "false omission rate", .falseNegatives, of: .predictedNegatives,
        called: "predicted negatives", better: .lower,
        "Of those predicted negative in the group, the share that truly is positive.")

    public static let accuracy = Metric(
        "accuracy", "accuracy", .right, of: .all, called: "records", better: .higher,
        "The share of the group's records that the model predicts rightly.")
}
