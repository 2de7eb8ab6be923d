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
        let indexer = try index(with: source.format, cancellation, progress: progress)
        guard !source.isEncodingChosen, let encoding = indexer.betterEncoding,
            let format = source.format as? DelimitedFormat
        else {
            return try finish(indexer, encoding: nil)
        }
        // Found out late: the whole file is in another encoding. Records stay where they are.
        let other = format.inEncoding(encoding)
        try finish(try index(with: other, cancellation, progress: progress), encoding: encoding)
    }

    private func index(
        with format: any RecordFormat, _ cancellation: Cancellation?, progress: (Double) -> Void
    ) throws -> any RecordIndexer {
        var indexer = format.makeIndexer()
        var marks = RecordMarks()
        let text = source.text
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
            let fraction = isLast ? Double(indexer.position) / Double(max(1, view.count)) : source.fractionUnpacked
            publish(marks, fraction: fraction)
            progress(fraction)
            if isLast, indexer.position >= view.count || indexer.position == before { return indexer }
        }
    }

    /// Shows the records that were found; never fewer than before.
    private func publish(_ marks: RecordMarks, fraction: Double?) {
        state.withLock { state in
            if marks.rowCount > state.marks.rowCount { state.marks = marks }
            if let fraction { state.fraction = fraction }
        }
    }

    private func finish(_ indexer: any RecordIndexer, encoding: TextEncoding?) throws {
        let (format, notices) = indexer.outcome()
        for matrix in source.matrices { try matrix.check(rowCount: rowCount, of: fileName) }
        state.withLock { state in
            state.format = format
            if let encoding {
                state.reading.encoding = encoding
                state.notices.append(WesternText.notice)
            }
            state.notices += notices
        }
        columns.withLock { $0.removeAll() }
        prepareSample()
        state.withLock { state in
            state.isLoaded = true
            state.fraction = 1
        }
    }
}
