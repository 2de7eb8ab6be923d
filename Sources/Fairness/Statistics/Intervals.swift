import Foundation

/// Confidence intervals of rates, of their differences and of their ratios.
public enum Intervals {
    /// The interval of a rate; nil of an empty denominator.
    ///
    /// Wilson (1927), "Probable inference, the law of succession, and statistical inference",
    /// doi:10.1080/01621459.1927.10502953. Without continuity correction.
    public static func wilson(successes: Int, of total: Int, confidence: Double = 0.95) -> Interval? {
        guard total > 0 else { return nil }
        let (n, p, z) = (Double(total), Double(successes) / Double(total), normalQuantile(confidence))
        let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        return Interval(
            lower: successes == 0 ? 0 : max(0, centre - half),
            upper: successes == total ? 1 : min(1, centre + half))
    }

    /// The interval of the difference of two independent rates, a − b; nil where either denominator is empty.
    ///
    /// Newcombe (1998), method 10, "Interval estimation for the difference between independent proportions",
    /// doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
    public static func newcombe(
        _ a: (successes: Int, total: Int), minus b: (successes: Int, total: Int), confidence: Double = 0.95
    ) -> Interval? {
        combination([(1, a.successes, a.total), (-1, b.successes, b.total)], confidence: confidence)
    }

    /// The interval of a weighted sum of independent rates, from the Wilson interval of each; nil where a denominator
    /// is empty. With weights 1 and −1 it is Newcombe's.
    ///
    /// Zou & Donner (2008), "Construction of confidence limits about effect measures", doi:10.1002/sim.3095.
    public static func combination(
        _ terms: [(weight: Double, successes: Int, total: Int)], confidence: Double = 0.95
    ) -> Interval? {
        var (estimate, below, above) = (0.0, 0.0, 0.0)
        for (weight, successes, total) in terms {
            guard let rate = wilson(successes: successes, of: total, confidence: confidence) else { return nil }
            let p = Double(successes) / Double(total)
            let ends = [weight * (p - rate.lower), weight * (rate.upper - p)]
            estimate += weight * p
            below += pow(weight > 0 ? ends[0] : ends[1], 2)
            above += pow(weight > 0 ? ends[1] : ends[0], 2)
        }
        return Interval(lower: estimate - below.squareRoot(), upper: estimate + above.squareRoot())
    }

    /// The interval of the ratio of two independent rates, a / b, on the logarithm; nil where either rate is 0/0 or 0.
    ///
    /// Katz, Baptista, Azen & Pike (1978), "Obtaining confidence intervals for the risk ratio", doi:10.2307/2530610.
    public static func ratio(
        _ a: (successes: Int, total: Int), over b: (successes: Int, total: Int), confidence: Double = 0.95
    ) -> Interval? {
        guard a.successes > 0, b.successes > 0 else { return nil }
        func variance(_ x: (successes: Int, total: Int)) -> Double { 1 / Double(x.successes) - 1 / Double(x.total) }
        let centre = log(Double(a.successes) / Double(a.total)) - log(Double(b.successes) / Double(b.total))
        let half = normalQuantile(confidence) * (variance(a) + variance(b)).squareRoot()
        return Interval(lower: exp(centre - half), upper: exp(centre + half))
    }

    /// The interval of the difference of two independent ratios, `to` − `from`, from the interval of each (Zou & Donner
    /// 2008); nil where a ratio has none.
    static func ratioChange(
        from a: (over: (successes: Int, total: Int), under: (successes: Int, total: Int)),
        to b: (over: (successes: Int, total: Int), under: (successes: Int, total: Int))
    ) -> Interval? {
        guard let was = ratio(a.over, over: a.under), let now = ratio(b.over, over: b.under) else { return nil }
        func value(_ x: (over: (successes: Int, total: Int), under: (successes: Int, total: Int))) -> Double {
            Double(x.over.successes) / Double(x.over.total) / (Double(x.under.successes) / Double(x.under.total))
        }
        let (before, after) = (value(a), value(b))
        return Interval(
            lower: after - before - hypot(after - now.lower, was.upper - before),
            upper: after - before + hypot(now.upper - after, before - was.lower))
    }

    /// The z for which a standard normal variable is within ±z with probability `confidence`.
    ///
    /// - Precondition: 0 < confidence < 1.
    static func normalQuantile(_ confidence: Double) -> Double {
        if confidence == 0.95 { return 1.959963984540054 }
        precondition(confidence > 0 && confidence < 1, "a confidence between 0 and 1")
        var (low, high) = (0.0, 40.0)
        for _ in 0..<100 {
            let middle = (low + high) / 2
            if erfc(middle / 2.0.squareRoot()) > 1 - confidence { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
