import Records

/// From a point to published weights: Newton's method with exact gradients, until every weight's rounding is certain, or no
/// digit at hand makes it so.
///
/// With α = (‖g‖ + E)/ρ ≥ ‖w − w*‖ from strong convexity, w* is rounded to the grid as w is, if no weight is within α of the
/// middle between two points. g is summed in whole numbers (`ExactGradient`), so E stays far below what Double allows, and
/// steps by a fresh factor gain digits until ‖g‖ is below E (iterative refinement: Higham 2002, chapter 12).
struct Settling {
    /// In the canonical order of the columns.
    let objective: LogisticObjective
    let gradient: ExactGradient
    let grid: Grid
    let work: Work
    /// Few columns occur: a factor can be made.
    private let isDense: Bool

    /// How the published bits were settled.
    enum Way: String, Sendable {
        /// The solver's own point was near enough.
        case certificate
        case refinement
        /// Not at all: what is published is within its bound, and no more is said.
        case unsettled = "not settled"
        /// Not at all: a rough model, which is not published.
        case roughly
    }

    struct Outcome {
        /// Multiples of h.
        var weights: [Double]
        var way: Way
        /// The point before it was snapped, in the canonical order, and its distance to those Doubles included in the bound.
        var point: [Double]
        /// ‖w − w*‖ ≤ bound, for the point before snapping.
        var bound: Double
        /// ‖ŵ − w‖: what snapping moved.
        var moved: Double
        var gradientNorm: Double
        /// E.
        var error: Double
        /// Half of a step less the distance of the least certain weight from its point.
        var margin: Double
        var passes: Int
    }

    enum Verdict {
        case settled(Outcome)
        /// As near as the digits at hand go, and still not certain.
        case undecided(Outcome)
        /// No step helps any more; with the nearest point, where there is one.
        case stalled(Outcome?)
    }

    /// Of two solves that end this near the optimum one is certain of every rounding where the other had this many times the
    /// digits to spare.
    private static let spare = 4.0
    private static let roundLimit = 300
    /// What changes no decision but by the rarest chance.
    private static let negligible = 0x1p-10
    /// A step that changes no curvature to speak of.
    private static let short = 0x1p-6
    /// Rounds with steps too long to be taken whole, before a factor of more digits is tried.
    private static let dampedLimit = 40
    private static let stallLimit = 6
    private static let productLimit = 2000
    private static let fewestBits = 8

    init(objective: LogisticObjective, grid: Grid, work: Work) {
        self.objective = objective
        gradient = ExactGradient(objective)
        self.grid = grid
        self.work = work
        let occurring = objective.features.occurring(in: objective.rows).count { $0 }
        isDense = occurring * objective.outputs <= DenseHessian<Double>.largestSize
    }

    /// Whether what decides is the same from wherever a solve begins: a factor of twice the digits contracts from anywhere;
    /// conjugate gradients do so where the condition is moderate.
    var isDependable: Bool { isDense || objective.conditionBits <= 34 }

    /// Beyond this no factor has the digits: a property of the records and the strength alone.
    var isHopeless: Bool { objective.conditionBits > 88 }

    /// Bits below the point that weights have: as many as leave room for the largest weight that an optimum can have, of
    /// which ½ρ‖w*‖² ≤ G(0).
    private var bits: Int {
        let classes = Double(max(2, objective.outputs))
        let value = 2 * objective.weight * Double(objective.rows.count) * Elementary.log(classes)
        let half = (Int(max(value, .leastNormalMagnitude).exponent) - Int(objective.ridge.exponent)) / 2 + 2
        return 121 - max(0, half)
    }

