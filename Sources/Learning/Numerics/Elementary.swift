/// The elementary functions of this target, in plain IEEE 754 additions, multiplications and divisions.
///
/// A C library picks its `exp` by processor (with or without fused multiply–add), so its last bits differ between
/// machines. These do not: weights may depend on them. Algorithms and constants: FreeBSD msun `e_exp.c` and
/// `s_log1p.c` (Sun Microsystems 1993), error below one unit in the last place.
public enum Elementary {
    private static let ln2High = 6.931_471_803_691_238_164_90e-01
    private static let ln2Low = 1.908_214_929_270_587_700_02e-10
    private static let inverseLn2 = 1.442_695_040_888_963_387_00

    /// eˣ for x ≤ 0; results below 10⁻³⁰⁷ are 0. NaN gives NaN.
    @inline(__always)
    public static func exp(nonPositive x: Double) -> Double {
        if x.isNaN { return x }
        if x < -707 { return 0 }
        if x > -0x1p-28 { return 1 + x }
        let k = x > -0.34657359 ? 0 : Int(inverseLn2 * x - 0.5)
        let high = x - Double(k) * ln2High
        let low = Double(k) * ln2Low
        let r = high - low
        let t = r * r
        // Remez polynomial of r(eʳ+1)/(eʳ−1), in t.
        var c = 4.138_136_797_057_238_460_39e-08
        c = c * t - 1.653_390_220_546_525_153_90e-06
        c = c * t + 6.613_756_321_437_934_361_17e-05
        c = c * t - 2.777_777_777_701_559_338_42e-03
        c = c * t + 1.666_666_666_666_660_190_37e-01
        c = r - t * c
        if k == 0 { return 1 - ((r * c) / (c - 2) - r) }
        let y = 1 - ((low - (r * c) / (2 - c)) - high)
        return y * Double(bitPattern: UInt64(1023 + k) << 52)
    }

    /// ln(1+x) for x ≥ 0. NaN gives NaN.
    public static func log1p(nonNegative x: Double) -> Double {
        if x.isNaN || x == .infinity { return x }
        if x < 0x1p-29 { return x - x * x * 0.5 }
        var f = x
        var k = 0
        var correction = 0.0
        if x >= 0.41421356 {
            let u = 1 + x
            k = Int(u.exponent)
            correction = (k > 0 ? 1 - (u - x) : x - (u - 1)) / u
            var m = u.significand
            if m > 1.4142135623730951 {
                m *= 0.5
                k += 1
            }
            f = m - 1
        }
        return logarithm(f, k, correction)
    }

    /// ln(2ᵏ(1+f) + …) for √½ < 1+f < √2, from a Remez polynomial in s = f/(2+f); `correction` is what rounding took off,
    /// relative to the number.
    @inline(__always)
    static func logarithm(_ f: Double, _ k: Int, _ correction: Double) -> Double {
        let half = 0.5 * f * f
        let s = f / (2 + f)
        let z = s * s
        var r = 1.479_819_860_511_658_591e-01
        r = r * z + 1.531_383_769_920_937_332e-01
        r = r * z + 1.818_357_216_161_805_012e-01
        r = r * z + 2.222_219_843_214_978_396e-01
        r = r * z + 2.857_142_874_366_239_149e-01
        r = r * z + 3.999_999_999_940_941_908e-01
        r = r * z + 6.666_666_666_666_735_130e-01
        r = r * z
        if k == 0 { return f - (half - s * (half + r)) }
        return Double(k) * ln2High - ((half - (s * (half + r) + (Double(k) * ln2Low + correction))) - f)
    }

    /// The logistic function σ(z) = 1 / (1 + e⁻ᶻ), within 4 units of roundoff of the true value, without overflow.
    public static func sigmoid(_ z: Double) -> Double {
        let e = exp(nonPositive: -abs(z))
        return z < 0 ? e / (1 + e) : 1 / (1 + e)
    }

    /// ln(1 + eᶻ), without overflow.
    public static func softplus(_ z: Double) -> Double {
        log1p(nonNegative: exp(nonPositive: -abs(z))) + max(0, z)
    }
}
