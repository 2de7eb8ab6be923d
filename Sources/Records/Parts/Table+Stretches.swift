extension Table {
    /// A text, and how its records are read.
    struct Stretch {
        let view: SourceView
        let format: any RecordFormat
    }

    /// The text that holds a place: that of its part, behind which nothing of it is read.
    func stretch(at position: Int, _ format: any RecordFormat) -> Stretch {
        let view = source.text.view
        guard let parts = source.parts, let part = parts.part(at: position) else {
            return Stretch(view: view, format: format)
        }
        return Stretch(
            view: SourceView(rebasing: view[..<min(part.end, view.count)]),
            format: part.order.map { ReorderedFormat(format, order: $0) } ?? format)
    }

    /// Calls `body` with the records of `rows`, ascending, a part at a time.
    func forEachStretch(
        of rows: Range<Int>, _ format: any RecordFormat, _ marks: RecordMarks,
        _ body: (Range<Int>, Stretch) throws -> Void
    ) rethrows {
        guard let parts = source.parts, parts.isText else {
            return try body(rows, Stretch(view: source.text.view, format: format))
        }
        var row = rows.lowerBound
        while row < rows.upperBound {
            let position = marks.mark(before: row).position
            let stretch = stretch(at: position, format)
            // The first record of every part has a mark.
            let end = min(rows.upperBound, marks.firstRow(markedFrom: stretch.view.count))
            try body(row..<end, stretch)
            row = end
        }
    }
}
