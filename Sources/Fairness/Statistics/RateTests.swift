import Foundation

/// Tests of two independent rates: is their difference more than chance makes?
///
/// Fisher (1922), "On the interpretation of χ² from contingency tables, and the calculation of P", doi:10.2307/2340521.
public enum RateTests {
    /// Fisher's exact p-value, two-sided: the probability, both totals and all successes given, of a table no more
    /// probable than this one; 1 where a denominator is empty.
    ///
    /// Probabilities within a ten-millionth are equal, as in SciPy and R.
    ///
    /// - Complexity: O(standard deviations between the table and its mode × √n)
    public static func fisher(_ a: (successes: Int, total: Int), _ b: (successes: Int, total: Int)) -> Double {
        guard a.total > 0, b.total > 0 else { return 1 }
        let ofA = Hypergeometric(
            population: a.total + b.total, successes: a.successes + b.successes, draws: a.total)
        let likely = ofA.probabilities
        if let p = tail(likely, at: a.successes) { return p }
        return tail(ofA.probabilities(downTo: 1e-300), at: a.successes) ?? 0
    }

    private static func tail(_ all: [(count: Int, probability: Double)], at count: Int) -> Double? {
        guard let first = all.first?.count, count >= first, count - first < all.count else { return nil }
        let bound = all[count - first].probability * (1 + 1e-7)
        return min(1, all.reduce(0) { $1.probability <= bound ? $0 + $1.probability : $0 })
    }

    /// The difference a − b in standard errors under one pooled rate; nil where the pooled rate is 0, 1 or undefined.
    public static func pooledZ(_ a: (successes: Int, total: Int), _ b: (successes: Int, total: Int)) -> Double? {
        guard a.total > 0, b.total > 0 else { return nil }
        let (n, m) = (Double(a.total), Double(b.total))
        let pooled = Double(a.successes + b.successes) / (n + m)
        let variance = pooled * (1 - pooled) * (1 / n + 1 / m)
        guard variance > 0 else { return nil }
        return (Double(a.successes) / n - Double(b.successes) / m) / variance.squareRoot()
    }

    /// A weighted sum of independent rates in its own standard errors (Wald's), each rate's variance with half a success
    /// and half a failure added, so that rates of 0 and 1 have some; nil where a denominator is empty.
    static func contrastZ(_ terms: [(weight: Double, successes: Int, total: Int)]) -> Double? {
        var (sum, variance) = (0.0, 0.0)
        for (weight, successes, total) in terms {
            guard total > 0 else { return nil }
            let smoothed = (Double(successes) + 0.5) / (Double(total) + 1)
            sum += weight * Double(successes) / Double(total)
            variance += weight * weight * smoothed * (1 - smoothed) / Double(total)
        }
        return variance > 0 ? sum / variance.squareRoot() : nil
    }

    /// The two-sided p-value of a standard normal statistic.
    public static func twoSided(z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }

    /// Whether the normal approximation is too coarse: fewer than 30 records in either, or an expected cell under 5.
    public static func prefersFisher(_ a: (successes: Int, total: Int), _ b: (successes: Int, total: Int)) -> Bool {
        guard min(a.total, b.total) >= 30 else { return true }
        let successes = Double(a.successes + b.successes)
        let all = Double(a.total + b.total)
        let rarer = min(successes, all - successes)
        return rarer * Double(min(a.total, b.total)) / all < 5
    }
}
