import Foundation

/// Intervals of means, and of the paired change of a mean.
public enum BoundedMeans {
    /// Of values in [0, 1]: Wilson's limits, with Student's t, at the number of yes/no records whose share would have this
    /// variance. A twentieth of a record at 1 is added to the variance, so that values which are all 0 have some.
    ///
    /// - Parameter expected: mean and mean square of the values, where a model says what they should be: eight records'
    ///   worth of them are added to the variance.
    static func interval(
        _ values: Moments, expected: (mean: Double, square: Double)? = nil
    ) -> Interval? {
        let n = Double(values.count)
        guard values.count > 1 else { return nil }
        let extra = expected == nil ? 0.0 : 8.0
        let doubt = 0.05
        let all = n + extra + doubt
        let mean = (values.sum + extra * (expected?.mean ?? 0) + doubt) / all
        let square = (values.squares + extra * (expected?.square ?? 0) + doubt) / all
        let share = (square - mean * mean) / max(mean * (1 - mean), 1e-12)
        let effective = n / min(1, max(1e-6, share))
        let rate = values.sum / n
        return Intervals.wilson(successes: rate * effective, of: effective, z: Intervals.student(n - 1))
    }

    /// Of any values, by Student's t; nil of fewer than two.
    static func student(_ values: Moments) -> Interval? {
        guard let error = values.standardError else { return nil }
        let reach = Intervals.student(Double(values.count - 1)) * error
        return Interval(lower: values.mean - reach, upper: values.mean + reach)
    }

    /// Of values above 0, by Student's t on their logarithm; nil of fewer than two, or of nothing above 0.
    static func logarithmic(_ values: Moments) -> Interval? {
        guard let error = values.standardError, values.mean > 0 else { return nil }
        let factor = exp(Intervals.student(Double(values.count - 1)) * error / values.mean)
        return factor.isFinite ? Interval(lower: values.mean / factor, upper: values.mean * factor) : nil
    }

    /// The 95 % interval of the Brier score of some scores; nil of fewer than two.
    public static func brier(_ scores: [Double], _ truth: [Bool]) -> Interval? {
        var losses = Moments()
        for (score, isPositive) in zip(scores, truth) {
            let error = score - (isPositive ? 1 : 0)
            losses.add(error * error)
        }
        return interval(losses, expected: expectedLoss(scores.map { ($0, 1) }))
    }

    /// Mean and mean square of the squared error, were the scores right.
    static func expectedLoss(_ scores: some Sequence<(score: Double, times: Double)>) -> (mean: Double, square: Double)
    {
        var (mean, square, all) = (0.0, 0.0, 0.0)
        for (s, times) in scores {
            mean += times * s * (1 - s)
            square += times * (s * pow(1 - s, 4) + (1 - s) * pow(s, 4))
            all += times
        }
        return all > 0 ? (mean / all, square / all) : (0, 0)
    }

    /// The change of the Brier score, by Student's t with two records of each model's own variance added.
    public static func brierChange(_ before: [Double], _ after: [Double], _ truth: [Bool]) -> Interval? {
        var (was, now, changes) = (Moments(), Moments(), Moments())
        for (i, isPositive) in truth.enumerated() {
            let label = isPositive ? 1.0 : 0
            let (a, b) = ((before[i] - label) * (before[i] - label), (after[i] - label) * (after[i] - label))
            was.add(a)
            now.add(b)
            changes.add(b - a)
        }
        let n = Double(truth.count)
        guard truth.count > 1 else { return nil }
        let variance = changes.variance + 2 / n * (was.variance + now.variance)
        let reach = Intervals.student(n - 1) * (variance / n).squareRoot()
        return Interval(lower: changes.mean - reach, upper: changes.mean + reach)
    }
}

/// The sums that mean and variance are made of.
struct Moments: Sendable {
    private(set) var count = 0
    private(set) var sum = 0.0
    private(set) var squares = 0.0
    /// Σ (value − mean)², kept as values come (Welford 1962, doi:10.1080/00401706.1962.10490022).
    private var spread = 0.0
    private(set) var mean = 0.0

    mutating func add(_ value: Double, times: Int = 1) {
        guard times > 0 else { return }
        let weight = Double(times)
        count += times
        sum += weight * value
        squares += weight * value * value
        let before = value - mean
        mean += before * weight / Double(count)
        spread += weight * before * (value - mean)
    }

    /// Of a sample: divided by n − 1.
    var variance: Double { count > 1 ? spread / Double(count - 1) : 0 }
    /// Nil of fewer than two values, or where it is not finite.
    var standardError: Double? {
        guard count > 1 else { return nil }
        let error = (variance / Double(count)).squareRoot()
        return error.isFinite ? error : nil
    }
}
