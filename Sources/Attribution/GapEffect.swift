public import Learning

/// How removing one training record would change a fairness gap, predicted for every record from a single linear solve: to
/// first order, and of two groups. `Influence` has the whole of it.
public enum GapEffect {
    /// Which records of a group count.
    public enum Metric: String, CaseIterable, Sendable, Codable {
        /// All: demographic parity.
        case parity
        /// Those truly positive: the true positive rate.
        case equalOpportunity
        /// Those truly negative.
        case falsePositiveRate

        public var quantity: Quantity.Kind {
            switch self {
            case .parity: .parity
            case .equalOpportunity: .equalOpportunity
            case .falsePositiveRate: .falsePositiveRate
            }
        }
    }

    /// The predicted change of |φ| if a record is removed, for each of `training`, in their order; negative narrows.
    ///
    /// - Parameters:
    ///   - training: the rows that `fitted` was fitted to.
    ///   - groupA: rows on which the gap is looked at, of the selection part; likewise `groupB`.
    /// - Throws: `Refusal` where a group has no record that counts; `CancellationError`.
    /// - Complexity: one conjugate-gradient solve and one pass.
    public static func effects(
        metric: Metric = .parity, examples: Examples, training: [Int], fitted: any Differentiable, groupA: [Int],
        groupB: [Int], work: Work = .silent
    ) throws -> [Double] {
        let quantity = try Quantity(metric.quantity, of: groupA, minus: groupB, in: examples)
        let influence = Influence(fitted, examples: examples, training: training, inverse: nil)
        return try influence.effects(on: quantity, work: work).changes
    }
}
