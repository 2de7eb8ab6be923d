/// The columns of some rows of a table: what kinds, widths and schemas are guessed from where there are many.
struct ColumnSample: ColumnSource {
    let columnNames: [String]
    let rowCount: Int
    let dialogue: DialogueShape?
    let valueReading: ValueReading
    private let columns: [Column]

    /// Bytes of a text that are looked at: what it is shows at its beginning.
    private static let longest = 4096
    /// Bytes of all texts together; rows behind are left out.
    private static let mostBytes = 64 << 20

    /// Takes the rows in `stretches`, as many as there is room for.
    ///
    /// - Complexity: O(bytes of the rows).
    init(of table: Table, columnNames: [String], stretches: [Range<Int>]) {
        var texts = columnNames.map { _ in TextCodes() }
        var codes = columnNames.map { _ in [UInt32]() }
        var bytes: [UInt8] = []
        var rows = 0
        var taken = 0
        for stretch in stretches {
            try? table.forEachRecord(in: stretch) { fields in
                if taken > Self.mostBytes { throw Enough() }
                // While a table loads columns may still be added; the record then has more than were asked for.
                rows += 1
                for column in columnNames.indices {
                    bytes.removeAll(keepingCapacity: true)
                    if column < fields.count { fields.append(column, to: &bytes) }
                    Self.cut(&bytes)
                    taken -= texts[column].byteCount
                    codes[column].append(bytes.withUnsafeBufferPointer { texts[column].code(for: $0) })
                    taken += texts[column].byteCount
                }
            }
        }
        self.columnNames = columnNames
        rowCount = rows
        dialogue = table.dialogue
        let values = table.valueReading
        valueReading = values
        columns = columnNames.indices.map { index in
            Column(
                name: columnNames[index], codes: codes[index], distinct: texts[index].distinct,
                values: values,
                declared: table.declaredKind(index))
        }
    }

    private struct Enough: Error {}

    /// Leaves what is behind the first bytes out, and no part of a character.
    private static func cut(_ bytes: inout [UInt8]) {
        guard bytes.count > longest else { return }
        var end = longest
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        bytes.removeSubrange(end...)
    }

    func column(named name: String) throws -> Column {
        guard let index = columnNames.firstIndex(of: name) else {
            throw Refusal.unknown("column", name, among: columnNames)
        }
        return columns[index]
    }
}
