import Foundation

/// How far scores are from the shares of positives: the root of the debiased squared error over bins, and the signed error,
/// with intervals that hold at 0.
public enum CalibrationIntervals {
    /// The 95 % limits of the root mean squared calibration error, debiased; nil without records.
    ///
    /// Kumar, Liang & Ma (2019), "Verified uncertainty calibration", doi:10.48550/arXiv.1909.10155: the squared error over
    /// bins, less what noise adds to it. Its limits are those with which the squared error is a quantile of a noncentral
    /// χ² distribution.
    ///
    /// - Complexity: O(bins)
    static func rootMeanSquare(_ bins: EqualMassBins) -> Limits? {
        guard bins.count > 0 else { return nil }
        let n = Double(bins.count)
        let errors = bins.bins.map { $0.error * $0.error / $0.count }
        let found = errors.reduce(0, +)
        var noises = bins.bins.map { max(0, $0.variance) }
        if noises.reduce(0, +) <= 1e-9 { noises = noises.map { _ in 1e-9 } }
        let noise = noises.reduce(0, +)
        let value = max(0, (found - noise) / n).squareRoot()
        // The variance of the noise, where the error is: between the bins' mean and that of the bins that make it.
        let share = max(0, 1 - noise / max(found, 1e-12))
        let mean = noises.reduce(0) { $0 + $1 * $1 } / noise
        let local = zip(errors, noises).reduce(0) { $0 + $1.0 * $1.1 } / max(found, 1e-12)
        let scale = (1 - share) * mean + share * local
        let freedom = noise / scale
        let x = found / scale
        func root(_ x: Double, _ quantile: Double) -> Double {
            let noncentrality = NoncentralChiSquare.noncentrality(x, freedom: freedom, at: quantile)
            return (noncentrality * scale / n).squareRoot()
        }
        let signed = signedError(bins)
        let farthest = signed.map { max(abs($0.lower), abs($0.upper)) } ?? 0
        return Limits(
            value,
            Interval(
                lower: min(value, root(x, 0.975)), upper: max(root(max(x, freedom), 0.025), farthest, value)))
    }

    /// The 95 % limits of the share of positives less the mean score: Wilson's of the share, at the number of records that
    /// the errors' variance is worth.
    static func signedError(_ bins: EqualMassBins) -> Limits? {
        guard bins.count > 0 else { return nil }
        let n = Double(bins.count)
        let positives = bins.bins.reduce(0) { $0 + $1.positives }
        let score = bins.bins.reduce(0) { $0 + $1.scores } / n
        let spread = bins.bins.reduce(0) { $0 + $1.spread } / n
        let error = positives / n - score
        let squares = bins.bins.reduce(0) { $0 + $1.squares }
        let variance = (squares + 4 * spread) / (n + 4) - error * error * n / (n + 4)
        let rate = (positives + 4 * score) / (n + 4)
        let binomial = max(rate * (1 - rate), 1e-9)
        let factor = min(1.5, max(variance, min(binomial, 3 / n)) / binomial)
        let effective = n / factor
        guard let share = Intervals.wilson(successes: positives / n * effective, of: effective) else { return nil }
        return Limits(error, Interval(lower: share.lower - score, upper: share.upper - score))
    }

    /// The 95 % interval of the root mean squared calibration error of some scores; nil without records.
    public static func rootMeanSquare(_ scores: [Double], _ truth: [Bool]) -> Interval? {
        rootMeanSquare(EqualMassBins(scores, truth))?.interval
    }

    /// The value of the same.
    public static func rootMeanSquaredError(_ scores: [Double], _ truth: [Bool]) -> Double? {
        rootMeanSquare(EqualMassBins(scores, truth))?.value
    }

    /// The 95 % interval of the share of positives less the mean score; nil without records.
    public static func signedError(_ scores: [Double], _ truth: [Bool]) -> Interval? {
        signedError(EqualMassBins(scores, truth))?.interval
    }
}
