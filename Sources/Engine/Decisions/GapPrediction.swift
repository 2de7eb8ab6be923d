import Fairness

/// How the gap between the rates of two groups is predicted to change: decisions on the `selection` half are counted again
/// under the weights that one step of Newton's method makes of the model.
public struct GapPrediction: Sendable, Hashable, Encodable {
    /// "demographicParityDifference".
    public var metric: String
    public var column: String
    public var high: String
    public var low: String
    /// The gap of the current model, high − low.
    public var now: Double
    /// The gap after the removal, high − low.
    public var then: Double
    /// What may be measured of the change on the `test` half, with 95 %: both halves are samples.
    public var range: ClosedRange<Double>

    /// Negative where the gap of now narrows.
    public var change: Double { then - now }

    /// Whether the range reaches farther from the prediction than a quarter of it.
    public var isUncertain: Bool {
        max(range.upperBound - change, change - range.lowerBound) > 0.25 * abs(change)
    }

    /// "−.013", "−.013, uncertain: −.041 to +.015"
    public var words: String {
        let range = "\(Self.signed(range.lowerBound)) to \(Self.signed(range.upperBound))"
        return isUncertain ? "\(Self.signed(change)), uncertain: \(range)" : Self.signed(change)
    }

    private static func signed(_ value: Double) -> String { (value < 0 ? "−" : "+") + value.magnitude.fixed(3) }

    private enum CodingKeys: CodingKey { case metric, column, high, low, now, then, change, from, to, isUncertain }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(metric, forKey: .metric)
        try values.encode(column, forKey: .column)
        try values.encode(high, forKey: .high)
        try values.encode(low, forKey: .low)
        try values.encode(now, forKey: .now)
        try values.encode(then, forKey: .then)
        try values.encode(change, forKey: .change)
        try values.encode(range.lowerBound, forKey: .from)
        try values.encode(range.upperBound, forKey: .to)
        try values.encode(isUncertain, forKey: .isUncertain)
    }
}

/// Decisions on the records of one group before and after.
struct RateChange: Sendable {
    var count = 0
    var before = 0
    var after = 0
    /// Records whose decision changes.
    var lost: Int
    var gained: Int

    init(before: [Bool], after: [Bool]) {
        count = before.count
        self.before = before.count { $0 }
        self.after = after.count { $0 }
        lost = zip(before, after).count { $0 && !$1 }
        gained = zip(before, after).count { !$0 && $1 }
    }

    var rates: (before: Double, after: Double) { (Double(before) / Double(count), Double(after) / Double(count)) }

    /// The centre of the change and its variance, by Bonett & Price 2012: discordant counts of 0 still have width.
    var estimate: (change: Double, variance: Double) {
        let n = Double(count + 2)
        let change = Double(gained - lost) / n
        return (change, (Double(lost + gained + 2) / n - change * change) / n)
    }
}

extension GapPrediction {
    /// - Parameter others: how many records of each group the change will be measured on.
    init(
        metric: String, column: String, high: String, low: String, _ a: RateChange, _ b: RateChange,
        others: (high: Int, low: Int)
    ) {
        (self.metric, self.column, self.high, self.low) = (metric, column, high, low)
        now = a.rates.before - b.rates.before
        then = a.rates.after - b.rates.after
        let (first, second) = (a.estimate, b.estimate)
        let center = first.change - second.change
        let variance =
            first.variance * (1 + Double(a.count) / Double(max(1, others.high)))
            + second.variance * (1 + Double(b.count) / Double(max(1, others.low)))
        let half = 1.959_963_984_540_054 * variance.squareRoot()
        // What is predicted is in its range, whatever the centre was drawn towards.
        let change = then - now
        range = min(change, center - half)...max(change, center + half)
    }
}
