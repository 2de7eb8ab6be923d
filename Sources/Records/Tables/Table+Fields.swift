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
        let stretch = stretch(at: marks.mark(before: row).position, format)
        var spans: [FieldSpan] = []
        stretch.format.fields(at: position(of: row, stretch, marks), in: stretch.view, into: &spans)
        return RecordFields(
            row: row, spans: spans, format: stretch.format, view: stretch.view, matrices: source.matrices,
            derived: derived)
    }

    /// The 1-based line on which the record begins, in its file.
    ///
    /// - Complexity: O(bytes of a few records).
    public func line(_ row: Int) -> Int {
        if let line = source.parts?.testSet?.line(row) { return line }
        let (format, marks) = current
        let mark = marks.mark(before: row)
        let stretch = stretch(at: mark.position, format)
        let end = position(of: row, stretch, marks)
        let lineEnd = format.lineEnd
        return mark.line + stretch.view[mark.position..<end].count { $0 == lineEnd }
    }

    /// Where a record begins: from the mark before it, record by record.
    func position(of row: Int, _ format: any RecordFormat, _ marks: RecordMarks, _ view: SourceView) -> Int {
        position(of: row, Stretch(view: view, format: format), marks)
    }

    private func position(of row: Int, _ stretch: Stretch, _ marks: RecordMarks) -> Int {
        let mark = marks.mark(before: row)
        var position = mark.position
        for _ in mark.row..<row { position = stretch.format.next(after: position, in: stretch.view) }
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
        try forEachStretch(of: rows, format, marks) { rows, stretch in
            try forEachSpan(of: column, in: rows, stretch, marks) { row, span in
                if span.isEncoded {
                    decoded.removeAll(keepingCapacity: true)
                    stretch.format.decode(span, in: stretch.view, into: &decoded)
                    try decoded.withUnsafeBufferPointer { try body(row, $0) }
                } else {
                    try body(row, UnsafeBufferPointer(rebasing: stretch.view[span.range]))
                }
            }
        }
    }

    /// Calls `body` with where a column's field is in each of `rows`, ascending; a batch of them is held at a time.
    private func forEachSpan(
        of column: Int, in rows: Range<Int>, _ stretch: Stretch, _ marks: RecordMarks,
        _ body: (Int, FieldSpan) throws -> Void
    ) rethrows {
        var position = position(of: rows.lowerBound, stretch, marks)
        var spans: [FieldSpan] = []
        var row = rows.lowerBound
        while row < rows.upperBound {
            spans.removeAll(keepingCapacity: true)
            let count = min(Self.batch, rows.upperBound - row)
            position = stretch.format.spans(
                of: column, at: position, count: count, in: stretch.view, into: &spans)
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
        if rows.isEmpty || matrix(of: column, format) != nil || derivedColumn(column) != nil {
            return forEachText(of: column, in: rows) { if values.isMissing($1) { body($0) } }
        }
        var decoded: [UInt8] = []
        forEachStretch(of: rows, format, marks) { rows, stretch in
            forEachSpan(of: column, in: rows, stretch, marks) { row, span in
                if !span.isEncoded {
                    if values.isMissing(UnsafeBufferPointer(rebasing: stretch.view[span.range])) { body(row) }
                } else if span.count <= longest {
                    decoded.removeAll(keepingCapacity: true)
                    stretch.format.decode(span, in: stretch.view, into: &decoded)
                    if decoded.withUnsafeBufferPointer({ values.isMissing($0) }) { body(row) }
                }
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
        let derived = derived
        guard !rows.isEmpty else { return }
        var spans: [FieldSpan] = []
        try forEachStretch(of: rows, format, marks) { rows, stretch in
            let (format, view) = (stretch.format, stretch.view)
            var position = position(of: rows.lowerBound, stretch, marks)
            for row in rows {
                format.fields(at: position, in: view, into: &spans)
                try body(
                    RecordFields(
                        row: row, spans: spans, format: format, view: view, matrices: source.matrices,
                        derived: derived))
                if row + 1 < rows.upperBound { position = format.next(after: position, in: view) }
            }
        }
    }

    /// Records whose spans are held at once.
    private static let batch = 512
    /// An encoded field of more bytes stands for a value, unless it is blank all over, which is not looked into.
    private static let longestMissing = 64
}
