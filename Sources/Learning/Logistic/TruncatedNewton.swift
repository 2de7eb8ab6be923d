/// Minimises a `LogisticObjective` by Newton steps: each direction by a Cholesky factor, or by preconditioned conjugate
/// gradients to a precision that grows as the gradient falls (Dembo, Eisenstat & Steihaug 1982, doi:10.1137/0719025), each
/// step safeguarded by a line search (Nocedal & Wright 2006, algorithm 7.1). G is strongly convex, so this converges from
/// anywhere.
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
        /// The factor of the Hessian that the last step used, where one was.
        var factor: Cholesky?
    }

    /// Far above what any strongly convex problem needs.
    private static let stepLimit = 500
    private static let productLimit = 1000
    private static let halvings = 50

    /// Where a solve begins.
    enum Start {
        case zero
        /// From these weights.
        case warm([Double])
        /// From a point that a factor of a Hessian nearby is known for; the gradient of the point counts, its curvature may
        /// be of the rows before.
        case known(LogisticObjective.Point, reference: Double, factor: Cholesky?)

        var isZero: Bool { if case .zero = self { true } else { false } }
    }

    /// The point that a solve ends at; nil where it ends nowhere near, at numbers beyond Double.
    ///
    /// - Throws: `CancellationError` by `work`.
    func attempt(from start: Start, work: Work) throws -> Result? {
        do { return try minimise(from: start, work: work) } catch is Unconverged { return nil }
    }

    /// - Throws: `CancellationError` by `work`, asked at every product; `Unconverged`.
    func minimise(from start: Start, work: Work) throws -> Result {
        var result = try begin(start)
        let goal = tolerance * result.reference
        while result.point.gradientNorm > goal {
            guard result.steps < Self.stepLimit else { throw Unconverged() }
            guard try advance(&result, goal: goal, work: work) else { break }
        }
        return result
    }

    private func begin(_ start: Start) throws -> Result {
        if case .known(let point, let reference, let factor) = start, point.gradientNorm.isFinite {
            return Result(point: point, reference: reference, factor: factor)
        }
        let origin = objective.evaluate(Array(repeating: 0, count: objective.dimension))
        guard origin.gradientNorm.isFinite else { throw Unconverged() }
        var result = Result(point: origin, reference: max(1, origin.gradientNorm), passes: 1)
        if case .warm(let weights) = start, weights.contains(where: { $0 != 0 }) {
            let point = objective.evaluate(weights)
            result.passes += 1
            // A warm start worse than none is none (NaN and infinity included).
            if point.value < origin.value { result.point = point }
        }
        return result
    }

    /// One Newton step; false at the rounding floor, where neither the value nor the gradient falls any more.
    func advance(_ result: inout Result, goal: Double, work: Work) throws -> Bool {
        let share = result.point.gradientNorm / result.reference
        let forcing = max(min(0.1, share.squareRoot()), 0.5 * goal / result.point.gradientNorm)
        let progress = Progress(
            phase: "solving", fraction: fraction(share),
            detail: "step \(result.steps + 1), gradient \(Self.short(share))")
        let direction = try self.direction(&result, forcing: forcing, progress: progress, work: work)
        guard let next = line(&result, along: direction) else { return false }
        // A factor that no longer helps, while there is far to go, has had its time.
        if next.gradientNorm > max(0.1 * result.point.gradientNorm, goal) { result.factor = nil }
        result.point = next
        result.steps += 1
        return true
    }

    /// −H⁻¹g, to `forcing`.
    private func direction(
        _ result: inout Result, forcing: Double, progress: Progress, work: Work
    ) throws -> [Double] {
        if case .cholesky = NewtonDirection.cheaper(for: objective) {
            try work.step(progress)
            if result.factor == nil {
                result.factor = objective.hessian(curvature: result.point.curvature).factor
                result.passes += 1
            }
            if let factor = result.factor { return factor.solve(result.point.gradient.map(-)) }
        }
        let point = result.point
        let solution = try ConjugateGradients.solve(
            point.gradient.map(-), diagonal: point.diagonal, tolerance: forcing, limit: Self.productLimit
        ) { direction in
            try work.step(progress)
            return objective.hessianProduct(direction, curvature: point.curvature)
        }
        result.passes += solution.products
        return solution.x
    }

    /// The first point along `direction` that falls enough; nil at the rounding floor.
    private func line(_ result: inout Result, along direction: [Double]) -> LogisticObjective.Point? {
        let point = result.point
        let slope = Vectors.dot(point.gradient, direction)
        // Below this, a difference of two values is only rounding.
        let blur = 1e-13 * abs(point.value)
        var length = 1.0
        for _ in 0..<Self.halvings {
            let next = objective.evaluate(Vectors.sum(point.weights, length, direction))
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

/// A solve that ended without reaching its tolerance: a defect, or numbers beyond Double.
struct Unconverged: Error {}
