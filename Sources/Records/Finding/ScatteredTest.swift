/// Tests texts of rows that may lie far apart: any of several columns will do.
struct ScatteredTest: Sendable {
    let table: any ColumnSource
    let columns: [String]
    let condition: TextCondition
    /// Ascending.
    let rows: [Int]

    /// Rows that a thread takes at a time, and the widest gap that is read through.
    private static let segment = 1_024
    private static let gap = 8

    /// Whether each of the rows has a text that satisfies the condition.
    ///
    /// - Throws: `TextTestFailure`, `CancellationError`; what reading throws.
    func found(_ cancellation: Cancellation?) throws -> [Bool] {
        var found = rows.map { _ in false }
        try found.withUnsafeMutableBufferPointer { found in
            let found = SharedBuffer(found)
            try RowSegments.perform(rows.count, size: Self.segment, cancellation: cancellation) { indices in
                let judge = condition.judge()
                for column in columns {
                    do { try test(column, indices, judge, found) } catch let error as PatternError {
                        throw TextTestFailure(position: indices.lowerBound, column: column, error: error)
                    }
                }
            }
        }
        return found
    }

    private func test(
        _ column: String, _ indices: Range<Int>, _ judge: TextCondition.Judge, _ found: SharedBuffer<Bool>
    ) throws {
        var start = indices.lowerBound
        while start < indices.upperBound {
            var end = start + 1
            while end < indices.upperBound, rows[end] - rows[end - 1] <= Self.gap { end += 1 }
            var next = start
            try table.forEachText(of: column, in: rows[start]..<rows[end - 1] + 1) { row, text in
                guard row == rows[next] else { return }
                if !found[next] { found[next] = try judge.holds(on: text) }
                next += 1
            }
            start = end
        }
    }
}
