/// The mean of weighted values, with a normal interval from Kish's effective number of them.
///
/// Kish (1965), "Survey Sampling": n = (Σw)² / Σw². Without weights it is the count.
struct WeightedMean {
    let value: Double
    let sum: Double
    let weight: Double
    let effectiveCount: Double
    /// The standard error of the mean; nil of fewer than two values and where all are equal.
    let standardError: Double?

    /// Nil where the weights sum to 0.
    ///
    /// - Parameter squaredWeight: Σw² over records; a value may stand for several.
    init?(_ terms: [(value: Double, weight: Double)], squaredWeight: Double) {
        var (weight, sum) = (0.0, 0.0)
        for term in terms {
            weight += term.weight
            sum += term.weight * term.value
        }
        guard weight > 0 else { return nil }
        let mean = sum / weight
        var squares = 0.0
        for term in terms { squares += term.weight * (term.value - mean) * (term.value - mean) }
        let n = weight * weight / squaredWeight
        self.value = mean
        self.sum = sum
        self.weight = weight
        effectiveCount = n
        let error = n > 1 && squares > 0 ? (squares / weight / (n - 1)).squareRoot() : nil
        standardError = error?.isFinite == true ? error : nil
    }

    static let method = "normal of the mean"

    /// The 95 % interval within the values' range.
    func interval(in range: ClosedRange<Double> = -Double.infinity...Double.infinity) -> Interval? {
        guard let standardError else { return nil }
        let half = Intervals.normalQuantile(0.95) * standardError
        return Interval(lower: max(range.lowerBound, value - half), upper: min(range.upperBound, value + half))
    }

    func estimate(in range: ClosedRange<Double>, shortage: String?) -> Estimate {
        Estimate(
            value: value, numerator: sum, denominator: weight, interval: interval(in: range), method: Self.method,
            shortage: shortage)
    }
}
