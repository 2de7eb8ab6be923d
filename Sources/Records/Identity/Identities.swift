import Crypto

/// The learning ids of a table's records.
///
/// A record's id is the first 128 bits of SHA-256(seed ‖ column names ‖ field texts ‖ occurrence), each part with its
/// length before it (`MessageParts`). Of c records with the same content the first in the file is occurrence 1, the
/// last c. With an id column it is SHA-256("id column" ‖ seed ‖ value). No path, position, quoting or clock enters.
public struct Identities: Sendable {
    /// One a row.
    public let ids: [RecordID]
    /// Rows of every content that occurs more than once, by the first of them.
    private let repeats: [Int: [Int]]
    /// For each row the first with the same content.
    private let first: [Int]

    /// - Throws: `Refusal`: 64 when there is no such id column, 65 when it holds a value twice or none at all; it names
    ///   the value and the lines.
    /// - Complexity: O(bytes).
    public init(table: Table, seed: UInt64, idColumn: String? = nil) throws {
        if let idColumn {
            self.init(
                ids: try Self.ids(from: table.column(named: idColumn), seed: seed) {
                    "'\(table.fileName)', line \(table.line($0))"
                })
        } else {
            self.init(columnNames: table.columnNames, rowCount: table.rowCount, seed: seed) { row, message in
                var scanner = table.scanner(at: row)
                var ending = FieldScanner.Field.Ending.delimiter
                while ending == .delimiter {
                    let field = scanner.next()
                    message.append { scanner.append(field, to: &$0) }
                    ending = field.ending
                }
            }
        }
    }

    /// The ids of a table in memory: those of a file with the same content.
    public init(table: MemoryTable, seed: UInt64, idColumn: String? = nil) throws {
        if let idColumn {
            self.init(ids: try Self.ids(from: table.column(named: idColumn), seed: seed) { "Record \($0 + 1)" })
        } else {
            self.init(columnNames: table.columnNames, rowCount: table.rowCount, seed: seed) { row, message in
                for text in table.rows[row] { message.append(text) }
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
        for row in ids.indices where first[row] == row {
            guard let rows = repeats[row] else { continue }
            for (occurrence, kept) in rows.filter({ !forgotten[$0] }).enumerated() {
                result[kept] = ids[rows[occurrence]]
            }
        }
        return result
    }

    /// The rows with exactly the content of `row`, itself among them, in file order.
    public func twins(of row: Int) -> [Int] { repeats[first[row]] ?? [row] }

    /// Ids of contents: `appendFields` appends every field text of a row.
    private init(
        columnNames: [String], rowCount: Int, seed: UInt64, appendFields: (Int, inout MessageParts) -> Void
    ) {
        var message = MessageParts()
        message.append(seed)
        for name in columnNames { message.append(name) }
        let prefix = message.bytes.count
        var ids: [RecordID] = []
        ids.reserveCapacity(rowCount)
        var firstRow: [RecordID: Int] = [:]
        var first: [Int] = []
        var repeats: [Int: [Int]] = [:]
        for row in 0..<rowCount {
            message.truncate(to: prefix)
            appendFields(row, &message)
            let content = RecordID(digest: SHA256.hash(data: message.bytes))
            var occurrence = 1
            if let earlier = firstRow[content] {
                repeats[earlier, default: [earlier]].append(row)
                occurrence = repeats[earlier]?.count ?? 1
                first.append(earlier)
            } else {
                firstRow[content] = row
                first.append(row)
            }
            message.append(UInt64(occurrence))
            ids.append(RecordID(digest: SHA256.hash(data: message.bytes)))
        }
        self.ids = ids
        self.first = first
        self.repeats = repeats
    }

    /// Ids that are given, and so all differ.
    private init(ids: [RecordID]) {
        self.ids = ids
        first = Array(ids.indices)
        repeats = [:]
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
        return column.codes.map { code in
            var message = MessageParts()
            message.append("id column")
            message.append(seed)
            message.append(column.distinct[Int(code)])
            return RecordID(digest: SHA256.hash(data: message.bytes))
        }
    }
}
