/// How far groups are apart in one metric, and whether there is enough evidence to say so.
public struct Gap: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, Sendable {
        /// Over all groups: the highest against the lowest.
        case maxMin
        /// A group against its reference.
        case pair
    }

    /// A group with too little evidence for the metric.
    public struct LeftOut: Codable, Hashable, Sendable {
        public let group: String
        /// "no positives", or "12 positives, fewer than 20"
        public let reason: String
        /// Whether the group's rates all exist, and so enter the value none the less.
        public let isCounted: Bool
    }

    /// The gap of the groups with enough evidence, and whose it is.
    public struct Sufficient: Codable, Hashable, Sendable {
        public let value: Double
        public let highest: String
        public let lowest: String
        public let test: PermutationTest?
        /// Of the rate that makes the gap, the highest group's less (or over) the lowest's, at 95 %; it is of these two
        /// groups, and not widened for their having been the farthest apart.
        public var interval: Interval? = nil
    }

    /// The gap over all groups, those with too little evidence too.
    public struct OfAll: Codable, Hashable, Sendable {
        public let value: Double
        public let highest: String?
        public let lowest: String?
    }

    public static let measured = "measured"
    public static let insufficientEvidence = "insufficient evidence"

    public let column: String
    /// The id of a `GapMetric`.
    public let metric: String
    /// All groups; of a pair, the group and its reference.
    public let groups: [String]
    public let kind: Kind
    /// Of the groups with enough evidence, where there are two of them; else of all with a rate, and then the verdict is
    /// insufficient evidence.
    public let value: Double?
    /// Of pairs, where there is one at 95 %; nil over all groups, whose largest gap has no valid simple interval.
    public let interval: Interval?
    public let test: PermutationTest?
    public let highest: String?
    public let lowest: String?
    public let leftOut: [LeftOut]
    /// Over all groups only, and nil where fewer than two have enough evidence.
    public let sufficient: Sufficient?
    /// "measured" or "insufficient evidence": the latter of a pair with too few records, and where fewer than two groups
    /// have enough.
    public let verdict: String
    /// Why there is no value.
    public let undefined: String?
    /// The p-value in view of the report's family of tests; nil where there is no test or too little evidence.
    public var adjusted: AdjustedP? = nil
    /// The control column's group that the gap is measured within; nil for all.
    public var stratum: Stratum? = nil

    /// How the interval is computed: "Newcombe"; nil where there is none.
    public var intervalMethod: String? = nil
    /// Why a pair's value has no interval.
    public var noInterval: String? = nil

    /// The gap over all groups, where some were left out of the value and it can be computed.
    public var ofAll: OfAll? = nil

    /// The gap that chance alone makes, on average.
    public var byChance: Double? { test?.byChance }
    /// The p-value of the permutation test.
    public var p: Double? { test?.p }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(column, forKey: .column)
        try container.encode(metric, forKey: .metric)
        try container.encode(groups, forKey: .groups)
        try container.encode(kind, forKey: .kind)
        try container.encode(value, forKey: .value)
        try container.encode(interval, forKey: .interval)
        try container.encode(test, forKey: .test)
        try container.encode(highest, forKey: .highest)
        try container.encode(lowest, forKey: .lowest)
        try container.encode(leftOut, forKey: .leftOut)
        try container.encodeIfPresent(sufficient, forKey: .sufficient)
        try container.encode(verdict, forKey: .verdict)
        try container.encodeIfPresent(undefined, forKey: .undefined)
        try container.encodeIfPresent(adjusted, forKey: .adjusted)
        try container.encodeIfPresent(stratum, forKey: .stratum)
        try container.encodeIfPresent(intervalMethod, forKey: .intervalMethod)
        try container.encodeIfPresent(noInterval, forKey: .noInterval)
        try container.encodeIfPresent(ofAll, forKey: .ofAll)
    }
}
