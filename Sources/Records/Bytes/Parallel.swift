internal import Dispatch
internal import Foundation
internal import Synchronization

/// Work on all cores at once: the one way in which this program uses more than one. Results never depend on how many
/// there are: every piece of work has a place of its own for what it makes, and pieces are put together in their order.
public enum Parallel {
    /// How many threads work at once: as many as there are cores. Tests set another number, which holds for the work that
    /// the same thread starts.
    @TaskLocal public static var width = max(1, ProcessInfo.processInfo.activeProcessorCount)

    /// Into how many lanes `pieces` pieces of work are dealt: one each for the threads, where they are worth more than one.
    public static func lanes(_ pieces: Int, isWorthwhile: Bool = true) -> Int {
        isWorthwhile ? max(1, min(width, pieces)) : 1
    }

    /// Calls `body` once with each of 0, 1, … below `count`, on at most `width` threads; returns when all are done.
    ///
    /// - Parameter isWorthwhile: whether there is enough to do for more than one thread.
    public static func each(_ count: Int, isWorthwhile: Bool = true, _ body: @Sendable (Int) -> Void) {
        let lanes = lanes(count, isWorthwhile: isWorthwhile)
        guard lanes > 1 else {
            for index in 0..<max(0, count) { body(index) }
            return
        }
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: lanes) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                body(index)
            }
        }
    }

    /// The same for work that can fail or be cancelled: what comes after a failure is left out.
    ///
    /// - Throws: `CancellationError` when cancelled; else what `body` throws for the lowest index at which it does.
    public static func attempt(
        _ count: Int, cancellation: Cancellation? = nil, _ body: @Sendable (Int) throws -> Void
    ) throws {
        try cancellation?.check()
        let failure = Mutex<(index: Int, error: any Error)?>(nil)
        each(count) { index in
            if cancellation?.isCancelled == true { return }
            if let earlier = failure.withLock({ $0?.index }), earlier < index { return }
            do {
                try body(index)
            } catch {
                failure.withLock { if index < $0?.index ?? .max { $0 = (index, error) } }
            }
        }
        try cancellation?.check()
        if let error = failure.withLock({ $0?.error }) { throw error }
    }

    /// What `body` makes of 0, 1, …, in order; it runs on several threads.
    public static func map<Result>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
        if count <= 0 { return [] }
        return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
            nonisolated(unsafe) let places = buffer
            // Every index is given once, so that every place is written once.
            each(count) { index in places.baseAddress.map { ($0 + index).initialize(to: body(index)) } }
            initialized = count
        }
    }

    /// The same for many small results: threads take `piece` of them at once.
    public static func map<Result>(_ count: Int, piece: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
        if count <= 0 { return [] }
        return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
            nonisolated(unsafe) let places = buffer
            each((count + piece - 1) / piece) { index in
                // Every place is in one piece, so that it is written once.
                for place in index * piece..<min(count, (index + 1) * piece) {
                    places.baseAddress.map { ($0 + place).initialize(to: body(place)) }
                }
            }
            initialized = count
        }
    }

    /// `count` things in about `pieces` ranges of one length, in order.
    public static func ranges(_ count: Int, pieces: Int, atLeast least: Int = 1) -> [Range<Int>] {
        if count == 0 { return [] }
        let length = max(least, (count + pieces - 1) / pieces)
        return stride(from: 0, to: count, by: length).map { $0..<min(count, $0 + length) }
    }
}
