import Records
import Synchronization

/// Work that is gathered in order by one thread, done by all, and taken in order again: while a batch is worked on, the
/// next one is gathered.
enum Batches {
    /// As many as the leaves of a perfect tree.
    static let pieceLength = 1024
    /// Pieces of one batch, and bytes after which it ends all the same.
    static let pieces = 16
    static let longest = 32 << 20

    /// - Parameters:
    ///   - gather: the next batch; nil at the end. It is called by one thread at a time.
    ///   - work: what is made of a piece of a batch, on any thread.
    ///   - take: takes what was made of a piece, in order; false: that is enough.
    static func run<Made>(
        gather: () -> LineBatch?, work: @Sendable (LineBatch, Int) -> Made, take: (Made) -> Bool
    ) {
        var current = gather()
        withoutActuallyEscaping(gather) { gather in
            // It is called where this thread waits for it, and by one iteration of each round.
            nonisolated(unsafe) let gather = gather
            while let batch = current {
                let next = Mutex<LineBatch?>(nil)
                let made = Parallel.map(batch.pieceCount + 1) { index -> Made? in
                    if index > 0 { return work(batch, index - 1) }
                    let gathered = gather()
                    next.withLock { $0 = gathered }
                    return nil
                }
                for case let piece? in made where !take(piece) { return }
                current = next.withLock { $0 }
            }
        }
    }
}
