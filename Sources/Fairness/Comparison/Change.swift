/// A metric of the same records before and after.
public struct Change: Codable, Hashable, Sendable {
    public let before: MetricValue
    public let after: MetricValue
    /// after − before
    public let difference: Double?
    /// 95 % of the difference: paired, Bonett & Price's, or MOVER where the denominator depends on the predictions;
    /// unpaired, Newcombe's.
    public let interval: Interval?
    /// How the interval is computed; nil where there is none.
    public let intervalMethod: String?
    /// Why there is none.
    public let noInterval: String?
    /// McNemar's or the swap test; unpaired, Fisher's.
    public let test: PairedTest?
    /// Whether the interval excludes 0 and the test agrees at the level that is adjusted for the whole family.
    public internal(set) var isClear = false

    /// Compares one metric of one group of paired records.
    init(_ metric: Metric, of cells: EightCells, draws: Int, seed: UInt64) {
        let (was, now) = (cells.counts(.before), cells.counts(.after))
        before = MetricValue(metric, was)
        after = MetricValue(metric, now)
        difference = cells.change(metric)
        let few = Self.few(metric, was, now)
        noInterval = difference == nil ? nil : few
        guard difference != nil else {
            (interval, intervalMethod, test) = (nil, nil, nil)
            return
        }
        if let flips = cells.flips(metric) {
            interval =
                few == nil
                ? PairedRate.bonettPrice(
                    gained: Double(flips.gained), lost: Double(flips.lost), of: Double(flips.total)) : nil
            intervalMethod = few == nil ? "Bonett–Price" : nil
            test = .mcNemar(flips)
        } else {
            interval = few == nil ? PairedShare.interval(metric, cells) : nil
            intervalMethod = few == nil ? "MOVER of Wilson" : nil
            test = SwapTests.test(cells, draws: draws, seed: seed) { $0.change(metric) }
        }
    }

    /// Compares one metric of independent records.
    init(_ metric: Metric, before: ConfusionCounts, after: ConfusionCounts) {
        let (was, now) = (metric.counts(before), metric.counts(after))
        self.before = MetricValue(metric, before)
        self.after = MetricValue(metric, after)
        let isDefined = was.denominator > 0 && now.denominator > 0
        let few = Self.few(metric, before, after)
        difference =
            isDefined
            ? Double(now.numerator) / Double(now.denominator) - Double(was.numerator) / Double(was.denominator) : nil
        noInterval = isDefined ? few : nil
        interval =
            few == nil
            ? Intervals.newcombe((now.numerator, now.denominator), minus: (was.numerator, was.denominator)) : nil
        intervalMethod = interval == nil ? nil : "Newcombe"
        test =
            isDefined
            ? PairedTest(
                "Fisher, exact",
                p: RateTests.fisher((now.numerator, now.denominator), (was.numerator, was.denominator))) : nil
    }

    /// A rate that needs a truth which nobody knows.
    init(untold metric: Metric) {
        let nothing = MetricValue(metric, Tally(Outcomes(decisions: [])))
        (before, after) = (nothing, nothing)
        (difference, interval, intervalMethod, noInterval, test) = (nil, nil, nil, nil, nil)
    }

    /// Why there is no interval: too few in the denominator at either time.
    private static func few(_ metric: Metric, _ before: ConfusionCounts, _ after: ConfusionCounts) -> String? {
        EnoughEvidence.shortage(
            min(metric.counts(before).denominator, metric.counts(after).denominator), metric.denominatorName)
    }

    /// The p-value of the test there is.
    public var p: Double? { test?.p }

    /// The one rule for every figure: the interval of the change excludes 0, and the exact or permutation test agrees at
    /// the level that is adjusted for all that was tested.
    static func isClear(_ interval: Interval?, _ adjusted: AdjustedP?) -> Bool {
        guard let interval, let adjusted else { return false }
        return interval.excludesZero && adjusted.p <= 0.05
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(before, forKey: .before)
        try container.encode(after, forKey: .after)
        try container.encode(difference, forKey: .difference)
        try container.encode(interval, forKey: .interval)
        try container.encodeIfPresent(intervalMethod, forKey: .intervalMethod)
        try container.encodeIfPresent(noInterval, forKey: .noInterval)
        try container.encode(test, forKey: .test)
        try container.encode(isClear, forKey: .isClear)
    }
}
