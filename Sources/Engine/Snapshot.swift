public import Journal
public import Records

/// Everything a screen needs, as one value: the dashboard and the command line draw only this.
public struct Snapshot: Sendable {
    public var project: String
    public var table: Table
    public var schema: Schema
    public var policy = Policy()
    public var actor: String
    /// What Lethe adds to the table: flags, hits, split, state, scores; one element a row.
    public var overlay: Overlay
    /// What the project is about.
    public var subject = SubjectView.trainedHere
    /// One mask a row; bit i is `Flag.allCases[i]`.
    public var flags: [FlagMask] = []
    public var reasons: [Int: String] = [:]
    /// The turns that a record's flags are about; a record that is not here was flagged as a whole.
    public var turns: [Int: [TurnPlace: FlagMask]] = [:]
    public var counts = Counts()
    public var queue: [QueueEntry] = []
    public var prediction: RemovalPrediction?
    public var preview: RemovalResult?
    public var jobs: [JobStatus] = []
    public var models: [ModelSummary] = []
    public var evaluation: Evaluation?
    /// The group column that everything is shown by, where one is.
    public var focusColumn: String?
    public var focus: GapFocus?
    /// Why there is no gap effect though there is a model; nil where there is one, or none is to be expected yet.
    public var gapEffectAbsence: String?
    public var events = EventLog()
    public var chain = ChainState.unchecked
    public var canUndo = false
    public var canRedo = false
    /// Records whose veiled text was shown, and the journal says so.
    public var revealed: Set<Int> = []
    public var revisions = Revisions()
    /// Set while a file is looked at without its project; `flags` and `overlay` are empty then.
    public var browsing: Browsing?
    /// Every published model's figures, the oldest first.
    public var savePoints: [SavePoint] = []
    /// What `Command.compare` asked for last.
    public var compared: Compared?
    /// Whether bytes of what was erased may still be in the project's file; they go when it is opened next.
    public var isErasurePending = false
    /// Whether training now would make the model that is there already.
    public var trainingChangesNothing = false
    /// Set where `evaluation` is of some of the audited records alone.
    public var chosen: ChosenPart?

    /// The job that is running now, if any.
    public var runningJob: JobStatus? { jobs.last { $0.state == .running } }
    public var currentModel: ModelSummary? { models.first { $0.isCurrent } }
}

/// Counts that move when what a query may depend on has changed.
public struct Revisions: Sendable, Hashable {
    /// Flags, stages, reasons.
    public var decisions = 0
    /// Scores, findings, parts, forgotten records.
    public var learned = 0
    public init() {}
}

/// How many records are in which state.
public struct Counts: Sendable, Hashable {
    public var records = 0
    public var training = 0
    public var selection = 0
    public var test = 0
    public var flagged = 0
    public var staged = 0
    public var forgotten = 0
    /// Records that were not forgotten.
    public var present: Int { records - forgotten }
    public init() {}
}

/// The flags of one record, as bits.
public struct FlagMask: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public init(_ flag: Flag) { rawValue = 1 << UInt8(Flag.allCases.firstIndex(of: flag) ?? 0) }

    public var flags: [Flag] { Flag.allCases.filter { contains(FlagMask($0)) } }
    public func has(_ flag: Flag) -> Bool { contains(FlagMask(flag)) }
}

/// Records staged together: same basis, reason and person.
public struct QueueEntry: Sendable, Hashable {
    public var rows: [Int]
    public var basis: String
    public var reason: String
    public var actor: String
    public var since: String
    public var isApproved: Bool
}

/// The pair of groups whose parity gap the "gap effect" column is about.
public struct GapFocus: Codable, Sendable, Hashable {
    public var column: String
    public var high: String
    public var low: String
    /// Selection-rate gap of the current model on the `selection` half.
    public var gap: Double
}

/// A published model, as the Models screen lists it.
public struct ModelSummary: Sendable, Hashable {
    /// What it is restored by: its digest, with `@` and the number of an event where it was published for several sets of
    /// records.
    public var name: String
    public var digest: String
    public var createdAt: String
    public var records: Int
    public var removed: Int
    public var isCurrent: Bool
    public var isKept: Bool
    /// The family, such as "logistic"; nil where its figures don't say.
    public var family: String?
    /// "bit-identical", "within-bound"; nil where it was never recorded.
    public var guarantee: String?
    /// α: ‖w − w*‖₂ is at most this.
    public var bound: Double
    public var gradientNorm: Double
    /// Share of held-out decisions that are provably those of a retrain.
    public var certifiedShare: Double?
    public var proof: String?
    public var gap: Double?
    public var gapName: String?

    /// "a3f2c1", "a3f2c1@12"
    public var shortName: String { "\(digest.prefix(6))\(name.dropFirst(digest.count))" }

    /// Whether the promise is that a retrain gives the same bytes.
    public var isIdentical: Bool { guarantee == "bit-identical" }
}

/// Whether the chain was checked, and what was found.
public enum ChainState: Sendable, Equatable {
    case unchecked
    case checked(ChainVerdict)
}
