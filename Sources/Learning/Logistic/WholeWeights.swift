/// Weights as whole multiples of 2⁻ᵇⁱᵗˢ: a point that every machine has in the same bits, and that can be as near the optimum
/// as a rounding needs.
struct WholeWeights: Sendable {
    /// Canonical order.
    var multiples: [Int128]
    let bits: Int

    /// Multiples stay below this in size.
    private static let limit = 0x1p124

    /// nil where a weight is beyond what the bits leave room for.
    init?(_ weights: [Double], bits: Int) {
        self.bits = bits
        let unit = Double(sign: .plus, exponent: bits, significand: 1)
        multiples = []
        multiples.reserveCapacity(weights.count)
        for weight in weights {
            let scaled = (weight * unit).rounded()
            guard abs(scaled) < Self.limit else { return nil }
            multiples.append(Int128(scaled))
        }
    }

    /// Takes t·step off; false where a weight would be too large, or is no number.
    mutating func subtract(_ step: [DoubleDouble], times t: Double) -> Bool {
        let unit = Double(sign: .plus, exponent: bits, significand: 1)
        for j in multiples.indices {
            // To a unit or two.
            let (scaled, rest) = (
                (t * step[j].high * unit).rounded(), (t * step[j].high * unit, t * step[j].low * unit)
            )
            guard abs(scaled) < Self.limit else { return false }
            let next = multiples[j] - Int128(scaled) - Int128(((rest.0 - scaled) + rest.1).rounded())
            guard next.magnitude < UInt128(1) << 124 else { return false }
            multiples[j] = next
        }
        return true
    }

    /// The nearest Doubles.
    var values: [Double] {
        let step = Double(sign: .plus, exponent: -bits, significand: 1)
        return multiples.map { Double(rounding: $0) * step }
    }
}

/// The points that published weights lie on: the multiples of h = 2⁻ᵇⁱᵗˢ.
///
/// What lies within α of the true optimum w* is rounded to the same point as w* itself, unless the middle between two points
/// is that near. So a bound is enough to know the rounding of a number that nobody can compute exactly.
struct Grid: Sendable {
    let bits: Int

    /// What a rounding says about one set of weights.
    struct Rounded {
        /// Multiples of h.
        var weights: [Double]
        /// The smallest distance of a weight from the middle between two points, in the units of the weights; 0 where a
        /// weight is beyond the multiples that a Double holds.
        var margin: Double
        /// An upper bound on the distance that rounding moved the weights.
        var moved: Double
    }

    /// The nearest points, and how far the least certain weight is from being rounded otherwise: exactly.
    ///
    /// - Precondition: the weights are finer than the grid.
    func round(_ weights: WholeWeights) -> Rounded {
        let drop = Int128(weights.bits - bits)
        let half = Int128(1) << (drop - 1)
        let mask = (Int128(1) << drop) - 1
        let unit = Double(sign: .plus, exponent: -weights.bits, significand: 1)
        let step = Double(sign: .plus, exponent: -bits, significand: 1)
        var out = Rounded(weights: [], margin: 0.5 * step, moved: 0)
        out.weights.reserveCapacity(weights.multiples.count)
        for multiple in weights.multiples {
            let rest = multiple & mask
            let whole = (multiple >> drop) + (rest >= half ? 1 : 0)
            guard whole.magnitude < 1 << 53 else {
                out.margin = 0
                out.weights.append(Double(rounding: whole) * step)
                continue
            }
            out.weights.append(Double(Int64(whole)) * step)
            out.margin = min(out.margin, Double(rounding: (rest - half).magnitude.signed) * unit)
            let moved = Double(rounding: min(rest, mask + 1 - rest)) * unit
            out.moved += moved * moved
        }
        // Conversions to Double may round up by an ulp.
        out.margin *= 1 - 0x1p-50
        out.moved = out.moved.squareRoot() * Rounding.allowance
        return out
    }
}

extension UInt128 {
    fileprivate var signed: Int128 { Int128(truncatingIfNeeded: self) }
}
