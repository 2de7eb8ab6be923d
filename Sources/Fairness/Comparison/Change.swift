/// A metric of the same records before and after.
public struct Change: Codable, Hashable, Sendable {
    public let before: MetricValue
    public let after: MetricValue
    /// after − before
    public let difference: Double?
    /// 95 % of the difference, by the paired bootstrap; unpaired, Newcombe's.
    public let interval: Interval?
    /// The exact p-value; nil where the metric's denominator depends on the predictions, so that records can't be paired.
    public let mcnemar: Double?
    /// Unpaired only: Fisher's exact p-value, two-sided.
    public let fisher: Double?
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
        fisher = nil
        isClear = isSufficient(before, after) && Self.isClear(interval, mcnemar)
    }

    /// Compares one metric of independent records.
    init(
        _ metric: Metric, before: ConfusionCounts, after: ConfusionCounts,
        isSufficient: (MetricValue, MetricValue) -> Bool
    ) {
        let (was, now) = (metric.counts(before), metric.counts(after))
        self.before = MetricValue(metric, before)
        self.after = MetricValue(metric, after)
        let isDefined = was.denominator > 0 && now.denominator > 0
        difference =
            isDefined
            ? Double(now.numerator) / Double(now.denominator) - Double(was.numerator) / Double(was.denominator) : nil
        interval = Intervals.newcombe((now.numerator, now.denominator), minus: (was.numerator, was.denominator))
        mcnemar = nil
        fisher =
            isDefined
            ? RateTests.fisher((now.numerator, now.denominator), (was.numerator, was.denominator)) : nil
        isClear = isSufficient(self.before, self.after) && Self.isClear(interval, fisher)
    }

    /// The p-value of the test there is.
    public var p: Double? { mcnemar ?? fisher }

    /// The rule: the interval excludes 0 and the exact test agrees.
    static func isClear(_ interval: Interval?, _ p: Double?) -> Bool {
        guard let interval, let p else { return false }
        return interval.excludesZero && p < 0.05
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(before, forKey: .before)
        try container.encode(after, forKey: .after)
        try container.encode(difference, forKey: .difference)
        try container.encode(interval, forKey: .interval)
        try container.encode(mcnemar, forKey: .mcnemar)
        try container.encodeIfPresent(fisher, forKey: .fisher)
        try container.encode(isClear, forKey: .isClear)
    }
}
