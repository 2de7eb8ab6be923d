internal import Synchronization

/// Work over many rows, in segments that the machine's cores take one after the other.
///
/// Segments begin at multiples of 64 rows, so that each owns whole words of a `RowSet`. What comes out must not depend on
/// which core takes which segment: bodies write to places of their own only.
enum RowSegments {
    /// Rows in a segment: enough that taking one costs nothing beside going through it.
    static let size = 1 << 14

    /// Calls `body` with every segment of `0..<count`, from several threads at once.
    ///
    /// - Throws: `CancellationError` when cancelled; else what `body` throws in the first segment in which it does.
    static func perform(
        _ count: Int, size: Int = RowSegments.size, cancellation: Cancellation?, progress: RowProgress? = nil,
        _ body: @Sendable (Range<Int>) throws -> Void
    ) throws {
        let segments = (count + size - 1) / size
        let done = Atomic(0)
        try Parallel.attempt(segments, cancellation: cancellation) { segment in
            try body(segment * size..<min(count, (segment + 1) * size))
            let finished = done.wrappingAdd(1, ordering: .relaxed).newValue
            progress?(Double(finished) / Double(segments))
        }
    }
}

/// Is told, from any thread, which share of the work is done.
public typealias RowProgress = @Sendable (Double) -> Void

/// Memory that several threads fill at once.
///
/// `@unchecked Sendable`: every place is written by one thread only, and read when all of them are done; whoever makes a
/// buffer sees to that.
struct SharedBuffer<Element>: @unchecked Sendable {
    let base: UnsafeMutableBufferPointer<Element>

    init(_ base: UnsafeMutableBufferPointer<Element>) { self.base = base }

    @inline(__always)
    subscript(place: Int) -> Element {
        get { base[place] }
        nonmutating set { base[place] = newValue }
    }

    func slice(_ places: Range<Int>) -> UnsafeMutableBufferPointer<Element> {
        UnsafeMutableBufferPointer(rebasing: base[places])
    }
}
