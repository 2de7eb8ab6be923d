public import Learning
import Records

/// How removing one training record would change a fairness gap, predicted for every record from a single linear solve.
///
/// The gap is smooth: φ = the mean of p = σ(wᵀx) over group A minus that over group B. At the optimum, removing record i
/// moves the weights by H⁻¹gᵢ to first order (gᵢ its gradient, H the Hessian), so with s = H⁻¹∇φ its effect is one dot
/// product, s·gᵢ. Cook & Weisberg 1982; Koh & Liang 2017, arXiv:1703.04730. A prediction ranks proposals; what is shown
/// after a removal is measured.
public enum GapEffect {
    /// Which records of a group count.
    public enum Metric: String, CaseIterable, Sendable, Codable {
        /// All: demographic parity.
        case parity
        /// Those truly positive: the true positive rate.
        case equalOpportunity
        /// Those truly negative.
        case falsePositiveRate

        func counts(_ label: Bool) -> Bool {
            switch self {
            case .parity: true
            case .equalOpportunity: label
            case .falsePositiveRate: !label
            }
        }

        var records: String {
            switch self {
            case .parity: "record"
            case .equalOpportunity: "record of the positive class"
            case .falsePositiveRate: "record of the negative class"
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
        metric: Metric = .parity, features: Features, labels: [Bool], training: [Int],
        fitted: any Differentiable, groupA: [Int], groupB: [Int], work: Work = .silent
    ) throws -> [Double] {
        let gap = try SmoothGap(metric, features: features, labels: labels, groupA: groupA, groupB: groupB)
        let (value, gradient) = gap.evaluate(fitted.weights)
        let near = fitted.neighbourhood(features: features, isPositive: labels, rows: training)
        let influence = try ConjugateGradients.solve(
            gradient, diagonal: near.diagonal, tolerance: 1e-10, limit: 1000
        ) { direction in
            try work.step(Progress(phase: "tracing the gap", fraction: 0, detail: ""))
            return near.hessianProduct(direction)
        }.x
        // In the mean form a removal also lightens the penalty by λ/2‖w‖², a constant of every record, and weighs the others
        // by n/(n−1): sum units times n/(n−1).
        var (penalty, factor) = (0.0, 1.0)
        if let lambda = near.penaltyOfMean {
            penalty = lambda * Vectors.dot(influence, fitted.weights)
            factor = Double(training.count) / Double(max(1, training.count - 1))
        }
        let sign: Double = value < 0 ? -1 : 1
        return training.map { row in
            sign * factor * (near.residual(row) * features.dot(row, influence) + penalty)
        }
    }
}
