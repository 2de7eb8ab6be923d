import Fairness
import Foundation
public import Journal
import Learning
import Records

/// The one actor in the middle: a project that is open, everything that may be done to it, and its jobs.
///
/// Every command writes its event before the work it announces, in the transaction that changes the state; every
/// change is followed by a new `Snapshot` in `mailbox`.
public actor Workspace {
    public nonisolated let mailbox: SnapshotMailbox
    public nonisolated let directory: String

    public nonisolated let store: ProjectStore
    let clock: Clock
    /// How long opening the file and naming its records took.
    let readSeconds: Double
    let dataset: Dataset
    /// What a model made elsewhere said; nil where the model is Lethe's.
    var audit: YourAudit?
    var policy: Policy
    var focusColumn: String?

    // What people decided; one element a row of the table.
    var flags: [FlagMask]
    var reasons: [Int: String] = [:]
    var turnFlags: [Int: [TurnPlace: FlagMask]] = [:]
    /// Records whose veiled text was shown in this session, each showing logged.
    var revealed: Set<Int> = []
    var staged: [Int: StagedRecord] = [:]
    var forgotten: [Bool]
    /// Of the forgotten those that were erased: no figure counts them any more.
    var erased: [Bool]
    /// Records that have a flag and were not forgotten, and those that were; kept as decisions come.
    var flaggedCount = 0
    var forgottenCount = 0
    /// The queue as it was last listed; nil once staging has changed.
    var listedQueue: [QueueEntry]?
    /// Rows that the removal in the queue of jobs is about: their staging can't be taken back meanwhile.
    var applying: Set<Int> = []
    /// Removals that wait or run, by the key of their events.
    var removals: [String: PendingRemoval] = [:]
    let rowOf: [RecordID: Int]
    var undoStack = UndoStack()

    // What was learned.
    var assignment: Assignment { didSet { trainingSizes = [:] } }
    /// How many training records each value of a group column has, by the column.
    var trainingSizes: [String: [Int]] = [:]
    var groupColumns: [String: Column] = [:]
    /// What the next training was asked for, where that is not what the model was made by.
    var chosen: RecipeChoice?
    /// What recipes are proposed from, once it was needed.
    var ground: ProposalGround?
    var learner: Learner?
    var learned: Learned? { didSet { unreadable = nil } }
    /// Why the published model can't be worked with; nil where it can.
    var unreadable: Refusal?
    var findings: Findings?
    public internal(set) var evaluation: Evaluation?
    public internal(set) var preview: RemovalResult?
    var prediction: RemovalPrediction?
    /// Predicts the change of the gap in focus.
    var predicting: Task<Void, Never>?
    /// How long fitting the current model to its records took, and in how many passes.
    var solving: (seconds: Double, passes: Int)?
    public internal(set) var lastTraining: TrainingResult?
    public internal(set) var lastRemoval: RemovalResult?
    public internal(set) var lastRedaction: RedactionResult?
    public internal(set) var lastProof: ProofResult?

    // What is going on.
    var jobs = JobQueue()
    var bodies: [Int: JobBody] = [:]
    var runningTask: Task<Void, Never>?
    var cancellation: CancellationFlag?
    /// Queued jobs that are to be cancelled as soon as they start.
    var cancelledEarly: Set<Int> = []
    var isClosing = false
    var errors: [Int: any Error] = [:]
    /// What was left undone by jobs that did what they were asked for.
    var shortfalls: [Int: Refusal] = [:]
    /// Whether bytes of what was erased may still be in the project's file.
    var isErasurePending = false
    /// One sentence on each thing of the project that was found damaged.
    public internal(set) var notices: [String] = []
    var waiting: [Int: [CheckedContinuation<JobStatus, Never>]] = [:]
    var overlay: Overlay
    var events: [Event]
    /// Whether the journal says already whose data are decided about, and that this is another place than before.
    var isIntroduced: Bool
    private let wasMoved: Bool
    var chain = ChainState.unchecked
    var revisions = Revisions()
    var modelSummaries: [ModelSummary] = []
    var savePoints: [SavePoint] = []
    var compared: Compared?
    /// The groups that removals are made for, where that was declared.
    var targets: [Comparison.Target]
    /// How a report is written; who wires the program says.
    var reporter: Reporter?
    var probe: (@Sendable (JobStatus.Kind) -> Bool)?

    /// Opens what `ProjectFiles` has made or found. Nothing is trained yet: see `begin()`.
    init(
        directory: String, store: ProjectStore, clock: Clock, dataset: Dataset, settings: ProjectSettings,
        audit: YourAudit? = nil, readSeconds: Double = 0
    ) throws {
        self.readSeconds = readSeconds
        self.directory = directory
        self.store = store
        self.clock = clock
        self.dataset = dataset
        self.audit = audit
        policy = settings.policy
        focusColumn = settings.focusColumn ?? dataset.schema.groups.first
        targets = try ProjectFiles.targets(of: store)
        let rows = dataset.table.rowCount
        var rowOf: [RecordID: Int] = Dictionary(minimumCapacity: rows)
        for (row, id) in dataset.identities.ids.enumerated() { rowOf[id] = row }
        self.rowOf = rowOf

        var flags = Array(repeating: FlagMask(), count: rows)
        for (id, set) in try store.flags() {
            guard let row = rowOf[id] else { continue }
            for flag in set { flags[row].insert(FlagMask(flag)) }
        }
        var forgotten = Array(repeating: false, count: rows)
        var erased = forgotten
        for (row, record) in try Self.forgotten(in: store, among: dataset.identities.ids) {
            forgotten[row] = true
            erased[row] = record.isErased
            for flag in record.flags { flags[row].insert(FlagMask(flag)) }
        }
        self.flags = flags
        self.forgotten = forgotten
        self.erased = erased
        for (id, reason) in try store.reasons() { if let row = rowOf[id] { reasons[row] = reason } }
        turnFlags = try Self.turnFlags(in: store, rowOf)
        for record in try store.staged() { if let row = rowOf[record.id] { staged[row] = record } }
        flaggedCount = flags.indices.count { !flags[$0].isEmpty && !forgotten[$0] }
        forgottenCount = forgotten.count { $0 }
        assignment = dataset.assignment(without: forgotten)
        overlay = Overlay(ids: dataset.identities.ids, textColumns: dataset.schema.textColumns)
        events = try store.events(after: 0, limit: .max)
        let place = try store.setting(Self.placeSetting)
        let wasMoved = place != nil && store.place != nil && place != store.place
        self.wasMoved = wasMoved
        isIntroduced = events.isEmpty ? false : !wasMoved
        isErasurePending = try store.isErasurePending
        if let name = try audit == nil ? store.currentDigest() : Self.yourFigures {
            evaluation = Self.figures(of: name, in: store)
        }
        var first = Snapshot(
            project: directory, table: dataset.table, schema: dataset.schema, policy: settings.policy,
            actor: store.session.actor, overlay: overlay, flags: flags, reasons: [:], counts: Counts(), queue: [],
            prediction: nil, preview: nil, jobs: [], models: [], evaluation: nil, focus: nil, gapEffectAbsence: nil,
            events: events,
            chain: .unchecked, canUndo: false, canRedo: false,
            revealed: [], revisions: Revisions())
        first.isYourModel = audit != nil
        first.isErasurePending = isErasurePending
        mailbox = SnapshotMailbox(first)
    }

    /// What there is to say about how it was opened, one sentence each.
    public nonisolated var openingNotices: [String] {
        store.notices
            + (wasMoved
                ? [
                    "This project was moved, restored or copied since it was last open; if the original is used on, there "
                        + "are two journals that no longer agree."
                ] : [])
    }

    private static let placeSetting = "place"

    /// Says whose data are opened. A copy of a project lies in another place than what it was copied from; whoever goes on
    /// with one has said so.
    func introduce() throws {
        var params: [String: JSON] = [
            "records": .integer(Int64(dataset.table.rowCount)), "seed": .string("\(dataset.seed)"),
        ]
        if wasMoved, !isIntroduced { params["elsewhere"] = true }
        try commit(
            EventDraft(.open, inputs: [dataset.table.digest], params: params),
            store.place.map { [.setting(Self.placeSetting, $0)] } ?? [])
        isIntroduced = true
    }

    /// Where things stand now. Drawn by the dashboard, printed by the command line.
    public var snapshot: Snapshot { mailbox.latest }

    /// What is stored, without scores and findings: nothing is trained, nothing is written.
    public func look() -> Snapshot {
        if evaluation == nil, let audit { evaluation = audit.evaluation(targets: targets) }
        if evaluation == nil, audit == nil { evaluation = figuresComputedAgain() }
        try? refreshModels()
        refreshLearned()
        publishSnapshot()
        return mailbox.latest
    }

    /// Posts a new snapshot of everything.
    func publishSnapshot() {
        var snapshot = Snapshot(
            project: directory, table: dataset.table, schema: dataset.schema, policy: policy,
            actor: store.session.actor, overlay: overlay, flags: flags, reasons: reasons, counts: counts(),
            queue: queueEntries(), prediction: prediction, preview: preview, jobs: jobs.jobs,
            models: modelSummaries, evaluation: evaluation, focus: findings?.focus,
            gapEffectAbsence: gapEffectAbsence, events: events,
            chain: chain, canUndo: undoStack.canUndo, canRedo: undoStack.canRedo, revealed: revealed,
            revisions: revisions)
        snapshot.turns = turnFlags
        snapshot.savePoints = savePoints
        snapshot.compared = compared
        snapshot.isYourModel = audit != nil
        snapshot.isErasurePending = isErasurePending
        mailbox.post(snapshot)
    }

    /// Writes the event and the changes in one transaction, then follows in memory. The first event of a project says
    /// whose data it is about, whatever command comes first.
    @discardableResult
    func commit(_ draft: EventDraft, _ changes: [Journal.Change] = []) throws -> Event {
        try commit([(draft, changes)])[0]
    }

    /// Writes several events with their changes in one transaction, all of them or none.
    @discardableResult
    func commit(_ entries: [(event: EventDraft, changes: [Journal.Change])]) throws -> [Event] {
        if !isIntroduced, entries.first?.event.action != .open { try introduce() }
        let written = try store.commit(entries)
        events += written
        if chain != .unchecked { chain = .unchecked }
        if entries.contains(where: { $0.changes.contains(where: \.erases) }) { notePendingErasure() }
        return written
    }

    func ids(_ rows: [Int]) -> [RecordID] { rows.map { dataset.identities.ids[$0] } }

    private func counts() -> Counts {
        var counts = Counts()
        counts.records = dataset.table.rowCount
        counts.training = assignment.training.count
        counts.selection = assignment.selection.count
        counts.test = assignment.test.count
        counts.flagged = flaggedCount
        counts.staged = staged.count
        counts.forgotten = forgottenCount
        return counts
    }

    /// Closes the project; nothing is left running or waiting.
    public func close() async {
        await stopJobs()
        try? store.close()
    }
}
