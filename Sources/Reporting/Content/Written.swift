import Engine
import Journal

/// What an event says, with when and by whom.
struct Written<E: Entry> {
    let event: Event
    let entry: E
}

extension Snapshot {
    /// The events of one kind of milestones, in the order of the journal.
    func entries<E: Entry>(_ type: E.Type) -> [Written<E>] {
        events.milestones.compactMap { event in E(event).map { Written(event: event, entry: $0) } }
    }
}
