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
    static let negligible = 0x1p-10
    /// A step that changes no curvature to speak of.
    static let short = 0x1p-6
    /// Rounds with steps too long to be taken whole, before a factor of more digits is tried.
    private static let dampedLimit = 40
    /// Conditions, in bits: what conjugate gradients are sure to cope with, and what double-double does.
    static let moderateBits = 34
    static let hopelessBits = 88
    private static let stallLimit = 6
    static let productLimit = 2000
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
    var isDependable: Bool { isDense || objective.conditionBits <= Self.moderateBits }

    /// Beyond this no factor has the digits: a property of the records and the strength alone.
    var isHopeless: Bool { objective.conditionBits > Self.hopelessBits }

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
}
