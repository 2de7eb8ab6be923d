import Crypto

/// The learning ids of a table's records.
///
/// A record's id is the first 128 bits of SHA-256(seed ‖ content ‖ occurrence), each part with its length before it
/// (`MessageParts`); `RecordContent` says what of a record its content is. Of c records with the same content the first in the file is occurrence 1, the
/// last c. With an id column it is SHA-256("id column" ‖ seed ‖ value). Records of a test set beside are counted apart, and have
/// the id SHA-256("test set" ‖ id). No path, position, quoting or clock enters.
public struct Identities: Sendable {
    /// One a row.
    public let ids: [RecordID]
    /// The rows that are equal in everything but an id column.
    public let copies: Copies
    /// Whether an id column names the records, so that copies can be told apart.
    let areGiven: Bool
    /// The row of the first record of a test set beside; nil where there is none. Its records have ids of their own, whatever
    /// the table's hold, as if a column said which they are.
    let firstTestRow: Int?

    /// - Throws: `Refusal`: 64 when there is no such id column, 65 when it holds a value twice or none at all; it names
    ///   the value and the lines.
    /// - Complexity: O(bytes), on all processors.
    public init(table: Table, seed: UInt64, idColumn: String? = nil) throws {
        let given = try idColumn.map { name in
            try Self.ids(from: table.column(named: name), seed: seed) {
                "'\(table.fileName(of: $0))', line \(table.line($0))"
            }
        }
        let content = Self.content(of: table, seed: seed, idColumn)
        self.init(given: given, rowCount: table.rowCount, firstTestRow: table.firstTestRow) { rows, occurrence in
            Self.ids(of: rows, in: table, content, occurrence)
        }
    }

    static func content(of table: Table, seed: UInt64, _ idColumn: String?) -> RecordContent {
        RecordContent(
            columnNames: table.fileColumnNames, seed: seed,
            areOpen: table.hasOpenColumns, without: idColumn)
    }

    static func ids(
        of rows: Range<Int>, in table: Table, _ content: RecordContent, _ occurrence: (Int) -> Int
    ) -> [RecordID] {
        var message = content.prefix
        var ids: [RecordID] = []
        ids.reserveCapacity(rows.count)
        table.forEachRecord(in: rows) { fields in
            message.truncate(to: content.prefix.bytes.count)
            content.append(fields, to: &message)
            message.append(UInt64(occurrence(fields.row)))
            ids.append(RecordID(digest: SHA256.hash(data: message.bytes)))
        }
        return ids
    }

    init(ids: [RecordID], copies: Copies, areGiven: Bool, firstTestRow: Int?) {
        self.ids = ids
        self.copies = copies
        self.areGiven = areGiven
        self.firstTestRow = firstTestRow
    }

    /// The ids of a table in memory: those of a file with the same content.
    public init(table: MemoryTable, seed: UInt64, idColumn: String? = nil) throws {
        let given = try idColumn.map { name in
            try Self.ids(from: table.column(named: name), seed: seed) { "Record \($0 + 1)" }
        }
        let content = RecordContent(columnNames: table.columnNames, seed: seed, without: idColumn)
        self.init(given: given, rowCount: table.rowCount) { rows, occurrence in
            rows.map { row in
                var message = content.prefix
                content.append(table.rows[row], to: &message)
                message.append(UInt64(occurrence(row)))
                return RecordID(digest: SHA256.hash(data: message.bytes))
            }
        }
    }

    /// The ids once rows are forgotten, nil for those: of c records with the same content the m that stay are
    /// occurrences 1…m in file order, as if the others had never been there.
    ///
    /// - Complexity: O(rows).
    public func ids(without forgotten: [Bool]) -> [RecordID?] {
        precondition(forgotten.count == ids.count, "one entry a row")
        var result: [RecordID?] = zip(ids, forgotten).map { $1 ? nil : $0 }
        guard !areGiven else { return result }
        for rows in Self.sides(of: copies, firstTestRow) {
            for (occurrence, kept) in rows.filter({ !forgotten[$0] }).enumerated() {
                result[kept] = ids[rows[occurrence]]
            }
        }
        return result
    }

