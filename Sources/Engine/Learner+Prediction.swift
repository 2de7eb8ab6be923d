import Attribution
import Learning
import Records

extension Learner {
    /// How every gap between the two groups in focus is predicted to change without some training rows; none for models that
    /// have no gap effects, and none of a gap that no record counts for.
    func predictedGaps(
        _ learned: Learned, _ assignment: Assignment, without rows: [Int], column: String?, work: Work
    ) throws -> [GapPrediction] {
        guard let column, let (focus, high, low) = try focus(learned, assignment, column) else { return [] }
        let going = Set(rows)
        let places = assignment.training.indices.filter { going.contains(assignment.training[$0]) }
        let labels = dataset.knownLabels
        var predictions: [GapPrediction] = []
        for metric in GapEffect.Metric.allCases {
            let (a, b) = (high.filter { metric.looks(at: labels[$0]) }, low.filter { metric.looks(at: labels[$0]) })
            guard !a.isEmpty, !b.isEmpty,
                let effects = try gapEffects(metric, learned, assignment, high, low, work: work)
            else { continue }
            predictions.append(
                GapPrediction(
                    metric: metric.gapName, column: column, high: focus.high, low: focus.low,
                    now: rate(learned, a) - rate(learned, b), change: places.reduce(0) { $0 + effects[$1] }))
        }
        return predictions
    }

    private func rate(_ learned: Learned, _ rows: [Int]) -> Double {
        Double(rows.count(where: learned.isPositive)) / Double(rows.count)
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
