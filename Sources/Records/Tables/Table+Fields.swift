extension Table {
    /// The text of one field.
    ///
    /// - Complexity: O(bytes of a few records).
    public func field(_ row: Int, _ column: Int) -> String {
        let (format, marks) = current
        precondition(row < marks.rowCount, "no row \(row)")
        let view = source.text.view
        var spans: [FieldSpan] = []
        format.fields(at: position(of: row, format, marks, view), in: view, into: &spans)
        precondition(spans.indices.contains(column), "no column \(column)")
        return format.text(spans[column], in: view)
    }

    /// The texts of one record.
    public func record(_ row: Int) -> [String] {
        let (format, marks) = current
        precondition(row < marks.rowCount, "no row \(row)")
        let view = source.text.view
        var spans: [FieldSpan] = []
        format.fields(at: position(of: row, format, marks, view), in: view, into: &spans)
        return spans.map { format.text($0, in: view) }
    }

    /// The 1-based line of the file on which the record begins.
    ///
    /// - Complexity: O(bytes of a few records).
    public func line(_ row: Int) -> Int {
        let (format, marks) = current
        let view = source.text.view
        let mark = marks.mark(before: row)
        let end = position(of: row, format, marks, view)
        let lineEnd = format.lineEnd
        return mark.line + view[mark.position..<end].count { $0 == lineEnd }
    }

    /// Where a record begins: from the mark before it, record by record.
    func position(of row: Int, _ format: any RecordFormat, _ marks: RecordMarks, _ view: SourceView) -> Int {
        let mark = marks.mark(before: row)
        var position = mark.position
        for _ in mark.row..<row { position = format.next(after: position, in: view) }
        return position
    }

    public func forEachText(
        of name: String, in rows: Range<Int>, _ body: (Int, UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws {
        try forEachText(of: try index(of: name), in: rows, body)
    }

    /// Calls `body` with the text of a column in each of `rows`, ascending; the bytes hold for the call only.
    func forEachText(
        of column: Int, in rows: Range<Int>, _ body: (Int, UnsafeBufferPointer<UInt8>) throws -> Void
    ) rethrows {
        let (format, marks) = current
        let view = source.text.view
        guard !rows.isEmpty else { return }
        var position = position(of: rows.lowerBound, format, marks, view)
        var spans: [FieldSpan] = []
        var decoded: [UInt8] = []
        var row = rows.lowerBound
        while row < rows.upperBound {
            spans.removeAll(keepingCapacity: true)
            let count = min(Self.batch, rows.upperBound - row)
            position = format.spans(of: column, at: position, count: count, in: view, into: &spans)
            for span in spans {
                if span.isEncoded {
                    decoded.removeAll(keepingCapacity: true)
                    format.decode(span, in: view, into: &decoded)
                    try decoded.withUnsafeBufferPointer { try body(row, $0) }
                } else {
                    try body(row, UnsafeBufferPointer(rebasing: view[span.range]))
                }
                row += 1
            }
        }
    }

    /// Calls `body` with the fields of each record of `rows`, ascending.
    func forEachRecord(
        in rows: Range<Int>, _ body: (Int, [FieldSpan], any RecordFormat, SourceView) throws -> Void
    ) rethrows {
        let (format, marks) = current
        let view = source.text.view
        guard !rows.isEmpty else { return }
        var position = position(of: rows.lowerBound, format, marks, view)
        var spans: [FieldSpan] = []
        for row in rows {
            format.fields(at: position, in: view, into: &spans)
            try body(row, spans, format, view)
            if row + 1 < rows.upperBound { position = format.next(after: position, in: view) }
        }
    }

    /// Records whose spans are held at once.
    private static let batch = 512
}
