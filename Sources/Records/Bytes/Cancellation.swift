internal import Synchronization

/// Tells long work that its result is no longer wanted: the one mechanism, from a key press to the innermost loop. Work
/// calls `check()` at each of its units. Safe from any thread.
public final class Cancellation: Sendable {
    private let flag = Atomic(false)
    private let isAskedFor: (@Sendable () -> Bool)?

    public init() { isAskedFor = nil }

    /// Cancelled as well once `isAskedFor` says so, such as a task that was cancelled.
    public init(when isAskedFor: @escaping @Sendable () -> Bool) { self.isAskedFor = isAskedFor }

    public var isCancelled: Bool { flag.load(ordering: .relaxed) || isAskedFor?() == true }

    public func cancel() { flag.store(true, ordering: .relaxed) }

    /// - Throws: `CancellationError` once it was cancelled.
    public func check() throws {
        if isCancelled { throw CancellationError() }
    }
}
