/// The columns of some rows of a table: what kinds, widths and schemas are guessed from where there are many.
struct ColumnSample: ColumnSource {
    let columnNames: [String]
    let rowCount: Int
    private let columns: [Column]

    /// Takes the rows in `stretches`.
    ///
    /// - Complexity: O(bytes of the rows).
    init(of table: Table, columnNames: [String], stretches: [Range<Int>]) {
        var texts = columnNames.map { _ in TextCodes() }
        var codes = columnNames.map { _ in [UInt32]() }
        var bytes: [UInt8] = []
        var rows = 0
        for stretch in stretches {
            table.forEachRecord(in: stretch) { fields in
                // While a table loads columns may still be added; the record then has more than were asked for.
                rows += 1
                for column in columnNames.indices {
                    bytes.removeAll(keepingCapacity: true)
                    if column < fields.count { fields.append(column, to: &bytes) }
                    codes[column].append(bytes.withUnsafeBufferPointer { texts[column].code(for: $0) })
                }
            }
        }
        self.columnNames = columnNames
        rowCount = rows
        columns = columnNames.indices.map { index in
            Column(name: columnNames[index], codes: codes[index], distinct: texts[index].distinct)
        }
    }

    func column(named name: String) throws -> Column {
        guard let index = columnNames.firstIndex(of: name) else {
            throw Refusal.unknown("column", name, among: columnNames)
        }
        return columns[index]
    }
}
