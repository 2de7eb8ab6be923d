internal import Synchronization

extension Table {
    /// How many bytes are gone through between two reports.
    private static let step = 32 << 20

    /// Reads the file to its end; call it off the main thread. Where it was loaded already nothing happens.
    ///
    /// - Parameter progress: called now and then with the share that was gone through, after the new records are there.
    /// - Throws: `Refusal` (65) naming what can't be read; the records before it stay. `CancellationError`.
    /// - Complexity: O(bytes).
    public func load(_ cancellation: Cancellation? = nil, progress: (Double) -> Void = { _ in }) throws {
        if isLoaded { return }
        var (indexer, marks) = try index(with: source.format, cancellation, progress: progress)
        // Found out late: the whole file is read in another way.
        for _ in 0..<Self.mostReadings {
            guard let better = indexer.better(than: source.choice) else { break }
            (indexer, marks) = try index(with: better.format, cancellation, progress: progress)
            state.withLock { state in
                if let encoding = better.encoding { state.reading.encoding = encoding }
                if let dialect = better.dialect { state.reading.dialect = dialect }
                state.notices.append(better.notice)
            }
        }
        try finish(indexer, marks)
    }

    /// A file may be in another encoding, end records in other ways and write quotes otherwise than its beginning shows.
    private static let mostReadings = 3

    private func index(
        with format: any RecordFormat, _ cancellation: Cancellation?, progress: (Double) -> Void
    ) throws -> (any RecordIndexer, RecordMarks) {
        var indexer = source.indexer(for: format)
        let text = source.text
        var marks = RecordMarks(bytes: text.expectedBytes)
        var published = 0
        while true {
            try cancellation?.check()
            if !text.isComplete { try text.extend(by: Self.step) }
            let isLast = text.isComplete
            let view = text.view
            let before = indexer.position
            do {
                try indexer.advance(through: view, isLast: isLast, limit: Self.step, into: &marks)
            } catch {
                publish(marks, fraction: nil)
                throw error
            }
            if before < indexer.position { text.letGo(before..<indexer.position) }
            let fraction = isLast ? Double(indexer.position) / Double(max(1, view.count)) : source.fractionUnpacked
            // What was published is copied when more is found: often where that is little, and seldom where it is much.
            let isDue = isLast || marks.rowCount - published > published / 16
            publish(isDue ? marks : nil, fraction: fraction)
            if isDue { published = marks.rowCount }
            progress(fraction)
            if isLast, indexer.position >= view.count || indexer.position == before { return (indexer, marks) }
        }
    }

    /// Shows the records that were found; never fewer than before.
    private func publish(_ marks: RecordMarks?, fraction: Double?) {
        state.withLock { state in
            if let marks, marks.rowCount > state.marks.rowCount { state.marks = marks }
            if let fraction { state.fraction = fraction }
        }
    }

    private func finish(_ indexer: any RecordIndexer, _ marks: RecordMarks) throws {
        let (format, notices) = indexer.outcome()
        // Of the last time: what was read anew may have other records.
        state.withLock { $0.marks = marks }
        for matrix in source.matrices { try matrix.check(rowCount: rowCount, of: fileName) }
        state.withLock { state in
            state.format = format
            state.notices += notices
        }
        try checkTestSet()
        columns.withLock { $0.removeAll() }
        // The first record may be longer than what is looked at when a file is opened.
        if dialogue == nil { findDialogue() }
        prepareSample()
        let valueNotices = valueNotices() + totalNotice()
        state.withLock { state in
            state.notices += valueNotices
            state.isLoaded = true
            state.fraction = 1
        }
    }
}
