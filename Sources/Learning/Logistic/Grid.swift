/// The points that published weights lie on: the multiples of h = 2⁻ᵇⁱᵗˢ.
///
/// What lies within α of the true optimum w* is rounded to the same point as w* itself, unless the middle between two points
/// is that near. So a bound is enough to know the rounding of a number that nobody can compute exactly.
struct Grid: Sendable {
    let bits: Int

    private var pointsPerUnit: Double { Double(sign: .plus, exponent: bits, significand: 1) }

    /// What a rounding says about one set of weights.
    struct Rounded {
        /// Multiples of h.
        var weights: [Double]
        /// The smallest distance of a weight from the middle between two points, in the units of the weights.
        var margin: Double
    }

    /// The nearest points, and how far the least certain weight is from being rounded otherwise.
    ///
    /// Roundings of this function itself are taken off the margin: 2⁻⁵¹ of a step, and nothing is certain beyond 2⁵¹ steps.
    func round(_ weights: [DoubleDouble]) -> Rounded {
        let scale = pointsPerUnit
        var out = Array(repeating: 0.0, count: weights.count)
        var margin = 0.5
        for j in weights.indices {
            // Scaling by a power of two is exact, and so is the difference of near numbers.
            let steps = weights[j].high * scale
            let nearest = steps.rounded(.toNearestOrEven)
            let rest = (steps - nearest) + weights[j].low * scale
            let shift = rest.rounded(.toNearestOrEven)
            // + 0 makes −0 the 0 that it equals.
            out[j] = (nearest + shift) / scale + 0
            margin = min(margin, abs(steps) < 0x1p51 ? 0.5 - abs(rest - shift) : 0)
        }
        return Rounded(weights: out, margin: max(0, margin - 0x1p-51) / scale)
    }
}
