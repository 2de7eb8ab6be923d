extension Table {
    /// The text of one field.
    ///
    /// - Complexity: O(bytes of a few records).
    public func field(_ row: Int, _ column: Int) -> String {
        let fields = fields(of: row)
        precondition(column >= 0 && column < fields.count, "no column \(column)")
        return fields.text(column)
    }

    /// The texts of one record.
    public func record(_ row: Int) -> [String] { fields(of: row).texts(columnNames.count) }

    private func fields(of row: Int) -> RecordFields {
        let (format, marks) = current
        precondition(row >= 0 && row < marks.rowCount, "no row \(row)")
        let view = source.text.view
        var spans: [FieldSpan] = []
        format.fields(at: position(of: row, format, marks, view), in: view, into: &spans)
        return RecordFields(
            row: row, spans: spans, format: format, view: view, matrices: source.matrices, derived: derived)
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
        // Of parts: the line in the part.
        if let part = source.parts?.part(at: end), part.start > 0 {
            if let joined = source.parts?.testSet, let line = joined.line(row) { return line }
            let header = part.header == 0 ? 0 : 1
            return 1 + header + view[part.start..<end].count { $0 == lineEnd }
        }
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
        var decoded: [UInt8] = []
        if let (matrix, place) = matrix(of: column, format) {
            for row in rows {
                decoded.removeAll(keepingCapacity: true)
                matrix.append(row: row, column: place, to: &decoded)
                try decoded.withUnsafeBufferPointer { try body(row, $0) }
            }
            return
        }
        if let derived = derivedColumn(column) { return try forEachText(of: derived, in: rows, body) }
        try forEachSpan(of: column, in: rows, format, marks, view) { row, span in
            if span.isEncoded {
                decoded.removeAll(keepingCapacity: true)
                format.decode(span, in: view, into: &decoded)
                try decoded.withUnsafeBufferPointer { try body(row, $0) }
            } else {
                try body(row, UnsafeBufferPointer(rebasing: view[span.range]))
            }
        }
    }

    /// Calls `body` with where a column's field is in each of `rows`, ascending; a batch of them is held at a time.
    private func forEachSpan(
        of column: Int, in rows: Range<Int>, _ format: any RecordFormat, _ marks: RecordMarks, _ view: SourceView,
        _ body: (Int, FieldSpan) throws -> Void
    ) rethrows {
        var position = position(of: rows.lowerBound, format, marks, view)
        var spans: [FieldSpan] = []
        var row = rows.lowerBound
        while row < rows.upperBound {
            spans.removeAll(keepingCapacity: true)
            let count = min(Self.batch, rows.upperBound - row)
            position = format.spans(of: column, at: position, count: count, in: view, into: &spans)
            for span in spans {
                try body(row, span)
                row += 1
            }
        }
    }

    /// Calls `body` with those of `rows` in which a column's text stands for a missing value; long texts, which do not,
    /// are not even decoded.
    func forEachMissing(of column: Int, in rows: Range<Int>, _ body: (Int) -> Void) {
        let (format, marks) = current
        let values = valueReading
        let longest = max(Self.longestMissing, values.longestMark)
        let view = source.text.view
        if rows.isEmpty || matrix(of: column, format) != nil || derivedColumn(column) != nil {
            return forEachText(of: column, in: rows) { if values.isMissing($1) { body($0) } }
        }
        var decoded: [UInt8] = []
        forEachSpan(of: column, in: rows, format, marks, view) { row, span in
            if !span.isEncoded {
                if values.isMissing(UnsafeBufferPointer(rebasing: view[span.range])) { body(row) }
            } else if span.count <= longest {
                decoded.removeAll(keepingCapacity: true)
                format.decode(span, in: view, into: &decoded)
                if decoded.withUnsafeBufferPointer({ values.isMissing($0) }) { body(row) }
            }
        }
    }

    /// The matrix that a column is of, and which of its columns it is.
    private func matrix(of column: Int, _ format: any RecordFormat) -> (matrix: MatrixBeside, column: Int)? {
        if source.matrices.isEmpty { return nil }
        var rest = column - format.columnNames.count
        for matrix in source.matrices where rest >= 0 {
            if rest < matrix.header.columns { return (matrix, rest) }
            rest -= matrix.header.columns
        }
        return nil
    }

    /// Calls `body` with the fields of each record of `rows`, ascending.
    func forEachRecord(in rows: Range<Int>, _ body: (RecordFields) throws -> Void) rethrows {
        let (format, marks) = current
        let view = source.text.view
        let derived = derived
        guard !rows.isEmpty else { return }
        var position = position(of: rows.lowerBound, format, marks, view)
        var spans: [FieldSpan] = []
        for row in rows {
            format.fields(at: position, in: view, into: &spans)
            try body(
                RecordFields(
                    row: row, spans: spans, format: format, view: view, matrices: source.matrices, derived: derived))
            if row + 1 < rows.upperBound { position = format.next(after: position, in: view) }
        }
    }

    /// Records whose spans are held at once.
    private static let batch = 512
    /// An encoded field of more bytes stands for a value, unless it is blank all over, which is not looked into.
    private static let longestMissing = 64
}
