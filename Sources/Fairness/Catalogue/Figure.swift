/// One value of one metric, with what it is made of; or the reason why there is none.
///
/// What `Metric` and `GapMetric` measure stands in `GroupReport` and `Gap`; every other metric of the catalogue is
/// figures.
public struct Figure: Codable, Hashable, Sendable {
    /// The id of a `MetricDescription`.
    public var metric: String
    /// Nil for all records.
    public var column: String?
    /// Nil for all groups of the column.
    public var group: String?
    /// The group that it is compared with.
    public var reference: String?
    /// What else tells figures of one metric apart: a class, a pair of terms, "self included", "signed, unprivileged
    /// − privileged".
    public var part: String?
    /// The control column's group that the figure is of; nil for all.
    public var stratum: Stratum?
    public var value: Double?
    /// Of a share or a mean, as far as it is one.
    public var numerator: Double?
    public var denominator: Double?
    public var interval: Interval?
    /// "Wilson", "Newcombe", "MOVER-R"; nil where there is no interval.
    public var intervalMethod: String?
    /// Why there is a value without an interval, where one might be looked for.
    public var noInterval: String?
    /// What chance alone gives, on average, where that is not 0.
    public var byChance: Double?
    /// A test of the value, where there is one.
    public var test: PairedTest?
    /// The groups with too little evidence.
    public var leftOut: [Gap.LeftOut]
    /// `Gap.measured` or `Gap.insufficientEvidence`.
    public var verdict: String
    /// Why there is no value.
    public var undefined: String?

    public init(
        _ metric: String, column: String? = nil, group: String? = nil, reference: String? = nil, part: String? = nil,
        stratum: Stratum? = nil, value: Double?, numerator: Double? = nil, denominator: Double? = nil,
        interval: Interval? = nil, intervalMethod: String? = nil, noInterval: String? = nil,
        byChance: Double? = nil, test: PairedTest? = nil, leftOut: [Gap.LeftOut] = [], undefined: String? = nil
    ) {
        self.metric = metric
        self.column = column
        self.group = group
        self.reference = reference
        self.part = part
        self.stratum = stratum
        self.value = value
        self.numerator = numerator
        self.denominator = denominator
        self.interval = interval
        self.intervalMethod = intervalMethod
        self.noInterval = value == nil || interval != nil ? nil : noInterval
        self.byChance = byChance
        self.test = test
        self.leftOut = leftOut
        self.undefined = undefined
        verdict = value != nil && leftOut.isEmpty ? Gap.measured : Gap.insufficientEvidence
    }
}

/// One group of a control column: figures within it compare like with like.
public struct Stratum: Codable, Hashable, Sendable {
    public var column: String
    public var value: String

    public init(column: String, value: String) {
        self.column = column
        self.value = value
    }
}
