import Learning
import Records

/// The difference of two groups' mean predicted probability, as a function of the weights.
struct SmoothGap {
    private let features: Features
    /// The rows of each group that count.
    private let groups: [[Int]]

    init(
        _ metric: GapEffect.Metric, features: Features, labels: [Bool], groupA: [Int], groupB: [Int]
    ) throws {
        self.features = features
        groups = [groupA, groupB].map { rows in rows.filter { metric.counts(labels[$0]) } }
        for (name, rows) in zip(["first", "second"], groups) where rows.isEmpty {
            throw Refusal(
                .badData, "The \(name) group has no \(metric.records), so there is no gap.",
                next: "Choose another group or another gap.")
        }
    }

    /// φ(w) and ∇φ(w).
    func evaluate(_ w: [Double]) -> (value: Double, gradient: [Double]) {
        var value = 0.0
        var gradient = Array(repeating: 0.0, count: features.dimension)
        for (rows, sign) in zip(groups, [1.0, -1.0]) {
            let share = sign / Double(rows.count)
            for row in rows {
                let p = Elementary.sigmoid(features.dot(row, w))
                value += share * p
                for k in features.rowStart[row]..<features.rowStart[row + 1] {
                    gradient[Int(features.columns[k])] += share * p * (1 - p) * features.values[k]
                }
            }
        }
        return (value, gradient)
    }
}