    /// The rows that can't be told apart from `row`, itself among them, in file order: those with exactly its content; with
    /// an id column none but itself.
    public func twins(of row: Int) -> [Int] {
        if areGiven { return [row] }
        let (first, copies) = (firstTestRow ?? .max, copies.of(row))
        return copies.filter { ($0 < first) == (row < first) }
    }

    /// Whether each row is an exact copy of another, whatever its id.
    ///
    /// - Complexity: O(rows).
    public var isCopy: [Bool] { ids.indices.map(copies.contain) }

    /// - Parameters:
    ///   - given: ids by a column; nil for ids of contents.
    ///   - make: the ids of some rows as if the content of each occurred for the time that is given.
    private init(
        given: [RecordID]?, rowCount: Int, firstTestRow: Int? = nil,
        _ make: @escaping @Sendable (Range<Int>, _ occurrence: (Int) -> Int) -> [RecordID]
    ) {
        let pieces = Parallel.ranges(rowCount, pieces: 1 << 20, atLeast: 16 * 1024)
        var ids: [RecordID] = []
        ids.reserveCapacity(rowCount)
        for piece in Parallel.map(pieces.count, { make(pieces[$0]) { _ in 1 } }) { ids.append(contentsOf: piece) }
        // Two contents are the same where the ids of their first occurrence are.
        copies = Copies(of: ids)
        areGiven = given != nil
        self.firstTestRow = firstTestRow
        if given == nil, !copies.repeats.isEmpty {
            var known = [UInt32](repeating: 1, count: rowCount)
            for rows in Self.sides(of: copies, firstTestRow) {
                for (index, row) in rows.enumerated() { known[row] = UInt32(index + 1) }
            }
            // Stretch by stretch, not row by row: to find a record takes a walk over those before it.
            let occurrences = known
            let stretches = pieces.compactMap { piece -> Range<Int>? in
                guard let first = piece.first(where: { occurrences[$0] > 1 }),
                    let last = piece.last(where: { occurrences[$0] > 1 })
                else { return nil }
                return first..<last + 1
            }
            let made = Parallel.map(stretches.count) { make(stretches[$0]) { Int(occurrences[$0]) } }
            for (stretch, made) in zip(stretches, made) { ids.replaceSubrange(stretch, with: made) }
        }
        if given == nil, let firstTestRow {
            for row in firstTestRow..<rowCount { ids[row] = Self.testID(ids[row]) }
        }
        self.ids = given ?? ids
    }

    /// Rows of every content that occurs more than once, those of a test set apart from the others.
    static func sides(of copies: Copies, _ firstTestRow: Int?) -> [[Int]] {
        guard let firstTestRow else { return Array(copies.repeats.values) }
        return copies.repeats.values.flatMap { rows in
            let own = rows.prefix { $0 < firstTestRow }
            return [Array(own), Array(rows.dropFirst(own.count))]
        }
    }

    static func testID(_ id: RecordID) -> RecordID {
        var message = MessageParts()
        message.append("test set")
        message.append(id)
        return RecordID(digest: SHA256.hash(data: message.bytes))
    }

    private static func ids(from column: Column, seed: UInt64, place: (Int) -> String) throws -> [RecordID] {
        var seen: [Int?] = Array(repeating: nil, count: column.distinct.count)
        for (row, code) in column.codes.enumerated() {
            let value = column.distinct[Int(code)]
            if column.isMissing(row) {
                throw Refusal(
                    .badData, "\(place(row)): the id column '\(column.name)' holds no id ('\(value)').",
                    next: "Give the record an id, or choose no id column.")
            }
            if let earlier = seen[Int(code)] {
                throw Refusal(
                    .badData,
                    "The id '\(value)' of column '\(column.name)' occurs twice: \(place(earlier)), and \(place(row)).",
                    next: "Make the ids differ, or choose no id column.")
            }
            seen[Int(code)] = row
        }
        return column.codes.map { id(given: column.distinct[Int($0)], seed: seed) }
    }

    static func id(given value: String, seed: UInt64) -> RecordID {
        var message = MessageParts()
        message.append("id column")
        message.append(seed)
        message.append(value)
        return RecordID(digest: SHA256.hash(data: message.bytes))
    }
}
