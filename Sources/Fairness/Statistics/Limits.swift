/// A value with its 95 % limits, which need not lie at equal distances, as MOVER combines it with others.
///
/// Zou & Donner (2008), "Construction of confidence limits about effect measures", doi:10.1002/sim.3095: the method of
/// variance estimates recovery. Each limit of a difference is as far off as the two limits that it comes from.
public struct Limits: Hashable, Sendable {
    public let value: Double
    public let lower: Double
    public let upper: Double

    public init(_ value: Double, _ interval: Interval) {
        self.value = value
        lower = interval.lower
        upper = interval.upper
    }

    /// Wilson's of a rate; nil of an empty denominator.
    public init?(successes: Double, of total: Double) {
        guard let interval = Intervals.wilson(successes: successes, of: total) else { return nil }
        self.init(successes / total, interval)
    }

    public var interval: Interval { Interval(lower: lower, upper: upper) }

    /// The interval of the difference of two values whose errors have a correlation.
    public func minus(_ other: Limits, correlation: Double = 0) -> Interval {
        func reach(_ a: Double, _ b: Double) -> Double {
            max(0, a * a + b * b - 2 * correlation * a * b).squareRoot()
        }
        let difference = value - other.value
        return Interval(
            lower: difference - reach(value - lower, other.upper - other.value),
            upper: difference + reach(upper - value, other.value - other.lower))
    }

    /// The interval of the ratio of two independent values; nil of x/0.
    ///
    /// MOVER-R of Donner & Zou (2012), "Closed-form confidence intervals for functions of the normal mean and standard
    /// deviation", doi:10.1177/0962280210383082, in the form that stays finite where twice the lower value is its upper
    /// limit.
    public func over(_ other: Limits) -> Interval? {
        guard other.value > 0, other.lower > 0 else { return nil }
        let product = value * other.value
        let below = lower * (2 * value - lower)
        let root = max(0, product * product - below * other.upper * (2 * other.value - other.upper)).squareRoot()
        let under = other.lower * (2 * other.value - other.lower)
        let reach = max(0, product * product - upper * (2 * value - upper) * under).squareRoot()
        let least = product + root
        return Interval(lower: least > 0 ? max(0, below / least) : 0, upper: (product + reach) / under)
    }

    /// The value and its limits turned by a rising function.
    public func map(_ transform: (Double) -> Double) -> Limits {
        Limits(transform(value), Interval(lower: transform(lower), upper: transform(upper)))
    }
}
