public import Journal
import Logs
public import Records

/// A project that is being opened: it is locked and its file's first records can be shown; reading the file to its end
/// and naming its records is still to be done.
public struct ProjectOpening: Sendable {
    public let directory: String
    public let settings: ProjectSettings
    /// The file, as far as it is known.
    public let table: Table
    public let actor: String
    /// Whether some records are veiled; which ones is known once they are named.
    public let coversTexts: Bool
    private let store: ProjectStore
    private let clock: Clock
    private let began = ContinuousClock.now

    /// - Throws: `Refusal` when there is no project, another process has it, or its file is not there.
    public init(
        _ directory: String, session: Session, clock: Clock = .system,
        entropy: @escaping Entropy.Source = Entropy.system, readOnly: Bool = false
    ) throws {
        let store = try ProjectStore.open(
            at: directory, session: session, clock: clock, entropy: entropy, readOnly: readOnly)
        do {
            let settings = try ProjectFiles.settings(of: store, directory)
            let source = try ProjectFiles.sourcePath(settings, directory)
            for matrix in settings.reading.matrices { try ProjectFiles.isFile(matrix) }
            var choice = ReadingChoice(settings.reading)
            if var test = choice.testSet {
                test.path = try ProjectFiles.found(test.path, beside: directory)
                choice.testSet = test
            }
            table = try Table(opening: source, choice: choice)
            self.settings = settings
            coversTexts = try settings.policy.veil && store.isAnyFlagged([.toxic, .private])
        } catch {
            try? store.close()
            throw error
        }
        self.directory = directory
        self.store = store
        self.clock = clock
        actor = session.actor
    }

    /// Reads the file to its end, checks that it is the one the project was made for, and names its records.
    ///
    /// - Throws: `Refusal` when the file changed since the project was made; `CancellationError`. The project is closed
    ///   then.
    public func finish(
        cancellation: Cancellation? = nil, progress: (Double) -> Void = { _ in }
    ) throws -> Workspace {
        do {
            let (_, reading) = try timed { try table.load(cancellation, progress: progress) }
            let stamp = KeptSource(store)
            // Predictions are audited at the opening: of the bytes, not of what the file system says of them.
            if settings.yourModel == nil { stamp.recall(table) }
            guard table.digest == settings.sourceDigest else {
                throw Refusal(
                    .badData, "\(table.path) changed since this project was made.",
                    next: "Put the original back, or start a new project with --project DIR.")
            }
            stamp.keep(table)
            try cancellation?.check()
            let (dataset, naming) = try timed {
                try StoredJSON.checking("how it was made", of: directory) {
                    try Dataset(
                        table: table, schema: settings.schema, seed: settings.seed, roles: settings.roles,
                        kept: KeptRecords(store, settings, of: table))
                }
            }
            try cancellation?.check()
            let audit = try settings.yourModel.map { model in
                let state = try ProjectState(reading: store, RecordIndex(dataset.identities.ids))
                return try ProjectFiles.audit(
                    model, of: dataset, settings.policy, beside: directory, without: state.erased)
            }
            let workspace = try Workspace(
                directory: directory, store: store, clock: clock, dataset: dataset, settings: settings, audit: audit,
                readSeconds: reading + naming)
            let head = try store.head
            ActivityLog.note(
                .projectOpened(
                    records: table.rowCount, events: head.size, readOnly: store.isReadOnly,
                    after: ContinuousClock.now - began))
            return workspace
        } catch {
            try? store.close()
            throw error
        }
    }
}
