/// Intervals of the change of a rate whose denominator stays: of n records some were lost and some were gained.
public enum PairedRate {
    /// The interval of (gained − lost) / n: Wald's with a record more that was lost, and one that was gained.
    ///
    /// Bonett & Price (2012), "Adjusted Wald confidence interval for a difference of binomial proportions based on paired
    /// data", doi:10.3102/1076998611411915. With nothing lost and nothing gained among 25 it is ± .10.
    public static func bonettPrice(gained: Double, lost: Double, of n: Double) -> Interval {
        adjusted(gained: gained, lost: lost, of: n, by: 1)
    }

    /// The same with half a record more of each, as a part of what is combined: two of them have four halves.
    ///
    /// Agresti & Min (2005), "Simple improved confidence intervals for comparing matched proportions",
    /// doi:10.1002/sim.1781.
    public static func agrestiMin(gained: Double, lost: Double, of n: Double) -> Limits {
        Limits((gained - lost) / n, adjusted(gained: gained, lost: lost, of: n, by: 0.5))
    }

    private static func adjusted(gained: Double, lost: Double, of n: Double, by half: Double) -> Interval {
        let total = n + 2 * half
        let difference = (gained - lost) / total
        let variance = max(0, (gained + lost + 2 * half) / total - difference * difference) / total
        let reach = Intervals.normal * variance.squareRoot()
        return Interval(lower: max(-1, difference - reach), upper: min(1, difference + reach))
    }
}
