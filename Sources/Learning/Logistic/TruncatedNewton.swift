/// Minimises a `LogisticObjective` by truncated Newton steps: each direction by preconditioned conjugate gradients, to a
/// precision that grows as the gradient falls (Dembo, Eisenstat & Steihaug 1982, doi:10.1137/0719025), each step safeguarded
/// by a line search (Nocedal & Wright 2006, algorithm 7.1). G is strongly convex, so this converges from anywhere.
struct TruncatedNewton {
    let objective: LogisticObjective
    /// Ends at ‖g‖ ≤ tolerance · max(1, ‖g₀‖).
    let tolerance: Double

    struct Result {
        var point: LogisticObjective.Point
        /// max(1, ‖g₀‖), g₀ the gradient at zero weights.
        var reference: Double
        /// Times that the rows were gone through.
        var passes = 0
        /// Newton steps taken.
        var steps = 0
    }

    /// Far above what any strongly convex problem needs.
    private static let stepLimit = 500
    private static let productLimit = 1000
    private static let halvings = 50

    /// - Throws: `CancellationError` by `work`, asked at every product; `Unconverged`.
    func minimise(from warm: [Double]?, work: Work) throws -> Result {
        let origin = objective.evaluate(Array(repeating: 0, count: objective.dimension))
        var result = Result(point: origin, reference: max(1, origin.gradientNorm), passes: 1)
        guard origin.gradientNorm.isFinite else { throw Unconverged(gradientNorm: origin.gradientNorm) }
        if let warm, warm.contains(where: { $0 != 0 }) {
            let start = objective.evaluate(warm)
            result.passes += 1
            // A warm start worse than none is none (NaN and infinity included).
            if start.value < origin.value { result.point = start }
        }
        let goal = tolerance * result.reference
        while result.point.gradientNorm > goal {
            guard result.steps < Self.stepLimit else { throw Unconverged(gradientNorm: result.point.gradientNorm) }
            guard let next = try advance(from: &result, goal: goal, work: work) else { break }
            result.point = next
            result.steps += 1
        }
        return result
    }

    /// The next point; nil at the rounding floor, where neither the value nor the gradient falls any more.
    private func advance(
        from result: inout Result, goal: Double, work: Work
    ) throws -> LogisticObjective.Point? {
        let point = result.point
        let share = point.gradientNorm / result.reference
        let forcing = max(min(0.1, share.squareRoot()), 0.5 * goal / point.gradientNorm)
        let progress = Progress(
            phase: "solving", fraction: fraction(share),
            detail: "step \(result.steps + 1), gradient \(Self.short(share))")
        let solution = try ConjugateGradients.solve(
            point.gradient.map(-), diagonal: point.diagonal, tolerance: forcing, limit: Self.productLimit
        ) { direction in
            try work.step(progress)
            return objective.hessianProduct(direction, curvature: point.curvature)
        }
        result.passes += solution.products
        let slope = Vectors.dot(point.gradient, solution.x)
        // Below this, a difference of two values is only rounding.
        let blur = 1e-13 * abs(point.value)
        var length = 1.0
        for _ in 0..<Self.halvings {
            let next = objective.evaluate(Vectors.sum(point.weights, length, solution.x))
            result.passes += 1
            let change = next.value - point.value
            if change <= 1e-4 * length * slope, change < -blur { return next }
            if change <= blur, next.gradientNorm <= 0.9 * point.gradientNorm { return next }
            // So short a step changes nothing but the last bits.
            if abs(length * slope) < blur { return nil }
            length /= 2
        }
        return nil
    }

    /// How far the gradient has come on its way down, on a logarithmic scale.
    private func fraction(_ share: Double) -> Double {
        let digits = { (x: Double) in Double(max(x, .leastNormalMagnitude).exponent) }
        return min(max(digits(share) / digits(tolerance), 0), 1)
    }

    /// A power of ten near enough for a progress line.
    private static func short(_ share: Double) -> String {
        "2^\(max(share, .leastNormalMagnitude).exponent)"
    }
}

/// A solve that ended without reaching its tolerance, though it should have: a defect, or numbers beyond Double.
public struct Unconverged: Error, Hashable, Sendable, CustomStringConvertible {
    public let gradientNorm: Double

    public var description: String {
        "The solver stopped at a gradient of \(gradientNorm). Scale the numbers in the recipe and try again."
    }
}
