/// From a solved point to published weights: certify, snap, and refine until every weight is certain.
///
/// With α = (‖ĝ‖ + E)/ρ ≥ ‖w − w*‖ from strong convexity, w* is rounded to the grid as w is, if no weight is within α of the
/// middle between two points. Where that is not so, residual and correction are repeated in double-double: iterative
/// refinement (Higham 2002, chapter 12), which gains digits with each round.
struct Settling {
    let objective: LogisticObjective
    let grid: Grid

    /// How the published bits were settled.
    enum Way: String, Sendable {
        case certificate
        case refinement
        /// Not even refined: w* is as good as in the middle between two points. The rounding of the cold solve's point is
        /// published, which depends on the records alone.
        case coldSolve = "cold solve"
        /// Not at all: a rough model, which is not published.
        case roughly
    }

    struct Outcome {
        /// Multiples of h.
        var weights: [Double]
        var way: Way
        /// ‖w − w*‖ ≤ bound, for the point before snapping.
        var bound: Double
        /// ‖ŵ − w‖: what snapping moved.
        var moved: Double
        var passes: Int
    }

    private static let newtonLimit = 3
    private static let rounds = 6
    private static let productLimit = 1000

    /// nil where the bits can't be settled from this point.
    ///
    /// - Parameter result: at its tolerance; may be brought nearer to the optimum.
    /// - Throws: `CancellationError` by `work`.
    func settle(_ result: inout TruncatedNewton.Result, _ solver: TruncatedNewton, work: Work) throws -> Outcome? {
        let before = result.passes
        for round in 0...Self.newtonLimit {
            let rounded = grid.round(result.point.weights.map { DoubleDouble($0) })
            let bound = result.point.bound(objective)
            if bound < rounded.margin {
                return Outcome(
                    weights: rounded.weights, way: .certificate, bound: bound,
                    moved: Self.distance(rounded.weights, result.point.weights), passes: result.passes - before)
            }
            // Nearer by another step, unless rounding is all that is left, or refinement is needed anyway.
            let (gradient, rounding) = (result.point.gradientNorm, result.point.roundingBound)
            let isHopeless = rounding / objective.ridge > rounded.margin
            guard round < Self.newtonLimit, gradient > rounding, !isHopeless else { break }
            guard try solver.advance(&result, goal: 0.5 * rounding, work: work) else { break }
        }
        return try refine(result, passes: result.passes - before, work: work)
    }

    private func refine(_ result: TruncatedNewton.Result, passes: Int, work: Work) throws -> Outcome? {
        let point = result.point
        var passes = passes
        var weights = point.weights.map { DoubleDouble($0) }
        for round in 1...Self.rounds {
            let progress = Progress(phase: "settling the last bits", fraction: 0.9, detail: "round \(round)")
            try work.step(progress)
            let precise = objective.preciseGradient(weights)
            passes += 1
            let rounded = grid.round(weights)
            let bound = precise.bound / objective.ridge * Rounding.allowance
            if bound < rounded.margin {
                return Outcome(
                    weights: rounded.weights, way: .refinement, bound: bound,
                    moved: Self.distance(rounded.weights, weights.map(\.value)), passes: passes)
            }
            guard bound.isFinite, round < Self.rounds else { return nil }
            // As near as the least certain weight needs, and no nearer.
            let wanted = 0.1 * rounded.margin * objective.ridge / precise.bound
            let tolerance = min(max(wanted, 1e-8), 1e-2)
            let correction: [Double]
            if let factor = result.factor {
                correction = factor.solve(precise.gradient.map(-))
            } else {
                let solution = try ConjugateGradients.solve(
                    precise.gradient.map(-), diagonal: point.diagonal, tolerance: tolerance, limit: Self.productLimit
                ) { direction in
                    try work.step(progress)
                    return objective.hessianProduct(direction, curvature: point.curvature)
                }
                passes += solution.products
                correction = solution.x
            }
            for j in weights.indices { weights[j] = weights[j] + correction[j] }
        }
        return nil
    }

    private static func distance(_ a: [Double], _ b: [Double]) -> Double {
        var square = 0.0
        for j in a.indices { square += (a[j] - b[j]) * (a[j] - b[j]) }
        return square.squareRoot() * Rounding.allowance
    }
}

extension LogisticObjective.Point {
    /// α: ‖w − w*‖₂ ≤ α, rounding included. Guo et al. 2020, arXiv:1911.03030, for the use.
    func bound(_ objective: LogisticObjective) -> Double {
        (gradientNorm * Rounding.allowance + roundingBound) / objective.ridge * Rounding.allowance
    }
}
