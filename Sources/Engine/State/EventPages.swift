import Journal
import Synchronization

/// The events that a store held when it was asked, a page at a time; the pages that were looked at last are kept.
final class EventPages: Sendable {
    private static let length = 1024
    private static let mostPages = 16

    let count: Int
    private let store: ProjectStore
    private let kept = Mutex(Kept())

    private struct Kept {
        var pages: [Int: [Event]] = [:]
        /// The one that was looked at last stands last.
        var order: [Int] = []
    }

    /// - Throws: `StoreFailure`.
    init(_ store: ProjectStore) throws {
        self.store = store
        count = try store.eventCount
    }

    /// - Throws: `StoreFailure` where it can't be read.
    func event(_ position: Int) throws -> Event {
        let page = position / Self.length
        return try kept.withLock { kept in
            if kept.order.last != page {
                kept.order.removeAll { $0 == page }
                kept.order.append(page)
            }
            if let events = kept.pages[page], position % Self.length < events.count {
                return events[position % Self.length]
            }
            let events = try store.events(after: page * Self.length, limit: Self.length)
            guard position % Self.length < events.count else { throw StoreFailure.shortened(store.directory) }
            kept.pages[page] = events
            if kept.order.count > Self.mostPages { kept.pages[kept.order.removeFirst()] = nil }
            return events[position % Self.length]
        }
    }
}
