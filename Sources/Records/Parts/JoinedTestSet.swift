internal import Synchronization

/// A test set that was joined to its table: read by itself, it follows the table's own records, as it stands where it is
/// written alike, else written anew the way the table is.
final class JoinedTestSet: Sendable {
    let path: String
    /// The test set by itself.
    let table: Table
    /// Whether its records are written anew.
    let isConverted: Bool
    /// The table without it, where that is made of several files; nil of one file, which the text begins with.
    let own: Table?
    private let start = Mutex<Int?>(nil)
    private let first = Mutex<Int?>(nil)

    init(path: String, table: Table, isConverted: Bool, own: Table?) {
        self.path = path
        self.table = table
        self.isConverted = isConverted
        self.own = own
    }

    /// Where its text begins in that of all; nil before that is known.
    var startOfText: Int? { start.withLock { $0 } }

    func begins(at position: Int) { start.withLock { $0 = position } }

    /// The row of its first record; nil until the table is loaded.
    var firstRow: Int? { first.withLock { $0 } }

    func begins(atRow row: Int) { first.withLock { $0 = row } }

    /// The line of its own file on which a record of the test set, or of one of several files, begins; nil of others.
    func line(_ row: Int) -> Int? {
        if let own, row < own.rowCount { return own.line(row) }
        guard let firstRow, row >= firstRow, row - firstRow < table.rowCount else { return nil }
        return table.line(row - firstRow)
    }
}

extension Table {
    /// The row of the first record of the test set beside; nil where there is none. The table has to be loaded.
    public var firstTestRow: Int? { source.parts?.testSet?.firstRow }

    /// The file name of the test set beside; nil where there is none.
    public var testSetName: String? { source.parts?.testSet?.table.fileName }

    /// Finds where the records of the test set are, and refuses (65) where they are not what they are by themselves.
    func checkTestSet() throws {
        guard let joined = source.parts?.testSet, let start = joined.startOfText else { return }
        let (format, marks) = current
        let view = source.text.view
        var (low, high) = (0, rowCount)
        while low < high {
            let middle = (low + high) / 2
            if position(of: middle, format, marks, view) < start { low = middle + 1 } else { high = middle }
        }
        let first = low
        func differs(_ what: String) -> Refusal {
            Refusal(
                .badData, "\(what) of '\(joined.table.fileName)' can't be read the way '\(fileName)' is written.",
                next: "Write both files in one format, for instance JSON Lines, and say nothing of how they are read.")
        }
        guard first > 0, rowCount - first == joined.table.rowCount else { throw differs("The records") }
        joined.begins(atRow: first)
        try checkColumns(of: joined, from: first)
        let isAsFound = state.withLock { $0.reading.dialect == source.reading.dialect }
        guard joined.isConverted || !isAsFound else { return }
        // Of what was written anew every field is looked at once more.
        let places = fileColumnNames.enumerated().map {
            (own: $0.offset, test: joined.table.fileColumnNames.firstIndex(of: $0.element))
        }
        var expected: [[UInt8]] = []
        let step = 256
        for start in stride(from: 0, to: joined.table.rowCount, by: step) {
            let rows = start..<min(start + step, joined.table.rowCount)
            expected.removeAll(keepingCapacity: true)
            joined.table.forEachRecord(in: rows) { fields in
                for place in places {
                    var bytes: [UInt8] = []
                    if let column = place.test { fields.append(column, to: &bytes) }
                    expected.append(bytes)
                }
            }
            var next = 0
            var bytes: [UInt8] = []
            try forEachRecord(in: rows.lowerBound + first..<rows.upperBound + first) { fields in
                for place in places {
                    bytes.removeAll(keepingCapacity: true)
                    if place.own < fields.spans.count { fields.append(place.own, to: &bytes) }
                    guard bytes == expected[next] || place.own >= fields.spans.count else {
                        throw differs("Record \(fields.row - first + 1)")
                    }
                    next += 1
                }
            }
        }
    }

    /// Refuses (65) keys of objects that only one of both has; names of headers were compared before.
    private func checkColumns(of joined: JoinedTestSet, from first: Int) throws {
        guard hasOpenColumns, !current.format.holdsOnlyNumbers else { return }
        let (own, test) = (fileColumnNames, Set(joined.table.fileColumnNames))
        for (index, name) in own.enumerated() {
            if test.contains(name) {
                // Those of its columns that the table's first records have are known to be there.
                guard !source.format.columnNames.contains(name) else { continue }
                var isThere = false
                forEachText(of: index, in: 0..<first) { if !$1.isEmpty { isThere = true } }
                if !isThere {
                    throw Source.differs(joined.table.fileName, has: name, which: fileName)
                }
            } else if isAlways(index, in: 0..<min(first, Self.lookedAt)) {
                throw Source.differs(joined.table.fileName, lacks: name, which: fileName)
            }
        }
    }

    private static let lookedAt = 100

    /// Whether every one of some records has something in a column.
    private func isAlways(_ column: Int, in rows: Range<Int>) -> Bool {
        var isAlways = !rows.isEmpty
        forEachText(of: column, in: rows) { if $1.isEmpty { isAlways = false } }
        return isAlways
    }
}
