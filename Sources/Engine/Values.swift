public import Records

/// What is asked about the values of one column.
public struct ValuesQuestion: Sendable, Hashable {
    public enum Form: Sendable, Hashable {
        /// Bins for numbers of which there are many, else values.
        case automatic
        case values, histogram
    }
    public enum Order: Sendable, Hashable { case count, value }

    public var column: String
    /// A column whose values the counts are split by.
    public var by: String?
    /// Of which records.
    public var filter: Filter
    public var form: Form
    public var order: Order
    /// The most lines that are wanted.
    public var limit: Int
    /// Whether values of veiled records are covered: on a screen, where others may see them.
    public var isVeiling: Bool

    public init(
        column: String, by: String? = nil, filter: Filter = .all, form: Form = .automatic, order: Order = .count,
        limit: Int = 1000, isVeiling: Bool = false
    ) {
        self.column = column
        self.by = by
        self.filter = filter
        self.form = form
        self.order = order
        self.limit = limit
        self.isVeiling = isVeiling
    }
}

/// The values of a column, or bins of them, with how many records have each.
public struct ValuesFound: Sendable, Hashable {
    public struct Line: Sendable, Hashable {
        /// The value, or "20 … 30" for a bin.
        public var label: String
        public var isMissing: Bool
        /// Whether a veiled record has the value.
        public var isVeiled = false
        public var count: Int
        /// Of `total`.
        public var share: Double
        /// In the order of `groups`; empty where they are not known.
        public var countsByGroup: [Int]
        /// How many of them the target calls positive, and how many have a target at all; nil without a target.
        public var positives: Int?
        public var labelled: Int
        /// What narrows the records to this line.
        public var filterText: String
    }

    public var lines: [Line]
    /// Records counted.
    public var total: Int
    /// Different values, the missing ones left out.
    public var distinct: Int
    /// The most frequent values of the column that the counts are split by.
    public var groups: [String]
    public var isHistogram: Bool
}

/// What a column holds, as a data scientist asks first.
public struct SummaryLine: Sendable, Hashable, Encodable {
    public var name: String
    public var kind: String
    public var missing: Int
    public var distinct: Int
    public var minimum: String?
    public var maximum: String?
    public var mean: Double?
    public var examples: [String]
    /// Of each example, whether a veiled record has it.
    public var isVeiled: [Bool]

    private enum CodingKeys: String, CodingKey {
        case name, kind, missing, distinct, minimum, maximum, mean, examples
    }
}
