/// A metric's value with what it is made of, or the reason why there is none.
///
/// In JSON `{"value", "numerator", "denominator", "interval": [lo, hi], "undefined": reason?}`; value and interval are
/// null where undefined.
public struct MetricValue: Codable, Hashable, Sendable {
    public let value: Double?
    /// In records, also where the value is of weights.
    public let numerator: Int
    public let denominator: Int
    /// Wilson's, at 95 %; with weights, with the effective number of records, and nil where that is below ten.
    public let interval: Interval?
    /// Why there is no value, such as "no positives".
    public let undefined: String?
    /// Kish's effective number of the denominator's records; nil where records aren't weighted.
    public var effectiveDenominator: Double? = nil
    /// The sums of weights that the value is made of; nil where records aren't weighted.
    public var weights: Weights? = nil

    /// A numerator and its denominator, as sums of weights.
    public struct Weights: Codable, Hashable, Sendable {
        public let numerator: Double
        public let denominator: Double

        public init(numerator: Double, denominator: Double) {
            self.numerator = numerator
            self.denominator = denominator
        }
    }

    /// Evaluates a metric on the counts of a group.
    public init(_ metric: Metric, _ counts: ConfusionCounts) {
        self.init(metric, Tally(counts))
    }

    /// Evaluates a metric on the records of a group, weighted where they are.
    public init(_ metric: Metric, _ tally: Tally) {
        let share = tally.share(metric)
        (numerator, denominator) = tally.counted(metric)
        value = share.value
        interval = share.wilson
        let weightless = denominator > 0 ? "no weight on any of its \(metric.denominatorName)" : metric.undefinedReason
        let isKnown = tally.knowsTruth || !metric.needsTruth
        undefined = share.value == nil ? isKnown ? weightless : Metric.noTruth : nil
        effectiveDenominator = tally.isWeighted ? share.kish : nil
        weights = tally.isWeighted ? Weights(numerator: share.numerator, denominator: share.denominator) : nil
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(value, forKey: .value)
        try container.encode(numerator, forKey: .numerator)
        try container.encode(denominator, forKey: .denominator)
        try container.encode(interval, forKey: .interval)
        try container.encodeIfPresent(undefined, forKey: .undefined)
        try container.encodeIfPresent(effectiveDenominator, forKey: .effectiveDenominator)
        try container.encodeIfPresent(weights, forKey: .weights)
    }
}
