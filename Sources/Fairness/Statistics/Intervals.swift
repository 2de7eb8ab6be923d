import Foundation

/// Confidence intervals of rates, of their differences and of their ratios, at 95 % where nothing else is said.
public enum Intervals {
    /// The interval of a rate; nil of an empty denominator. A total that is no whole number is an effective one.
    ///
    /// Wilson (1927), "Probable inference, the law of succession, and statistical inference",
    /// doi:10.1080/01621459.1927.10502953. Without continuity correction.
    public static func wilson(successes: Double, of n: Double, z: Double = normal) -> Interval? {
        guard n > 0 else { return nil }
        let p = successes / n
        let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (max(0, p * (1 - p)) / n + z * z / (4 * n * n)).squareRoot()
        return Interval(
            lower: successes <= 0 ? 0 : max(0, centre - half), upper: successes >= n ? 1 : min(1, centre + half))
    }

    /// The same of counted records.
    public static func wilson(successes: Int, of total: Int) -> Interval? {
        wilson(successes: Double(successes), of: Double(total))
    }

    /// The interval of the difference of two independent rates, a − b; nil where either denominator is empty.
    ///
    /// Newcombe (1998), method 10, "Interval estimation for the difference between independent proportions",
    /// doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I: MOVER of Wilson's.
    public static func newcombe(
        _ a: (successes: Int, total: Int), minus b: (successes: Int, total: Int)
    ) -> Interval? {
        guard let a = limits(a), let b = limits(b) else { return nil }
        return a.minus(b)
    }

    /// The interval of the ratio of two independent rates, a / b, by MOVER-R; nil of 0/0 and x/0.
    public static func ratio(
        _ a: (successes: Int, total: Int), over b: (successes: Int, total: Int)
    ) -> Interval? {
        guard let a = limits(a), let b = limits(b) else { return nil }
        return a.over(b)
    }

    /// Wilson's of a share; nil of an empty denominator.
    static func limits(_ share: (successes: Int, total: Int)) -> Limits? {
        Limits(successes: Double(share.successes), of: Double(share.total))
    }

    /// The z for which a standard normal variable is within ±z with probability .95.
    public static let normal = 1.959963984540054

    /// The same of Student's t, with at least 5 degrees of freedom: four terms of its expansion in 1/ν, with an error
    /// below 10⁻⁴ at 5 and 10⁻⁷ from 19 on.
    ///
    /// Abramowitz & Stegun (1964), "Handbook of Mathematical Functions", 26.7.5.
    public static func student(_ freedom: Double) -> Double {
        let (z, v) = (normal, freedom)
        let x = z * z
        let first: Double = (x + 1) * z / 4
        let second: Double = ((5 * x + 16) * x + 3) * z / 96
        let third: Double = (((3 * x + 19) * x + 17) * x - 15) * z / 384
        let fourth: Double = ((((79 * x + 776) * x + 1482) * x - 1920) * x - 945) * z / 92_160
        return z + (first + (second + (third + fourth / v) / v) / v) / v
    }

    /// P(Z ≤ z) of a standard normal variable.
    static func cumulativeNormal(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }
}
