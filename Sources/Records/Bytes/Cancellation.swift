internal import Synchronization

/// Tells long work that its result is no longer wanted; safe from any thread.
public final class Cancellation: Sendable {
    private let flag = Atomic(false)

    public init() {}

    public var isCancelled: Bool { flag.load(ordering: .relaxed) }

    public func cancel() { flag.store(true, ordering: .relaxed) }

    /// - Throws: `CancellationError` once it was cancelled.
    public func check() throws {
        if isCancelled { throw CancellationError() }
    }
}
