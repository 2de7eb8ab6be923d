import Attribution
import Learning
import Records

extension Learner {
    /// How gaps between the two groups in focus are predicted to change without some training rows; none for models that are
    /// not differentiable in one weight a feature, and none of a gap that no record counts for.
    func predictedGaps(
        _ learned: Learned, _ assignment: Assignment, without rows: [Int], column: String?,
        metrics: [GapEffect.Metric] = GapEffect.Metric.allCases, work: Work
    ) throws -> [GapPrediction] {
        guard let column, let fitted = learned.fitted.differentiable(in: examples.features),
            let (focus, high, low) = try focus(learned, assignment, column)
        else { return [] }
        let going = Set(rows)
        let labels = dataset.knownLabels
        let retained = zip(assignment.training, assignment.learning).filter { !going.contains($0.0) }.map(\.1)
        let weights = try OneStep.weights(fitted, examples: examples, retained: retained.sorted(), work: work)
        let values = try dataset.table.column(named: column)
        return metrics.compactMap { metric in
            let (a, b) = (high.filter { metric.looks(at: labels[$0]) }, low.filter { metric.looks(at: labels[$0]) })
            guard !a.isEmpty, !b.isEmpty else { return nil }
            func change(_ rows: [Int]) -> RateChange {
                RateChange(
                    before: rows.map(learned.isPositive),
                    after: rows.map { fitted.score.margin(examples.features, $0, weights) > 0 })
            }
            func measured(_ group: String) -> Int {
                assignment.test.count { values.text($0) == group && metric.looks(at: labels[$0]) }
            }
            return GapPrediction(
                metric: metric.gapName, column: column, high: focus.high, low: focus.low, change(a), change(b),
                others: (measured(focus.high), measured(focus.low)))
        }
    }
}

extension GapEffect.Metric {
    /// Whether records with this label count.
    fileprivate func looks(at label: Bool) -> Bool {
        switch self {
        case .parity: true
        case .equalOpportunity: label
        case .falsePositiveRate: !label
        }
    }

    /// What the fairness report calls the gap.
    fileprivate var gapName: String {
        switch self {
        case .parity: "demographicParityDifference"
        case .equalOpportunity: "equalOpportunityDifference"
        case .falsePositiveRate: "falsePositiveRateDifference"
        }
    }
}
