/// Every metric of every group, and every gap between them, with the evidence for each.
public struct FairnessReport: Codable, Sendable {
    /// How many records of a column have no known group.
    public struct Unknown: Codable, Hashable, Sendable {
        public let column: String
        public let count: Int
    }

    public let n: Int
    /// The smallest denominator from which a rate is evidence.
    public let minimumDenominator: Int
    public let overall: GroupReport
    /// Column by column, the groups in the order of their names.
    public let groups: [GroupReport]
    /// Column by column: every gap metric over all groups, then every group against the reference.
    public internal(set) var gaps: [Gap]
    public let unknown: [Unknown]
    /// One sentence for every gap over all groups, and for what was assumed.
    public internal(set) var verdicts: [String]
    /// How it was made; nil in reports of earlier versions.
    public var settings: AuditSettings? = nil
    /// Every metric of the catalogue that is neither a rate in `groups` nor a gap in `gaps`.
    public var figures: [Figure]? = nil
    /// All records, then every group; nil without scores.
    public var curves: [ScoreCurves]? = nil
    /// Every group of every column against the one with the highest selection rate.
    public var fourFifths: [FourFifths]? = nil
    /// Groups and gaps within every group of the control columns.
    public var strata: [StratumReport]? = nil
    /// How often each class was taken for each, of all records and of every group; nil where there are no classes.
    public var confusion: [ClassConfusion]? = nil
    /// What comes first wherever the report is shown; nil in reports of earlier versions.
    public var headline: Headline? = nil

    /// Audits predictions.
    ///
    /// - Parameters:
    ///   - groupings: each of the same records as `outcomes`.
    ///   - reference: the group of a column that its others are compared with; by default the largest, of equals the
    ///     first by name. A reference that does not occur is named in a verdict (see `Grouping.code(of:)` to refuse
    ///     it).
    ///   - permutations: of every permutation test that is drawn.
    /// - Complexity: O(n × columns), and the permutation tests.
    public init(
        outcomes: Outcomes, groupings: [Grouping], minimumDenominator: Int = 20, reference: [String: String] = [:],
        permutations: Int = 1999, seed: UInt64 = 1
    ) {
        var input = AuditInput(outcomes: outcomes, groupings: groupings)
        input.settings.minimumDenominator = minimumDenominator
        input.settings.references = reference
        input.settings.permutations = permutations
        input.settings.seed = seed
        self.init(input, input.counted)
    }

    /// Rates and gaps of columns that are counted.
    init(_ input: AuditInput, _ views: [ColumnView]) {
        var groups: [GroupReport] = []
        var gaps: [Gap] = []
        var verdicts: [String] = []
        for view in views {
            let column = AuditedColumn(view)
            let widest = column.widestGaps
            groups += column.groups
            gaps += widest + column.pairGaps
            verdicts += widest.map(\.sentence) + column.notices
        }
        n = input.outcomes.count
        minimumDenominator = input.settings.minimumDenominator
        overall = GroupReport(column: "", value: "all", tally: Tally(input.outcomes))
        self.groups = groups
        self.gaps = gaps
        unknown = input.groupings.map { Unknown(column: $0.column, count: $0.unknown) }
        self.verdicts = verdicts + input.notices
    }

    /// Groups and gaps of the records of one stratum.
    public struct StratumReport: Codable, Hashable, Sendable {
        public var stratum: Stratum
        public var n: Int
        public var groups: [GroupReport]
        public var gaps: [Gap]

        public init(stratum: Stratum, n: Int, groups: [GroupReport], gaps: [Gap]) {
            self.stratum = stratum
            self.n = n
            self.groups = groups
            self.gaps = gaps
        }
    }

    /// The gap of a metric over all groups of a column.
    public func gap(_ metric: String, in column: String) -> Gap? {
        gaps.first { $0.metric == metric && $0.column == column && $0.kind == .maxMin }
    }

    /// The report as JSON with sorted keys; equal reports give equal text.
    public func json() throws -> String { try sortedJSON(self) }
}
