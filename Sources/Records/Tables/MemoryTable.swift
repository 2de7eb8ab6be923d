/// A table made in memory, of names and rows of texts; reads as a `Table` of the same content would.
public struct MemoryTable: ColumnSource {
    public let columnNames: [String]
    public let rows: [[String]]
    private let columns: [Column]

    /// - Precondition: names are unique, and every row has as many texts as there are names.
    /// - Complexity: O(bytes).
    public init(columnNames: [String], rows: [[String]]) {
        precondition(Set(columnNames).count == columnNames.count, "column names differ")
        precondition(rows.allSatisfy { $0.count == columnNames.count }, "every row has a text for every column")
        self.columnNames = columnNames
        self.rows = rows
        columns = columnNames.indices.map { index in
            Column(name: columnNames[index], values: rows.map { $0[index] })
        }
    }

    public var rowCount: Int { rows.count }

    /// - Throws: `Refusal` when there is no such column.
    public func column(named name: String) throws -> Column {
        guard let index = columnNames.firstIndex(of: name) else {
            throw Refusal.unknown("column", name, among: columnNames)
        }
        return columns[index]
    }
}
