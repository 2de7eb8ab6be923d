internal import Synchronization

extension RowTest {
    /// Tests all of `count` rows, segment by segment, on all cores.
    ///
    /// - Parameter segment: rows in a segment, a multiple of 64.
    /// - Throws: `CancellationError`; `TextTestFailure` of the condition that stands first among those that give up;
    ///   what reading throws.
    func rows(
        count: Int, segment: Int = RowSegments.size, cancellation: Cancellation?, progress: Progress? = nil
    ) throws -> RowSet {
        var set = RowSet.all(count)
        try set.withWords { words in
            let shared = SharedBuffer(words)
            let failure = Mutex<TextTestFailure?>(nil)
            try RowSegments.perform(count, size: segment, cancellation: cancellation, progress: progress) { rows in
                if failure.withLock({ $0?.position == 0 }) { return }
                let place = rows.lowerBound / 64..<(rows.upperBound + 63) / 64
                let alive = AliveRows(first: rows.lowerBound, words: Array(shared.slice(place)))
                do {
                    _ = shared.slice(place).update(fromContentsOf: try self.rows(of: alive))
                } catch let error as TextTestFailure {
                    failure.withLock { if error.position < $0?.position ?? .max { $0 = error } }
                }
            }
            if let failure = failure.withLock({ $0 }) { throw failure }
        }
        return set
    }
}
