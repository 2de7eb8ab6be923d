import Records

/// Solves a fair objective, and settles its bits: as `Settling` does, with the penalty on the gap in the gradient and the Hessian.
/// J is ρ-strongly convex, the penalty being a square, so α = (‖g‖ + E)/ρ bounds the distance to the optimum.
struct FairSolver {
    let objective: FairObjective
    let grid: Grid
    let work: Work

    /// Where a solve ended, and what is known there.
    struct Settled {
        var weights: [Double]
        var point: [Double]
        var bound: Double
        var moved: Double
        var gradientNorm: Double
        var error: Double
        var round: Int
        var passes: Int
    }

    private static let newtonLimit = 200
    private static let roundLimit = 40

    /// Newton's method in Doubles, from `start`; steps are halved until J falls.
    ///
    /// - Throws: `CancellationError`.
    private func approach(_ start: [Double], passes: inout Int) throws -> [Double] {
        var w = start
        var point = objective.evaluate(w)
        passes += 1
        let reference = max(1, Vectors.norm(objective.evaluate(Array(repeating: 0, count: w.count)).gradient))
        for step in 0..<Self.newtonLimit {
            let norm = Vectors.norm(point.gradient)
            try work.step(Progress(phase: "solving", fraction: 0.5, detail: "step \(step + 1)"))
            guard norm > 1e-9 * reference, norm.isFinite else { break }
            let direction = try objective.direction(
                point.gradient, point.diagonal, curvature: point.curvature, work: work)
            passes += 1
            let slope = Vectors.dot(direction, point.gradient)
            var length = 1.0
            var next = objective.evaluate(Vectors.sum(w, -length, direction))
            passes += 1
            while !(next.value <= point.value - 1e-4 * length * slope + 1e-12 * abs(point.value)), length > 1e-6 {
                length *= 0.5
                next = objective.evaluate(Vectors.sum(w, -length, direction))
                passes += 1
            }
            guard next.value.isFinite, length > 1e-6 else { break }
            w = Vectors.sum(w, -length, direction)
            point = next
        }
        return w
    }

    /// - Parameter isSure: what is not certain with digits to spare is left undecided, so that whatever is settled from here is
    ///   settled from zero too.
    /// - Returns: nil where no digits at hand decide every weight.
    /// - Throws: `CancellationError`.
    func settle(from start: [Double], isSure: Bool) throws -> (settled: Settled?, bound: Double) {
        var passes = 0
        let near = try approach(start, passes: &passes)
        let exactly = ExactGradient(objective.logistic)
        guard bits >= grid.bits + 8, var weights = WholeWeights(near, bits: bits) else { return (nil, .infinity) }
        var best = Double.infinity
        for round in 0..<Self.roundLimit {
            try work.step(Progress(phase: "settling the last bits", fraction: 0.9, detail: "round \(round + 1)"))
            let value = objective.exact(weights, by: exactly)
            passes += 1
            guard value.norm.isFinite, value.error.isFinite else { break }
            let bound = (value.norm + value.error) / objective.logistic.ridge * Rounding.allowance
            let rounded = grid.round(weights)
            let spare = isSure ? 4 * value.error / objective.logistic.ridge : 0
            if bound + spare < rounded.margin {
                let settled = Settled(
                    weights: rounded.weights, point: weights.values, bound: bound, moved: rounded.moved,
                    gradientNorm: value.norm, error: value.error, round: round, passes: passes)
                return (settled, bound)
            }
            // A step that no longer helps ends it.
            if value.norm <= value.error || (round > 4 && bound >= best) { return (nil, bound) }
            best = min(best, bound)
            let point = objective.evaluate(weights.values)
            let step = try objective.direction(value.gradient, point.diagonal, curvature: value.curvature, work: work)
            passes += 1
            guard weights.subtract(step.map { DoubleDouble($0) }, times: 1) else { break }
        }
        return (nil, best)
    }

    /// Bits below the point: as many as leave room for the largest weight an optimum can have, of which ½ρ‖w*‖² ≤ G(0); the
    /// penalty is 0 there.
    private var bits: Int {
        let logistic = objective.logistic
        let value = 2 * logistic.weight * Double(logistic.rows.count) * Elementary.log(2)
        let half = (Int(max(value, .leastNormalMagnitude).exponent) - Int(logistic.ridge.exponent)) / 2 + 2
        return 121 - max(0, half)
    }
}