    /// - Parameter isSure: what is not certain with digits to spare is left undecided, so that whatever is settled from here
    ///   is settled by a solve from zero too.
    /// - Throws: `CancellationError` by `work`.
    func settle(from start: [Double], isSure: Bool) throws -> Verdict {
        guard bits >= grid.bits + Self.fewestBits, var weights = WholeWeights(start, bits: bits) else {
            return .stalled(nil)
        }
        var best: Outcome?
        var method = isDense ? Method.factor : .conjugateGradients
        var (passes, stalls, damped) = (0, 0, 0)
        // The reach of the last step that was taken whole.
        var last = Double.infinity
        var value = gradient(weights)
        for round in 0..<Self.roundLimit {
            try work.step(Progress(phase: "settling the last bits", fraction: 0.9, detail: "round \(round + 1)"))
            passes += 1
            guard value.norm.isFinite, value.error.isFinite else { return .stalled(best) }
            let outcome = outcome(weights, value, round: round, passes: passes)
            if outcome.bound < best?.bound ?? .infinity { best = outcome }
            let spare = isSure ? Self.spare * value.error / objective.ridge : 0
            if outcome.bound + spare < outcome.margin { return .settled(outcome) }
            if value.norm <= value.error * Self.negligible { return .undecided(outcome) }
            guard let step = try direction(value, method, round, margin: outcome.margin, passes: &passes) else {
                guard method == .factor else { return .stalled(best) }
                method = .preciseFactor
                continue
            }
            let reach = reach(step.map(\.high))
            guard reach.isFinite else { return .stalled(best) }
            if reach <= Self.short, let end = corrected(weights, value, step, round: round, passes: passes) {
                if end.bound + spare < end.margin { return .settled(end) }
                // Nothing but E is left: whether that decides is the same on every way here.
                return .undecided(end)
            }
            // Whole steps at least halve, unless the method has not the digits.
            if reach > 0.5 * last {
                stalls += 1
                if method == .factor {
                    (method, last) = (.preciseFactor, .infinity)
                    continue
                }
                if stalls > Self.stallLimit { return .stalled(best) }
            }
            let isWhole = reach <= Self.short
            last = isWhole ? reach : .infinity
            damped += isWhole ? 0 : 1
            if damped == Self.dampedLimit, method == .factor { method = .preciseFactor }
            guard let next = advance(weights, value, along: step, reach: reach, passes: &passes) else {
                return .stalled(best)
            }
            (weights, value) = next
        }
        return .stalled(best)
    }

    /// The point after a step: the whole of it, or what the slope along it allows.
    ///
    /// A length of ln(1+Δ)/Δ always brings the optimum nearer: the curvature changes by e^Δ at most where no logit moves by
    /// more than Δ (Bach 2010, doi:10.1214/09-EJS521). Longer steps are taken where the exact slope at their end says that
    /// they don't go much too far.
    private func advance(
        _ weights: WholeWeights, _ value: ExactGradient.Value, along step: [DoubleDouble], reach: Double, passes: inout Int
    ) -> (WholeWeights, ExactGradient.Value)? {
        let least = reach <= Self.short ? 1 : Elementary.log1p(nonNegative: reach) / reach
        let slope = Self.dot(value.gradient, step)
        var length = 1.0
        while true {
            var next = weights
            let isInRange = next.subtract(step, times: length)
            guard isInRange || length > least else { return nil }
            if isInRange {
                let nextValue = gradient(next)
                passes += 1
                let end = Self.dot(nextValue.gradient, step)
                if length <= least || end >= -0.25 * slope { return (next, nextValue) }
                // Where a straight line between both slopes crosses 0.
                length *= min(max(slope / (slope - end), 0.1), 0.7)
            } else {
                length *= 0.1
            }
            length = max(length, least)
        }
    }

    private static func dot(_ a: [Double], _ b: [DoubleDouble]) -> Double {
        var sum = DoubleDouble(0)
        for j in a.indices { sum = sum + b[j] * a[j] }
        return sum.value
    }

    private enum Method { case factor, preciseFactor, conjugateGradients }

    private func outcome(_ weights: WholeWeights, _ value: ExactGradient.Value, round: Int, passes: Int) -> Outcome {
        let rounded = grid.round(weights)
        let point = weights.values
        let bound = (value.norm + value.error) / objective.ridge * Rounding.allowance
        return Outcome(
            weights: rounded.weights, way: round == 0 ? .certificate : .refinement, point: point,
            bound: bound, moved: rounded.moved,
            gradientNorm: value.norm, error: value.error, margin: rounded.margin, passes: passes)
    }

