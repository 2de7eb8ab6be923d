import Engine
import Fairness
import Records

/// What the Fairness screen remembers.
struct FairnessState: Sendable {
    enum Chart: CaseIterable, Sendable { case dumbbell, table }

    /// Metrics in the order that `M` goes through them.
    static let metrics = [
        "selectionRate", "truePositiveRate", "falsePositiveRate", "positivePredictiveValue", "accuracy",
    ]

    var metric = "selectionRate"
    var column = ""
    var chart = Chart.dumbbell
    var cursor = ListCursor()
    var rowCount = 0

    /// Follows a new snapshot: keeps the column while it still exists.
    mutating func settle(_ snapshot: Snapshot) {
        if !snapshot.schema.groups.contains(column) { column = snapshot.schema.groups.first ?? "" }
        rowCount = snapshot.evaluation?.report.groups.count { $0.column == column } ?? 0
    }

    /// The max−min gap that belongs to a metric.
    static let gapOfMetric = [
        "selectionRate": "demographicParityDifference", "truePositiveRate": "equalOpportunityDifference",
        "falsePositiveRate": "falsePositiveRateDifference", "positivePredictiveValue": "predictiveParityDifference",
        "accuracy": "accuracyDifference",
    ]
}

/// One line of the chart.
struct FairnessLine: Sendable {
    let group: String
    let denominator: Int
    let before: MetricValue?
    let after: MetricValue
    let change: Change?
    /// "2 negatives, 20 needed", or the reason why it is undefined.
    let insufficient: String?
}

extension Snapshot {
    /// The lines of the chart for a metric and a group column; largest denominators first.
    func fairnessLines(_ metric: String, by column: String) -> [FairnessLine] {
        guard let evaluation else { return [] }
        let groups = evaluation.report.groups.filter { $0.column == column }
        return groups.compactMap { group -> FairnessLine? in
            guard let after = group.metrics[metric] else { return nil }
            let row = evaluation.comparison?.rows.first {
                $0.column == column && $0.group == group.value && $0.metric == metric
            }
            let before = evaluation.before?.groups.first { $0.column == column && $0.value == group.value }?.metrics[
                metric]
            let name = (try? Metric.named(metric))?.denominatorName ?? "records"
            let few =
                after.denominator < policy.minimumDenominator
                ? "\(after.denominator) \(name), \(policy.minimumDenominator) needed" : nil
            return FairnessLine(
                group: group.value, denominator: after.denominator, before: before, after: after, change: row?.change,
                insufficient: after.undefined ?? few)
        }
        .sorted { ($1.denominator, $0.group) < ($0.denominator, $1.group) }
    }
}
