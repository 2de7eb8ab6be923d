import Journal
import Records

/// What the store is changed by; fairness has changes of its own.
typealias Change = Journal.Change

/// An event with the changes that it stands for.
struct LedgerEntry: Sendable {
    var event: EventDraft
    var changes: [Change]

    init(_ event: EventDraft, _ changes: [Change] = []) {
        self.event = event
        self.changes = changes
    }

    init(_ entry: some Entry, _ changes: [Change] = []) {
        event = EventDraft(entry)
        self.changes = changes
    }
}

/// A project's journal and state, which change together: `commit` writes events and changes in one transaction, and then
/// the state follows. Nothing else writes to the store, and nothing else changes the state.
struct Ledger: Sendable {
    private let store: ProjectStore
    private(set) var state: ProjectState
    private(set) var events: EventLog
    /// The models that were made current, and for which records.
    private(set) var publications: Publications
    /// Rows that changed since they were last asked for.
    private var touched: Set<Int> = []
    /// Moves whenever the queue does.
    private(set) var stagingRevision = 0
    /// Whether bytes of what went may still be in the file, because nobody has cleaned it since.
    private(set) var needsCleaning = false

    /// - Parameter likely: rows that may be forgotten, as `ProjectState.init(reading:_:likelyForgotten:)`.
    init(_ store: ProjectStore, _ index: RecordIndex, likelyForgotten likely: [Int] = []) throws {
        self.store = store
        state = try ProjectState(reading: store, index, likelyForgotten: likely)
        events = try EventLog(store)
        publications = Publications(events)
    }

    /// Writes several events with their changes in one transaction, all of them or none.
    ///
    /// - Throws: as `ProjectStore.commit`; nothing has changed then, here or on the disk.
    @discardableResult
    mutating func commit(_ entries: [LedgerEntry]) throws -> [Event] {
        let written = try store.commit(entries.map { ($0.event, $0.changes) }, cleaning: false)
        for (entry, event) in zip(entries, written) { follow(entry.changes, event) }
        take(written)
        return written
    }

    /// Erases the payloads of events, as `ProjectStore.erasePayloads`, with what is written last.
    mutating func erasePayloads(of seqs: [Int], basis: String, concluding: @escaping (Int) -> LedgerEntry) throws {
        var last: LedgerEntry?
        try store.erasePayloads(of: seqs, basis: basis, cleaning: false) { count in
            let entry = concluding(count)
            last = entry
            return (entry.event, entry.changes)
        }
        // The events themselves have changed: some lost their payloads.
        events = try EventLog(store)
        publications = Publications(events)
        if let last, let event = events.last { follow(last.changes, event) }
        needsCleaning = true
    }

    /// Somebody cleans the file now.
    mutating func willClean() { needsCleaning = false }

    /// The rows that changed since this was last asked.
    mutating func takeTouched() -> Set<Int> {
        defer { touched = [] }
        return touched
    }

    private mutating func follow(_ changes: [Change], _ event: Event) {
        for change in changes {
            touched.formUnion(state.apply(change, at: event.ts, by: event.actor))
            if change.erases { needsCleaning = true }
            if change.stages { stagingRevision += 1 }
        }
    }

    private mutating func take(_ written: [Event]) {
        events.append(contentsOf: written)
        for event in written { publications.take(event) }
    }
}

extension Change {
    /// Whether records leave.
    var forgets: Bool { if case .forget = self { true } else { false } }

    /// Whether the queue is another afterwards.
    fileprivate var stages: Bool {
        switch self {
        case .stage, .unstage, .forget: true
        default: false
        }
    }
}
