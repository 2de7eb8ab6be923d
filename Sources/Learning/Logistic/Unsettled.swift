import Records

/// Why weights can't be published as the bits of every solve.
enum Unsettled {
    /// No factor at hand has the digits: the penalty is too weak for the sizes of the numbers.
    case condition
    /// The optimum is known to within a bound, and a weight is nearer than that to where its rounding changes.
    case undecided(bound: Double)

    init(_ outcome: Settling.Outcome) {
        self = outcome.bound.isFinite ? .undecided(bound: outcome.bound) : .condition
    }

    private static let next = "Raise --lambda, lower --c, or scale the numbers"

    var refusal: Refusal {
        switch self {
        case .condition:
            Refusal(
                .badData,
                "The penalty is too weak for numbers of these sizes: the weights can't be computed to the bits that every solve would reach.",
                next: "\(Self.next).")
        case .undecided(let bound):
            Refusal(
                .badData,
                "The penalty is too weak to decide every bit: the optimum is proven to \(Self.short(bound)), and a weight is nearer than that to where its rounding changes.",
                next: "\(Self.next); or take what is proven within a bound (--within-bound).")
        }
    }

    /// The next power of ten.
    private static func short(_ bound: Double) -> String {
        var exponent = -320
        while exponent < 308, Elementary.log(bound) > Double(exponent) * 2.302585092994046 { exponent += 1 }
        return "1e\(exponent)"
    }
}
