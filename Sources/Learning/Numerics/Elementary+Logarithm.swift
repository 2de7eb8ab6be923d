extension Elementary {
    /// ln x for x ≥ 0, in plain IEEE 754 additions, multiplications and divisions; error below one unit in the last place.
    ///
    /// 0 gives −∞, a negative number NaN. Algorithm and constants: FreeBSD msun `e_log.c` (Sun Microsystems 1993):
    /// x = 2ᵏ(1+f), √½ < 1+f < √2, and ln(1+f) from a Remez polynomial in s = f/(2+f).
    ///
    ///     Elementary.log(1)  // 0
    public static func log(_ x: Double) -> Double {
        guard x > 0 else { return x == 0 ? -.infinity : .nan }
        guard x < .infinity else { return x }
        // `exponent` and `significand` see through subnormal numbers.
        var k = Int(x.exponent)
        var m = x.significand
        if m > 1.4142135623730951 {
            m *= 0.5
            k += 1
        }
        let f = m - 1
        let exponent = Double(k)
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
        let half = 0.5 * f * f
        if k == 0 { return f - (half - s * (half + r)) }
        return exponent * 6.931_471_803_691_238_164_90e-01
            - ((half - (s * (half + r) + exponent * 1.908_214_929_270_587_700_02e-10)) - f)
    }
}
