import Foundation

/// A numerator of a denominator, in records or in weights, and the number of records that its error is that of.
struct Share: Hashable, Sendable {
    let numerator: Double
    let denominator: Double
    /// The number of records in the denominator; with weights, Kish's.
    let effective: Double

    /// Nil of an empty denominator.
    var value: Double? { denominator > 0 ? min(1, numerator / denominator) : nil }

    /// Wilson's interval with the effective number of records; nil of an empty denominator.
    ///
    /// Korn & Graubard (1998), "Confidence intervals for proportions with small expected number of positive counts
    /// estimated from survey data", on the effective sample size in Wilson's interval.
    var wilson: Interval? {
        guard let p = value, effective > 0 else { return nil }
        let (n, z) = (effective, Intervals.normalQuantile(0.95))
        let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        return Interval(
            lower: numerator <= 0 ? 0 : max(0, centre - half),
            upper: numerator >= denominator ? 1 : min(1, centre + half))
    }

    /// The interval of a weighted sum of independent shares, from Wilson's of each; nil where one is empty.
    ///
    /// Zou & Donner (2008), doi:10.1002/sim.3095; with 1 and −1 it is Newcombe's.
    static func combination(_ terms: [(weight: Double, share: Share)]) -> Interval? {
        var (estimate, below, above) = (0.0, 0.0, 0.0)
        for (weight, share) in terms {
            guard let p = share.value, let rate = share.wilson else { return nil }
            let ends = [weight * (p - rate.lower), weight * (rate.upper - p)]
            estimate += weight * p
            below += pow(weight > 0 ? ends[0] : ends[1], 2)
            above += pow(weight > 0 ? ends[1] : ends[0], 2)
        }
        return Interval(lower: estimate - below.squareRoot(), upper: estimate + above.squareRoot())
    }

    /// The interval of the ratio of two independent shares, on the logarithm; nil where either is 0/0 or 0.
    ///
    /// Katz et al. (1978), doi:10.2307/2530610.
    static func ratio(_ a: Share, over b: Share) -> Interval? {
        guard let p = a.value, let q = b.value, p > 0, q > 0, a.effective > 0, b.effective > 0 else { return nil }
        let variance = (1 / (a.effective * p) - 1 / a.effective) + (1 / (b.effective * q) - 1 / b.effective)
        let centre = log(p) - log(q)
        let half = Intervals.normalQuantile(0.95) * variance.squareRoot()
        return Interval(lower: exp(centre - half), upper: exp(centre + half))
    }
}
