public import Journal

/// The events of a journal, the oldest first: those that were there at the opening are read when somebody looks at them,
/// those since then are kept in pieces, so that adding to a log that somebody else holds copies little.
///
/// What became of models, rules and exports is known at once (`milestones`), however many decisions about records there are.
///
/// - Complexity: O(1) to reach an event of this session; one look into the store for each 1,024 earlier ones.
public struct EventLog: RandomAccessCollection, Sendable {
    /// Of the store, in pages; nil where every event is in memory.
    private let stored: EventPages?
    private var recent = EventPieces()
    private var rare = EventPieces()

    public init(_ events: [Event] = []) {
        stored = nil
        append(contentsOf: events)
    }

    /// - Throws: `StoreFailure`.
    /// - Complexity: O(events that are no decision about records).
    init(_ store: ProjectStore) throws {
        stored = try EventPages(store)
        for event in try store.milestones() { rare.append(event) }
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { before + recent.count }
    private var before: Int { stored?.count ?? 0 }

    /// An event; one that can't be read any more, as the project was closed or its disk failed, stands there as unreadable.
    public subscript(position: Int) -> Event {
        guard position < before, let stored else { return recent[position - before] }
        return (try? stored.event(position)) ?? .unreadable(position + 1)
    }

    /// All but decisions about records: trainings, removals, restored models, rules, exports and what they ended in.
    public var milestones: some RandomAccessCollection<Event> & Sendable { rare }

    /// The event that was written last.
    public var last: Event? {
        if let last = recent.last { return last }
        guard before > 0 else { return nil }
        return self[before - 1]
    }

    /// Goes through every event.
    ///
    /// - Throws: `StoreFailure` where one can't be read.
    /// - Complexity: O(bytes of the journal).
    public func forEachRead(_ body: (Event) throws -> Void) throws {
        for position in 0..<before { try stored.map { try body($0.event(position)) } }
        for event in recent { try body(event) }
    }

    mutating func append(contentsOf events: [Event]) {
        for event in events {
            recent.append(event)
            if event.action.isMilestone { rare.append(event) }
        }
    }
}

extension EventLog: ExpressibleByArrayLiteral {
    public init(arrayLiteral events: Event...) { self.init(events) }
}
