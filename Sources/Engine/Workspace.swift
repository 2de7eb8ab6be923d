import Foundation
public import Journal
import Learning
import Logs
import Records

/// The one actor in the middle: a project that is open, what may be done to it, and its jobs.
///
/// What the project holds is the ledger's, what was learned of it is knowledge, and long work is operations, which the
/// runner runs. Every change is followed by a new `Snapshot` in `mailbox`.
public actor Workspace {
    public nonisolated let mailbox: SnapshotMailbox
    public nonisolated let directory: String
    public nonisolated let store: ProjectStore
    let clock: Clock
    let dataset: Dataset
    var subject: any Subject

    var ledger: Ledger
    var knowledge: Knowledge
    var runner = JobRunner()
    var shown: OverlayFollower

    // Of this session alone.
    /// What is kept up to date in it.
    var needs = Needs.all
    var undoStack = UndoStack()
    /// Records whose veiled text was shown, each showing logged.
    var revealed: Set<Int> = []
    /// Whether bytes of what was erased may still be in the project's file.
    var isErasurePending = false
    /// Predicts the change of the gap in focus.
    var predicting: Task<Void, Never>?
    var modelSummaries: [ModelSummary] = []
    var savePoints: [SavePoint] = []
    /// The queue as it was last listed, and what it was listed of.
    private var listedQueue: (revision: Int, entries: [QueueEntry])?
    /// Of which queue the prediction is.
    private var predictedRevision: Int?
    /// Whether the journal says already whose data are decided about, and that this is another place than before.
    private var isIntroduced: Bool
    private let wasMoved: Bool

    /// How a report is written; who wires the program says.
    var reporter: Reporter?
    var probe: (@Sendable (JobStatus.Kind) -> Bool)?
    var sourceProbe: (@Sendable (SourceWatch.Phase) -> Void)?

    /// Opens what `ProjectFiles` has made or found. Nothing is trained yet: see `begin()`.
    init(
        directory: String, store: ProjectStore, clock: Clock, dataset: Dataset, settings: ProjectSettings,
        audit: YourAudit? = nil, readSeconds: Double = 0
    ) throws {
        self.directory = directory
        self.store = store
        self.clock = clock
        self.dataset = dataset
        let subject: any Subject = audit.map { Predictions(audit: $0) } ?? TrainedHere()
        self.subject = subject
        let ledger = try Ledger(
            store, RecordIndex(dataset.identities.ids), likelyForgotten: dataset.wereForgotten)
        self.ledger = ledger
        var knowledge = Knowledge(
            dataset.assignment(without: ledger.state.forgotten),
            focusColumn: settings.focusColumn ?? dataset.schema.groups.first, readSeconds: readSeconds)
        knowledge.evaluation = subject.figuresName(ledger.state).flatMap(store.evaluation)
        self.knowledge = knowledge
        shown = OverlayFollower(dataset)
        let place = ledger.state.settings[ProjectState.placeSetting]
        wasMoved = place != nil && store.place != nil && place != store.place
        isIntroduced = ledger.events.isEmpty ? false : !wasMoved
        isErasurePending = try store.isErasurePending
        if !dataset.isKept, !store.isReadOnly { dataset.keep(in: store, ledger.state) }
        mailbox = SnapshotMailbox(
            Snapshot(
                project: directory, table: dataset.table, schema: dataset.schema, policy: ledger.state.policy,
                actor: store.session.actor, overlay: shown.overlay, subject: subject.view, flags: ledger.state.flags,
                evaluation: knowledge.evaluation, events: ledger.events, isErasurePending: isErasurePending))
    }

    /// Under which keys something was kept in this session.
    private var keptUnder: [Kept: String] = [:]

    /// Takes over what was kept of what is needed; what wasn't has to be computed.
    func recall(_ needs: Needs) {
        self.needs = needs
        if needs.isDisjoint(with: [.hits, .scores, .model, .findings]) { return }
        KeptKnowledge(desk)?.recall(into: &knowledge, needing: needs)
        self.needs = needs.completed(by: knowledge)
    }

    /// Keeps what was found out, beside the actor.
    @concurrent nonisolated func keepKnowledge() async {
        guard !store.isReadOnly, let known = KeptKnowledge(await desk) else { return }
        var under = await keptUnder
        known.keep(since: &under)
        await didKeep(under)
    }

    private func didKeep(_ keys: [Kept: String]) { keptUnder = keys }

    /// Removes all that is kept, which may tell of records that leave.
    func removeKept() throws {
        keptUnder = [:]
        try store.removeKept()
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

    /// All that is known now.
    var desk: Desk {
        Desk(
            directory: directory, dataset: dataset, state: ledger.state, knowledge: knowledge, subject: subject,
            needs: needs,
            events: ledger.events, publications: ledger.publications, store: store, clock: clock)
    }

    // MARK: Writing

    /// Says whose data are opened. A copy of a project lies in another place than what it was copied from; whoever goes on
    /// with one has said so.
    func introduce() throws {
        try commit([
            LedgerEntry(
                OpenEntry(
                    data: dataset.table.digest, records: dataset.table.rowCount, seed: dataset.seed,
                    isElsewhere: wasMoved && !isIntroduced),
                store.place.map { [.setting(ProjectState.placeSetting, $0)] } ?? [])
        ])
        isIntroduced = true
    }

    /// Writes events with their changes, all of them or none; what is shown follows. The first event of a project says
    /// whose data it is about, whatever command comes first.
    @discardableResult
    func commit(_ entries: [LedgerEntry]) throws -> [Event] {
        if !isIntroduced, entries.first?.event.action != .open { try introduce() }
        let written = try ledger.commit(entries)
        if knowledge.chain != .unchecked { knowledge.chain = .unchecked }
        let touched = ledger.takeTouched()
        if !touched.isEmpty { shown.follow(touched, ledger.state) }
        return written
    }

    // MARK: Showing

    /// Where things stand now. Drawn by the dashboard, printed by the command line.
    public var snapshot: Snapshot { mailbox.latest }

    /// One sentence on each thing of the project that was found damaged.
    public var notices: [String] { knowledge.notices }

    public var evaluation: Evaluation? { knowledge.evaluation }
    public var preview: RemovalResult? { knowledge.preview }
    public var lastTraining: TrainingResult? { knowledge.lastTraining }
    public var lastRemoval: RemovalResult? { knowledge.lastRemoval }
    public var lastRedaction: RedactionResult? { knowledge.lastRedaction }
    public var lastProof: ProofResult? { knowledge.lastProof }

    /// What is stored, without scores and findings: nothing is trained, nothing is written.
    public func look(needing needs: Needs = .figures) -> Snapshot {
        recall(needs)
        if knowledge.evaluation == nil, needs.contains(.figures) {
            let (evaluation, notice) = subject.figuresAnew(desk)
            knowledge.evaluation = evaluation
            knowledge.notices += [notice].compactMap(\.self)
        }
        refreshModels()
        refreshLearned()
        publishSnapshot()
        return mailbox.latest
    }

    /// Lists models and save points anew; to be called whenever one was published, proven or purged.
    func refreshModels() {
        if needs.contains(.figures) {
            for digest in ledger.state.figured where knowledge.figures[digest] == nil {
                knowledge.figures[digest] = store.evaluation(of: digest)
            }
        }
        savePoints = subject.savePoints(desk)
        modelSummaries = subject.models(desk)
    }

    /// Makes anew what is said of single records, and what follows from it.
    func refreshLearned() {
        shown.refresh(ledger.state, knowledge, subject.outcomes(desk))
        predictedRevision = nil
        refreshDecisions()
    }

    /// What follows from the queue, where that has changed; the facets have followed already, record by record.
    func refreshDecisions() {
        guard predictedRevision != ledger.stagingRevision else { return }
        predictedRevision = ledger.stagingRevision
        if !ledger.state.staged.isEmpty, subject.trains { knowledge.readGroups(of: dataset) }
        knowledge.prediction = desk.predictedRemoval()
        startPredicting()
    }

    /// Posts a new snapshot of everything.
    func publishSnapshot() {
        let state = ledger.state
        var snapshot = Snapshot(
            project: directory, table: dataset.table, schema: dataset.schema, policy: state.policy,
            actor: store.session.actor, overlay: shown.overlay, subject: subject.view, flags: state.flags,
            evaluation: knowledge.evaluation, events: ledger.events, isErasurePending: isErasurePending)
        snapshot.reasons = state.reasons
        snapshot.turns = state.turnFlags
        snapshot.counts = counts(state)
        snapshot.queue = queue(state)
        snapshot.prediction = knowledge.prediction
        snapshot.preview = knowledge.preview
        snapshot.jobs = runner.queue.jobs
        snapshot.models = modelSummaries
        snapshot.savePoints = savePoints
        snapshot.compared = knowledge.compared
        snapshot.focus = knowledge.findings?.focus
        snapshot.focusColumn = knowledge.focusColumn
        snapshot.gapEffectAbsence = knowledge.findings?.gapEffectAbsence
        snapshot.chain = knowledge.chain
        snapshot.canUndo = undoStack.canUndo
        snapshot.canRedo = undoStack.canRedo
        snapshot.revealed = revealed
        snapshot.revisions = shown.revisions
        snapshot.trainingChangesNothing = trainingChangesNothing
        mailbox.post(snapshot)
    }

    /// Whether training now would make the model that is there already: the same records, and nothing else asked for.
    private var trainingChangesNothing: Bool {
        guard knowledge.learned != nil, knowledge.chosen == nil else { return false }
        switch ledger.state.recipeBasis {
        case .declared: return true
        case .proposed: return ledger.state.policy.recipe == .follow
        case .kept, nil: return false
        }
    }

    private func queue(_ state: ProjectState) -> [QueueEntry] {
        let isApproved = desk.isApproved
        if let (revision, entries) = listedQueue, revision == ledger.stagingRevision {
            return entries.map { entry in
                var entry = entry
                entry.isApproved = isApproved
                return entry
            }
        }
        let queue = state.queue(isApproved: isApproved)
        listedQueue = (ledger.stagingRevision, queue)
        return queue
    }

    private func counts(_ state: ProjectState) -> Counts {
        var counts = Counts()
        counts.records = dataset.table.rowCount
        counts.training = knowledge.assignment.training.count
        counts.selection = knowledge.assignment.selection.count
        counts.test = knowledge.assignment.test.count
        counts.flagged = state.flaggedCount
        counts.staged = state.staged.count
        counts.forgotten = state.forgottenCount
        return counts
    }

    /// Closes the project; nothing is left running or waiting.
    public func close() async {
        await stopJobs()
        try? store.close()
        ActivityLog.note(.projectClosed)
    }
}
