/// A part whose columns stand in another order than those of the table.
struct ReorderedFormat: RecordFormat {
    private let base: any RecordFormat
    /// Of each column of the table, which it is in the part.
    private let order: [Int]

    init(_ base: any RecordFormat, order: [Int]) {
        self.base = base
        self.order = order
    }

    var columnNames: [String] { base.columnNames }
    var hasOpenColumns: Bool { base.hasOpenColumns }
    var holdsOnlyNumbers: Bool { base.holdsOnlyNumbers }
    var lineEnd: UInt8 { base.lineEnd }

    func next(after position: Int, in text: SourceView) -> Int { base.next(after: position, in: text) }

    func fields(at position: Int, in text: SourceView, into spans: inout [FieldSpan]) {
        base.fields(at: position, in: text, into: &spans)
        let found = spans
        for column in spans.indices { spans[column] = found[place(of: column)] }
    }

    func spans(
        of column: Int, at position: Int, count: Int, in text: SourceView, into spans: inout [FieldSpan]
    ) -> Int {
        base.spans(of: place(of: column), at: position, count: count, in: text, into: &spans)
    }

    func decode(_ span: FieldSpan, in text: SourceView, into output: inout [UInt8]) {
        base.decode(span, in: text, into: &output)
    }

    func extent(at position: Int, in text: SourceView) -> Range<Int> { base.extent(at: position, in: text) }

    func makeIndexer() -> any RecordIndexer { base.makeIndexer() }

    var fieldsAreJSON: Bool { base.fieldsAreJSON }

    func cell(_ span: FieldSpan, in text: SourceView) -> CellText? { base.cell(span, in: text) }

    func recordsBegin(in text: SourceView) -> (position: Int, line: Int) { base.recordsBegin(in: text) }

    /// Columns behind those that the header names stand where they stand.
    private func place(of column: Int) -> Int { column < order.count ? order[column] : column }
}