    /// The end of a step, where all that is unknown there is E; nil where more is.
    private func corrected(
        _ weights: WholeWeights, _ value: ExactGradient.Value, _ step: [DoubleDouble], round: Int, passes: Int
    ) -> Outcome? {
        let correction = NewtonCorrection(
            objective, gradient: value.gradient, curvature: value.curvature, step: step)
        var end = weights
        guard correction.bound <= value.error * Self.negligible, end.subtract(step, times: 1) else { return nil }
        var reached = value
        reached.norm = correction.bound
        var outcome = outcome(end, reached, round: round + 1, passes: passes + 1)
        // The end is rounded to the bits of the weights.
        let size = Double(max(1, objective.dimension)).squareRoot()
        outcome.bound += size * Double(sign: .plus, exponent: -weights.bits, significand: 1)
        return outcome
    }

    /// H⁻¹g; nil where the method has not the digits.
    private func direction(
        _ value: ExactGradient.Value, _ method: Method, _ round: Int, margin: Double, passes: inout Int
    ) throws -> [DoubleDouble]? {
        let progress = Progress(phase: "settling the last bits", fraction: 0.9, detail: "round \(round + 1)")
        passes += 1
        let step: [DoubleDouble]
        switch method {
        case .factor, .preciseFactor:
            let solution = try objective.newtonStep(
                value.gradient, curvature: value.curvature, isPrecise: method == .preciseFactor, work: work,
                progress: progress)
            guard let solution else { return nil }
            step = solution
        case .conjugateGradients:
            // As near as the least certain weight needs, and no nearer.
            let wanted = 0.1 * margin * objective.ridge / value.norm
            let solution = try ConjugateGradients.solve(
                value.gradient, diagonal: objective.diagonal(curvature: value.curvature),
                tolerance: min(max(wanted, 1e-8), 1e-2), limit: Self.productLimit
            ) { direction in
                try work.step(progress)
                return objective.hessianProduct(direction, curvature: value.curvature)
            }
            passes += solution.products
            step = solution.x.map { DoubleDouble($0) }
        }
        return step.allSatisfy(\.high.isFinite) ? step : nil
    }

    /// How far a step moves any row's logits, or those of two classes against each other.
    private func reach(_ step: [Double]) -> Double {
        let outputs = objective.outputs
        var (largest, logits) = (0.0, Array(repeating: 0.0, count: outputs))
        for row in objective.rows {
            for output in 0..<outputs { logits[output] = 0 }
            for k in objective.features.rowStart[row]..<objective.features.rowStart[row + 1] {
                let base = Int(objective.features.columns[k]) * outputs
                for output in 0..<outputs { logits[output] += objective.features.values[k] * step[base + output] }
            }
            let (low, high) = (logits.min() ?? 0, logits.max() ?? 0)
            largest = max(largest, outputs == 1 ? abs(low) : high - low)
        }
        return largest
    }
}

extension LogisticObjective {
    /// The diagonal of ∇²G for the curvature at a point, in the canonical order.
    ///
    /// - Complexity: O(entries · outputs).
    func diagonal(curvature: [Double]) -> [Double] {
        var diagonal = Array(repeating: ridge, count: dimension)
        withRows { data in
            for (i, row) in rows.enumerated() {
                for k in data.start[row]..<data.start[row + 1] {
                    let square = data.values[k] * data.values[k]
                    let base = Int(data.columns[k]) * outputs
                    for output in 0..<outputs {
                        let p = curvature[i * outputs + output]
                        diagonal[base + output] += square * (outputs == 1 ? p : weight * p * (1 - p))
                    }
                }
            }
        }
        return diagonal
    }

    /// An upper bound on c·L·Σ‖xᵢ‖² + ρ over ρ, as an exponent of two: no eigenvalue of the Hessian is farther from another.
    var conditionBits: Int {
        let lipschitz = outputs == 1 ? 0.25 : 0.5
        var largest = 0.0
        for row in rows { largest = max(largest, features.norms[row]) }
        guard largest.isFinite, largest > 0 else { return largest > 0 ? .max : 0 }
        let sum = Double(max(1, rows.count)) * lipschitz * weight
        return max(0, Int(sum.exponent) + 2 * Int(largest.exponent) + 3 - Int(ridge.exponent))
    }
}
