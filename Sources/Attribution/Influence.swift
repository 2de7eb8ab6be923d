public import Learning
import Records

/// How removing any one training record would change a quantity of a model's predictions.
///
/// At the optimum, removing record i moves the weights by H⁻¹gᵢ to first order (gᵢ its gradient, H the Hessian), so with
/// s = H⁻¹∇φ its effect is one dot product, s·gᵢ. Cook & Weisberg 1982; Koh & Liang 2017, arXiv:1703.04730. Divided by what
/// the record leaves of the curvature that it sits in itself (its leverage), it is the whole of Newton's step on the others.
/// A prediction ranks proposals; what is shown after a removal is measured.
public struct Influence: Sendable {
    /// Whether effects are of a whole step.
    public enum Correction: Hashable, Sendable {
        /// By the leverage of each record.
        case leverage
        /// To first order: a whole step is at most so many times as long.
        case none(atMost: Double)
    }

    public struct Effects: Sendable {
        /// φ as it is, smoothed.
        public let value: Double
        /// Of |φ| for a gap, of φ for a single group's quantity: what changes if the record is removed, in the order of the
        /// training rows. Below 0 narrows, or lowers.
        public let changes: [Double]
        public let correction: Correction
    }

    public let fitted: any Differentiable
    public let examples: Examples
    /// The rows that `fitted` was fitted to.
    public let training: [Int]
    let near: Neighbourhood
    let inverse: InverseHessian?

    private static let productLimit = 1000

    /// - Complexity: one pass; of few weights (`InverseHessian.largestSize`) their cube besides.
    /// - Throws: `CancellationError`.
    public init(
        _ fitted: any Differentiable, examples: Examples, training: [Int], work: Work = .silent
    ) throws {
        let near = fitted.neighbourhood(examples, rows: training)
        (self.fitted, self.examples, self.training, self.near) = (fitted, examples, training, near)
        inverse = try InverseHessian(
            near, features: examples.features, outputs: fitted.score.outputs, rows: training, work: work)
    }

    init(_ fitted: any Differentiable, examples: Examples, training: [Int], inverse: InverseHessian?) {
        (self.fitted, self.examples, self.training, self.inverse) = (fitted, examples, training, inverse)
        near = fitted.neighbourhood(examples, rows: training)
    }

    /// H⁻¹v.
    func solve(_ v: [Double], work: Work) throws -> [Double] {
        if let inverse { return inverse.times(v) }
        return try ConjugateGradients.solve(
            v, diagonal: near.diagonal, tolerance: 1e-10, limit: Self.productLimit
        ) { direction in
            try work.step(Progress(phase: "tracing the gap", fraction: 0, detail: ""))
            return near.hessianProduct(direction)
        }.x
    }

    /// The effect of each training record.
    ///
    /// - Parameter correcting: whether by the leverage of each, where there are few weights; else to first order.
    /// - Throws: `CancellationError`.
    /// - Complexity: one solve and one pass.
    public func effects(
        on quantity: Quantity, correcting: Bool = true, work: Work = .silent
    ) throws -> Effects {
        let (value, gradient) = quantity.evaluate(fitted.score, fitted.weights, examples.features)
        let direction = try solve(gradient, work: work)
        // In the mean form a removal also lightens the penalty by λ/2‖w‖², a constant of every record, and weighs the others
        // by n/(n−1): sum units times n/(n−1).
        var (penalty, factor) = (0.0, 1.0)
        if let lambda = near.penaltyOfMean {
            penalty = lambda * Vectors.dot(direction, fitted.weights)
            factor = Double(training.count) / Double(max(1, training.count - 1))
        }
        let sign: Double = quantity.isGap && value < 0 ? -1 : 1
        let slope = near.slopes(direction)
        guard correcting, let inverse else {
            return Effects(
                value: value, changes: training.map { sign * factor * (slope($0) + penalty) },
                correction: .none(atMost: largestFactor))
        }
        let leverage = Leverage(near, inverse, examples.features, outputs: fitted.score.outputs)
        let changes = training.map { row in
            // What is no part of the record's own term (of a mean, of groups) is no leverage's.
            sign * factor * (slope(row) + leverage.excess(row, along: direction) + penalty)
        }
        return Effects(value: value, changes: changes, correction: .leverage)
    }

    /// What a whole step can be over its first order: 1 + ‖Aᵢ‖‖xᵢ‖²/ρ, for H is no less than Aᵢ ⊗ xᵢxᵢᵀ + ρ.
    private var largestFactor: Double {
        let outputs = fitted.score.outputs
        var largest = 0.0
        withUnsafeTemporaryAllocation(of: Double.self, capacity: outputs * outputs) { block in
            for row in training {
                near.curvature(row, block)
                var trace = 0.0
                for k in 0..<outputs { trace += block[k * outputs + k] }
                largest = max(largest, trace * examples.features.norm(row) * examples.features.norm(row))
            }
        }
        return 1 + largest / near.ridge
    }
}
