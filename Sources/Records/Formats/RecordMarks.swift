/// Where records begin: some of them, about one every `RecordMarks.spacing` bytes, so that any record is a short walk
/// from a mark. A 1 GB file needs 1.5 MB of them, however many records it has.
struct RecordMarks: Sendable {
    struct Mark: Hashable, Sendable {
        /// The number of the record, from 0.
        var row: Int
        /// Where it begins.
        var position: Int
        /// The 1-based line on which it begins.
        var line: Int
    }

    static let spacing = 16 * 1024

    /// Ascending; the first is that of record 0.
    private(set) var marks: [Mark] = []
    /// Records announced so far.
    private(set) var rowCount = 0

    /// Announces one record that begins at `position`, on `line`.
    @inline(__always)
    mutating func append(position: Int, line: Int) {
        if marks.isEmpty || position - marks[marks.count - 1].position >= Self.spacing {
            marks.append(Mark(row: rowCount, position: position, line: line))
        }
        rowCount += 1
    }

    /// Announces `count` records at once, with marks for some of them.
    mutating func append(count: Int, marks new: [Mark]) {
        marks.append(contentsOf: new)
        rowCount += count
    }

    /// The last mark at or before `row`.
    ///
    /// - Complexity: O(log marks).
    func mark(before row: Int) -> Mark { marks[index(before: row)] }

    func index(before row: Int) -> Int {
        var low = 0
        var high = marks.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if marks[middle].row <= row { low = middle } else { high = middle }
        }
        return low
    }
}
