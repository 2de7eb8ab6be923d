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
    /// Whether anything says what was true; where not, the cells are 0 but for decisions: `fp` is the number selected.
    public var knowsTruth = true

    public init(column: String, value: String, counts: ConfusionCounts) {
        self.init(column: column, value: value, tally: Tally(counts))
    }

    /// Counts in records, metrics and effective number by weight where records are weighted.
    public init(column: String, value: String, tally: Tally) {
        let counts = tally.counts
        self.column = column
        self.value = value
        (n, tp, fp, tn, fn) = (counts.n, counts.tp, counts.fp, counts.tn, counts.fn)
        knowsTruth = tally.knowsTruth
        metrics = Dictionary(uniqueKeysWithValues: Metric.all.map { ($0.id, MetricValue($0, tally)) })
        effectiveN = tally.isWeighted ? tally.records(.all).effective : nil
    }

    public var counts: ConfusionCounts { ConfusionCounts(tp: tp, fp: fp, tn: tn, fn: fn) }

    /// How many were predicted positive.
    public var selected: Int { tp + fp }

    private enum CodingKeys: String, CodingKey {
        case column, value, n, tp, fp, tn, fn, metrics, stratum, effectiveN, selected
    }

    /// Without truth the cells are null, and the number selected stands beside them.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(column, forKey: .column)
        try container.encode(value, forKey: .value)
        try container.encode(n, forKey: .n)
        for (key, count) in [(CodingKeys.tp, tp), (.fp, fp), (.tn, tn), (.fn, fn)] {
            try container.encode(knowsTruth ? count : nil, forKey: key)
        }
        if !knowsTruth { try container.encode(selected, forKey: .selected) }
        try container.encode(metrics, forKey: .metrics)
        try container.encodeIfPresent(stratum, forKey: .stratum)
        try container.encodeIfPresent(effectiveN, forKey: .effectiveN)
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        column = try values.decode(String.self, forKey: .column)
        value = try values.decode(String.self, forKey: .value)
        n = try values.decode(Int.self, forKey: .n)
        let selected = try values.decodeIfPresent(Int.self, forKey: .selected)
        knowsTruth = selected == nil
        tp = try values.decodeIfPresent(Int.self, forKey: .tp) ?? 0
        fp = try values.decodeIfPresent(Int.self, forKey: .fp) ?? selected ?? 0
        tn = try values.decodeIfPresent(Int.self, forKey: .tn) ?? n - (selected ?? 0)
        fn = try values.decodeIfPresent(Int.self, forKey: .fn) ?? 0
        metrics = try values.decode([String: MetricValue].self, forKey: .metrics)
        stratum = try values.decodeIfPresent(Stratum.self, forKey: .stratum)
        effectiveN = try values.decodeIfPresent(Double.self, forKey: .effectiveN)
    }
}
