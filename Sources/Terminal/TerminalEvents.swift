/// What the terminal sends, in its order, for one consumer on the main actor.
///
/// Not an `AsyncStream`, whose `next` waits for a thread of the shared pool: jobs that keep the pool busy would keep keys
/// waiting. Here producer and consumer stay on the main actor, and nothing is ever dropped.
public struct TerminalEvents: AsyncSequence, Sendable {
    public typealias Element = TerminalSession.Event

    let queue: EventQueue

    public struct Iterator: AsyncIteratorProtocol {
        let queue: EventQueue

        public mutating func next() async -> Element? { await queue.next() }

        public mutating func next(isolation actor: isolated (any Actor)?) async throws(Never) -> Element? {
            await queue.next()
        }
    }

    public func makeAsyncIterator() -> Iterator { Iterator(queue: queue) }
}

/// Events that wait for their consumer, or a consumer that waits for events.
@MainActor final class EventQueue {
    private var events: [TerminalSession.Event] = []
    private var consumer: CheckedContinuation<TerminalSession.Event?, Never>?
    private var isFinished = false

    /// Appends an event; a wake-up that follows another is the same one, and keys join the keys before them.
    func yield(_ event: TerminalSession.Event) {
        if isFinished { return }
        if let waiting = consumer {
            consumer = nil
            return waiting.resume(returning: event)
        }
        switch (events.last, event) {
        case (.wake, .wake): break
        case (.keys(let before), .keys(let new)): events[events.count - 1] = .keys(before + new)
        default: events.append(event)
        }
    }

    /// No more events; those that wait are still delivered.
    func finish() {
        isFinished = true
        consumer?.resume(returning: nil)
        consumer = nil
    }

    /// The next event, once there is one; nil at the end.
    func next() async -> TerminalSession.Event? {
        if !events.isEmpty { return events.removeFirst() }
        if isFinished { return nil }
        precondition(consumer == nil, "terminal events have one consumer")
        return await withCheckedContinuation { consumer = $0 }
    }
}
