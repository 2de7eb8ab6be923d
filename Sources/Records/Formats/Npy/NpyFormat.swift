/// The rows of a matrix as records, its columns as `x0`, `x1`, …: a NumPy file.
///
/// A record is named by its number instead of a place in the file, so that matrices in column order can be read too.
struct NpyFormat: RecordFormat {
    let fileName: String
    let header: NpyHeader

    var holdsOnlyNumbers: Bool { true }

    var columnNames: [String] { (0..<header.columns).map { "x\($0)" } }

    // Positions are the rows' first bytes in row order: they ascend, and all of them are inside the file.

    private func position(of row: Int) -> Int { header.length + row * header.columns * header.width }

    private func row(at position: Int) -> Int { (position - header.length) / (header.columns * header.width) }

    func next(after position: Int, in text: SourceView) -> Int { position + header.columns * header.width }

    func fields(at position: Int, in text: SourceView, into spans: inout [FieldSpan]) {
        spans.removeAll(keepingCapacity: true)
        let row = row(at: position)
        for column in 0..<header.columns { spans.append(span(row, column)) }
    }

    func spans(
        of column: Int, at position: Int, count: Int, in text: SourceView, into spans: inout [FieldSpan]
    ) -> Int {
        let first = row(at: position)
        for row in first..<first + count { spans.append(span(row, column)) }
        return self.position(of: first + count)
    }

    private func span(_ row: Int, _ column: Int) -> FieldSpan {
        FieldSpan(start: header.offset(row: row, column: column), count: UInt32(header.width), isEncoded: true)
    }

    /// The shortest text that reads back as the number.
    func decode(_ span: FieldSpan, in text: SourceView, into output: inout [UInt8]) {
        output.append(contentsOf: NpyNumber(text, at: span.start, header).text.utf8)
    }

    func extent(at position: Int, in text: SourceView) -> Range<Int> {
        position..<position + header.columns * header.width
    }

    func makeIndexer() -> any RecordIndexer { NpyIndexer(format: self) }
}

/// Announces the rows of a matrix, whose places need no search.
struct NpyIndexer: RecordIndexer {
    let format: NpyFormat
    private(set) var position = 0

    init(format: NpyFormat) { self.format = format }

    mutating func advance(
        through text: SourceView, isLast: Bool, limit: Int, into marks: inout RecordMarks
    ) throws {
        let header = format.header
        let size = header.columns * header.width
        if isLast, text.count < header.length + header.rows * size {
            throw Refusal(
                .badData,
                "'\(format.fileName)' is cut short: \(text.count) bytes of \(header.length + header.rows * size).",
                next: "Fetch it again, or save it again with numpy.save.")
        }
        let whole = min(header.rows, max(0, text.count - header.length) / size)
        // In column order a row is whole when the last column of it is.
        guard !header.isFortran || whole == header.rows else {
            position = isLast ? text.count : position
            return
        }
        while marks.rowCount < whole { marks.append(position: header.length + marks.rowCount * size, line: 1) }
        position = text.count
    }

    func outcome() -> (format: any RecordFormat, notices: [String]) { (format, []) }
}

/// A number as a NumPy file has it.
struct NpyNumber {
    let text: String

    init(_ bytes: SourceView, at offset: Int, _ header: NpyHeader) {
        var word: UInt64 = 0
        for i in 0..<header.width {
            let byte = UInt64(bytes[offset + i])
            word = header.isBigEndian ? word << 8 | byte : word | byte << (8 * UInt64(i))
        }
        switch header.kind {
        case .float:
            // "nan" reads as missing; an infinity as a text that is no number.
            text =
                header.width == 4
                ? Self.short(Float(bitPattern: UInt32(truncatingIfNeeded: word))) : Self.short(Double(bitPattern: word))
        case .unsigned: text = "\(word)"
        case .boolean: text = word == 0 ? "0" : "1"
        case .signed:
            let unused = 64 - 8 * UInt64(header.width)
            text = "\(Int64(bitPattern: word << unused) >> Int64(unused))"
        }
    }

    private static func short(_ number: some BinaryFloatingPoint & CustomStringConvertible) -> String {
        let text = number.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
