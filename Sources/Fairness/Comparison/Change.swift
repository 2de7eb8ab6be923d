/// A metric of the same records before and after.
public struct Change: Codable, Hashable, Sendable {
    public let before: MetricValue
    public let after: MetricValue
    /// after − before
    public let difference: Double?
    /// 95 % of the difference, by the paired bootstrap.
    public let interval: Interval?
    /// The exact p-value; nil where the metric's denominator depends on the predictions, so that records can't be paired.
    public let mcnemar: Double?
    /// Whether the interval excludes 0 and the exact test agrees (p < .05), with enough evidence in the denominators.
    public let isClear: Bool

    /// Compares one metric of one group.
    init(
        _ metric: Metric, of group: Int, _ bootstrap: PairedBootstrap, isSufficient: (MetricValue, MetricValue) -> Bool
    ) {
        func difference(_ counts: PairedCounts) -> Double? {
            let before = metric.counts(counts.before[group])
            let after = metric.counts(counts.after[group])
            guard before.denominator > 0, after.denominator > 0 else { return nil }
            return Double(after.numerator) / Double(after.denominator)
                - Double(before.numerator) / Double(before.denominator)
        }
        before = MetricValue(metric, bootstrap.counts.before[group])
        after = MetricValue(metric, bootstrap.counts.after[group])
        self.difference = difference(bootstrap.counts)
        interval = self.difference == nil ? nil : bootstrap.interval(of: difference)
        mcnemar = bootstrap.cells.flips(metric, group).flatMap {
            $0.total > 0 ? McNemar.exact(gained: $0.gained, lost: $0.lost) : nil
        }
        isClear = isSufficient(before, after) && Self.isClear(interval, mcnemar)
    }

    /// The rule: the interval excludes 0 and the exact test agrees.
    static func isClear(_ interval: Interval?, _ mcnemar: Double?) -> Bool {
        guard let interval, let mcnemar else { return false }
        return interval.excludesZero && mcnemar < 0.05
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(before, forKey: .before)
        try container.encode(after, forKey: .after)
        try container.encode(difference, forKey: .difference)
        try container.encode(interval, forKey: .interval)
        try container.encode(mcnemar, forKey: .mcnemar)
        try container.encode(isClear, forKey: .isClear)
    }
}
