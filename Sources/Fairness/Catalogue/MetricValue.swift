/// A metric's value with what it is made of, or the reason why there is none.
///
/// In JSON `{"value", "numerator", "denominator", "interval": [lo, hi], "undefined": reason?}`; value and interval are
/// null where undefined.
public struct MetricValue: Codable, Hashable, Sendable {
    public let value: Double?
    public let numerator: Int
    public let denominator: Int
    /// Wilson's, at 95 %.
    public let interval: Interval?
    /// Why there is no value, such as "no positives".
    public let undefined: String?

    /// Evaluates a metric on the counts of a group.
    public init(_ metric: Metric, _ counts: ConfusionCounts) {
        (numerator, denominator) = metric.counts(counts)
        value = denominator > 0 ? Double(numerator) / Double(denominator) : nil
        interval = Intervals.wilson(successes: numerator, of: denominator)
        undefined = denominator > 0 ? nil : metric.undefinedReason
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(value, forKey: .value)
        try container.encode(numerator, forKey: .numerator)
        try container.encode(denominator, forKey: .denominator)
        try container.encode(interval, forKey: .interval)
        try container.encodeIfPresent(undefined, forKey: .undefined)
    }
}
