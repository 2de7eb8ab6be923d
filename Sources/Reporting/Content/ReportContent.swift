public import Fairness

/// Everything that a report says, as plain values: made of a project's snapshot or of a bare audit, and written as
/// HTML, Markdown, CSV or JSON.
public struct ReportContent: Encodable, Sendable {
    /// Who made the report, with what, and when.
    public var signature: Signature
    /// The name of the system that was audited.
    public var system: String
    /// What the system is for, in its owner's words; nil where nobody said.
    public var purpose: String?
    /// The model; nil where only predictions were given.
    public var model: ModelFacts?
    public var data: DataFacts
    public var report: FairnessReport
    /// The same records as another model decided them, before.
    public var before: FairnessReport?
    public var comparison: Comparison?
    /// What `before` and `report` are of: "the model 3fa2c1…", "decisions.csv".
    public var beforeName: String?
    public var afterName: String?
    public var accuracy: Double?
    public var auc: Double?
    /// Every published model, the oldest first.
    public var trend: [TrendPoint] = []
    public var removals: [Removal] = []
    public var incidents: [Incident] = []
    /// What should be known before anything is concluded, a sentence each.
    public var limits: [String] = []
    /// Impact ratios and scoring rates as Local Law 144 asks for them; nil where no sex or race column is known.
    public var localLaw: LocalLaw144?

    public init(
        signature: Signature, system: String, purpose: String? = nil, data: DataFacts, report: FairnessReport,
        before: FairnessReport? = nil, comparison: Comparison? = nil
    ) {
        self.signature = signature
        self.system = system
        self.purpose = purpose
        self.data = data
        self.report = report
        self.before = before
        self.comparison = comparison
    }

    /// The columns of the report, in its order.
    var columns: [String] {
        var seen: Set<String> = []
        return report.groups.map(\.column).filter { seen.insert($0).inserted }
    }

    /// The groups of a column, all records of no stratum.
    func groups(of column: String) -> [GroupReport] {
        report.groups.filter { $0.column == column && $0.stratum == nil }
    }

    /// The gaps over all groups of a column, in the report's order.
    func widestGaps(of column: String) -> [Gap] {
        report.gaps.filter { $0.column == column && $0.kind == .maxMin && $0.stratum == nil }
    }
}

/// Who made the report, with what, and when.
public struct Signature: Encodable, Sendable {
    public var auditor: String
    /// "lethe 0.1.0"
    public var tool: String
    /// SHA-256 of the program, hexadecimal; nil where unknown.
    public var toolDigest: String?
    /// RFC 3339, UTC.
    public var writtenAt: String

    public init(auditor: String, tool: String, toolDigest: String? = nil, writtenAt: String) {
        self.auditor = auditor
        self.tool = tool
        self.toolDigest = toolDigest
        self.writtenAt = writtenAt
    }
}

/// The model that was audited.
public struct ModelFacts: Encodable, Sendable {
    public var digest: String
    /// "logistic"; nil where it isn't known.
    public var family: String?
    /// RFC 3339, UTC.
    public var createdAt: String
    /// How many records it learned from.
    public var records: Int
    /// "identical to a retrain"; nil before the first removal.
    public var guarantee: String?
    /// Whether the promise is a bound rather than identity.
    public var isApproximate: Bool
    /// The digest of the model before, that `before` is of.
    public var parent: String?

    public init(
        digest: String, family: String?, createdAt: String, records: Int, guarantee: String? = nil,
        isApproximate: Bool = false, parent: String? = nil
    ) {
        self.digest = digest
        self.family = family
        self.createdAt = createdAt
        self.records = records
        self.guarantee = guarantee
        self.isApproximate = isApproximate
        self.parent = parent
    }
}

/// The gaps of one published model.
public struct TrendPoint: Encodable, Sendable {
    /// One gap over all groups.
    public struct Value: Encodable, Sendable {
        public var column: String
        public var metric: String
        /// Of the groups with enough evidence, where there are two of them.
        public var value: Double?
        public var verdict: String
    }

    public var digest: String
    /// RFC 3339, UTC; empty for a model that was made elsewhere.
    public var createdAt: String
    public var records: Int
    public var removed: Int
    public var accuracy: Double?
    public var auc: Double?
    public var isCurrent: Bool
    public var gaps: [Value]

    public init(
        digest: String, createdAt: String, records: Int, removed: Int, accuracy: Double?, auc: Double?,
        isCurrent: Bool, report: FairnessReport
    ) {
        self.digest = digest
        self.createdAt = createdAt
        self.records = records
        self.removed = removed
        self.accuracy = accuracy
        self.auc = auc
        self.isCurrent = isCurrent
        gaps = report.gaps.filter { $0.kind == .maxMin && $0.stratum == nil }.map {
            Value(
                column: $0.column, metric: $0.metric, value: $0.sufficient?.value ?? $0.value, verdict: $0.verdict)
        }
    }

    func gap(_ metric: String, in column: String) -> Value? {
        gaps.first { $0.metric == metric && $0.column == column }
    }
}
