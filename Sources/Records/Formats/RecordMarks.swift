/// Where records begin: some of them, about one every `spacing` bytes, so that any record is a short walk
/// from a mark. A 1 GB file needs 1.5 MB of them, however many records it has.
public struct RecordMarks: Sendable {
    struct Mark: Hashable, Sendable {
        /// The number of the record, from 0.
        var row: Int
        /// Where it begins.
        var position: Int
        /// The 1-based line on which it begins.
        var line: Int
    }

    static let usualSpacing = 16 * 1024
    /// Texts of more bytes have marks that are farther apart: 100 GB would need 150 MB of them.
    private static let large = 16 << 30

    /// Bytes between two marks, about.
    let spacing: Int
    /// Whether the next record begins a text or a part of one: it gets a mark, so that no walk leads over a part's end.
    private(set) var isAtStart = true

    /// - Parameter bytes: of the whole text, where that is known.
    init(bytes: Int = 0) { spacing = bytes > Self.large ? Self.usualSpacing * 4 : Self.usualSpacing }

    /// Ascending; the first is that of record 0.
    private(set) var marks: [Mark] = []
    /// Records announced so far.
    public private(set) var rowCount = 0

    /// Announces one record that begins at `position`, on `line`.
    @inline(__always)
    public mutating func append(position: Int, line: Int) {
        if wantsMark(at: position) {
            marks.append(Mark(row: rowCount, position: position, line: line))
            isAtStart = false
        }
        rowCount += 1
    }

    /// Whether a record that begins at `position` would get a mark.
    @inline(__always)
    func wantsMark(at position: Int) -> Bool {
        isAtStart || position - marks[marks.count - 1].position >= spacing
    }

    /// Has the next record be the first of a part.
    mutating func beginPart() { isAtStart = true }

    /// Announces `count` records at once, with marks for some of them.
    mutating func append(count: Int, marks new: [Mark]) {
        marks.append(contentsOf: new)
        if !new.isEmpty { isAtStart = false }
        rowCount += count
    }

    /// The last mark at or before `row`.
    ///
    /// - Complexity: O(log marks).
    func mark(before row: Int) -> Mark { marks[index(before: row)] }

    /// The first record that begins at `position` or behind it, of those that have marks; `rowCount` where there is none.
    ///
    /// - Complexity: O(log marks).
    func firstRow(markedFrom position: Int) -> Int {
        var low = 0
        var high = marks.count
        while low < high {
            let middle = (low + high) / 2
            if marks[middle].position < position { low = middle + 1 } else { high = middle }
        }
        return low < marks.count ? marks[low].row : rowCount
    }

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
