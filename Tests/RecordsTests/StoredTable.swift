import TestSupport

@testable import Records

/// A table whose columns are stored as a test says: every way to store a column must answer alike.
struct StoredTable: ColumnSource {
    enum Form: CaseIterable { case coded, float32, float64, dates, text }

    let columns: [Column]
    let forms: [String: Form]
    let rowCount: Int

    init(_ table: FilterTable, _ forms: [String: Form]) {
        columns = table.columns
        rowCount = table.rowCount
        self.forms = forms
    }

    init(_ columns: [(name: String, form: Form, values: [String])]) {
        self.columns = columns.map { Column(name: $0.name, values: $0.values) }
        forms = Dictionary(uniqueKeysWithValues: columns.map { ($0.name, $0.form) })
        rowCount = columns.first?.values.count ?? 0
    }

    var columnNames: [String] { columns.map(\.name) }

    func column(named name: String) throws -> Column {
        guard let column = columns.first(where: { $0.name == name }) else {
            throw Refusal.unknown("column", name, among: columnNames)
        }
        return column
    }

    func typedColumn(named name: String, _ cancellation: Cancellation?) throws -> TypedColumn {
        try cancellation?.check()
        let column = try column(named: name)
        let rows = 0..<column.count
        let storage: TypedColumn.Storage
        switch forms[name] ?? .coded {
        case .coded: return TypedColumn(column)
        case .float32: storage = .float32(rows.map { column.isMissing($0) ? .nan : Float(column.number($0)) })
        case .float64: storage = .float64(rows.map { column.isMissing($0) ? .nan : column.number($0) })
        case .dates: storage = .dates(rows.map { DateText(column.text($0))?.seconds ?? .min })
        case .text: storage = .text(missing: RowSet(count: column.count) { column.isMissing($0) })
        }
        return TypedColumn(
            name: name, kind: column.kind, count: column.count, storage: storage,
            missingCount: rows.count { column.isMissing($0) })
    }
}
