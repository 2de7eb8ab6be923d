import Dashboard
import Engine
import Records
import Synchronization

/// What other threads have to tell the screen, in order; draining empties it.
final class Inbox: Sendable {
    enum News: Sendable {
        case input(Input)
        /// What work of a kind brought; void where the work was given up.
        case answer(Work, Cancellation, Input)
        /// A project that was made, or opened, in the background.
        case workspace(Workspace)
        /// The file of a form, read anew in another way.
        case reopened(Table, SetUpForm)
        /// A file is known to its end, or can't be read to it.
        case loaded(Table, failure: Sentence?)
        /// The project can't be opened.
        case notOpened(any Error)
    }

    /// Work of which only the newest of each kind is wanted.
    enum Work: Sendable, Hashable { case rows, errand, values, summary, reopening, creating }

    private let news = Mutex<[News]>([])

    func put(_ item: News) { news.withLock { $0.append(item) } }

    func drain() -> [News] {
        news.withLock { news in
            defer { news = [] }
            return news
        }
    }
}

/// Lets something happen ten times a second at most.
final class Pace: Sendable {
    private let last = Mutex<ContinuousClock.Instant?>(nil)

    /// Whether it is time again.
    func isTime() -> Bool {
        let now = ContinuousClock.now
        return last.withLock { last in
            if let last, now - last < .milliseconds(100) { return false }
            last = now
            return true
        }
    }
}
