extension Elementary {
    /// ln x for x ≥ 0, in plain IEEE 754 additions, multiplications and divisions; error below one unit in the last place.
    ///
    /// 0 gives −∞, a negative number NaN. Algorithm and constants: FreeBSD msun `e_log.c` (Sun Microsystems 1993):
    /// x = 2ᵏ(1+f), √½ < 1+f < √2.
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
        return logarithm(m - 1, k, 0)
    }
}
