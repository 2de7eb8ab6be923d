/// One group's counts and every metric of it.
public struct GroupReport: Codable, Hashable, Sendable {
    public let column: String
    public let value: String
    public let n: Int
    public let tp: Int
    public let fp: Int
    public let tn: Int
    public let fn: Int
    /// By the metric's id.
    public let metrics: [String: MetricValue]
    /// The control column's group that it is measured within; nil for all.
    public var stratum: Stratum? = nil
    /// Kish's effective number of records; nil where records aren't weighted.
    public var effectiveN: Double? = nil

    public init(column: String, value: String, counts: ConfusionCounts) {
        self.init(column: column, value: value, tally: Tally(counts))
    }

    /// Counts in records, metrics and effective number by weight where records are weighted.
    public init(column: String, value: String, tally: Tally) {
        let counts = tally.counts
        self.column = column
        self.value = value
        (n, tp, fp, tn, fn) = (counts.n, counts.tp, counts.fp, counts.tn, counts.fn)
        metrics = Dictionary(uniqueKeysWithValues: Metric.all.map { ($0.id, MetricValue($0, tally)) })
        effectiveN = tally.isWeighted ? tally.records(.all).effective : nil
    }

    public var counts: ConfusionCounts { ConfusionCounts(tp: tp, fp: fp, tn: tn, fn: fn) }
}
