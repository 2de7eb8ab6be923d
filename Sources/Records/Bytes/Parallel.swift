internal import Dispatch
internal import Foundation

/// Work on all processors at once. Results never depend on how many there are.
public enum Parallel {
    /// How many pieces can be worked on at once.
    public static let width = max(1, ProcessInfo.processInfo.activeProcessorCount)

    /// What `body` makes of 0, 1, …, in order; it runs on several threads.
    public static func map<Result>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
        if count == 0 { return [] }
        if count == 1 { return [body(0)] }
        return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
            nonisolated(unsafe) let places = buffer
            DispatchQueue.concurrentPerform(iterations: count) { index in
                // Every index is given once, so that every place is written once.
                places.baseAddress.map { ($0 + index).initialize(to: body(index)) }
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
