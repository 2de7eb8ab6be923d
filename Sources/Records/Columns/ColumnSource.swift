/// Anything that gives columns by name: a table of a file, or one made in memory.
public protocol ColumnSource: Sendable {
    var columnNames: [String] { get }
    var rowCount: Int { get }
    /// How the columns make a conversation; nil where they make none.
    var dialogue: DialogueShape? { get }
    /// What texts stand for no value.
    var valueReading: ValueReading { get }
    /// The whole column, dictionary-coded: what models and groups are made of.
    ///
    /// - Throws: `Refusal` when there is no such column; it says which one may have been meant.
    func column(named name: String) throws -> Column
    /// Several whole columns, in the order of `names`.
    ///
    /// - Throws: as `column(named:)`.
    func columns(named names: [String]) throws -> [Column]
    /// Rows that say what kinds of columns there are, the same whenever they are asked: of a big table, some.
    var sample: any ColumnSource { get }
    /// The column in its compact form: what filters, sorting and summaries run over.
    ///
    /// - Throws: `Refusal` when there is no such column; `CancellationError`.
    func typedColumn(named name: String, _ cancellation: Cancellation?) throws -> TypedColumn
    /// Calls `body` with the text of a column, as UTF-8, in each of `rows`, ascending. The bytes hold for the call only.
    ///
    /// Safe to call from several threads at once, on different rows: the way to go through all of a table.
    /// - Throws: `Refusal` when there is no such column; what `body` throws.
    func forEachText(
        of name: String, in rows: Range<Int>, _ body: (Int, UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws
}

/// What follows from whole columns, for tables that hold them in memory anyway.
extension ColumnSource {
    public var dialogue: DialogueShape? { nil }

    public var valueReading: ValueReading { .usual }

    /// What is searched where no column is named: those of the file, conversations as they are spoken.
    var searchedColumns: [String] {
        guard let dialogue else { return columnNames }
        let made = Set(dialogue.derived.prefix(dialogue.visibleCount).map(\.name))
        return columnNames.filter { !made.contains($0) }.map { dialogue.transcript(of: $0) ?? $0 }
    }

    public var sample: any ColumnSource { self }

    public func columns(named names: [String]) throws -> [Column] { try names.map(column(named:)) }

    public func typedColumn(named name: String, _ cancellation: Cancellation?) throws -> TypedColumn {
        try cancellation?.check()
        return TypedColumn(try column(named: name))
    }

    public func forEachText(
        of name: String, in rows: Range<Int>, _ body: (Int, UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws {
        let column = try column(named: name)
        for row in rows {
            var text = column.text(row)
            try text.withUTF8 { try body(row, $0) }
        }
    }
}
