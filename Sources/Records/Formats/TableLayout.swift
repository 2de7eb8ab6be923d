/// How the bytes of a delimited file fall into a header and records.
struct TableLayout: Sendable {
    let dialect: Dialect
    /// The byte that ends a record.
    let terminator: UInt8
    let columnNames: [String]
    let index: RecordIndex
    /// What was guessed or repaired, one sentence each.
    let notices: [String]

    /// Reads the layout of `bytes`, with `dialect` where one is given and a guessed one otherwise.
    ///
    /// - Throws: `Refusal` (65) for an empty file, bytes that are not UTF-8, ragged records, no records, an unclosed
    ///   quote; (64) for a dialect that can't be.
    /// - Complexity: O(bytes).
    init(_ bytes: UnsafeBufferPointer<UInt8>, fileName: String, dialect given: Dialect?) throws {
        try given?.checkDelimiter()
        try PlainText.check(bytes, fileName: fileName)
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let hasMark = bytes.starts(with: byteOrderMark)
        let start = hasMark ? byteOrderMark.count : 0
        let terminator = Self.terminator(of: bytes)
        let dialect = given ?? Dialect.sniffed(in: bytes, from: start, terminator: terminator)

        var scanner = FieldScanner(bytes, delimiter: dialect.delimiter, terminator: terminator, at: start)
        var line = 1
        while scanner.skipEmptyLine() { line += 1 }
        let emptyLinesBefore = line - 1
        guard scanner.position < bytes.count else {
            throw Refusal(
                .badData, "'\(fileName)' is empty.", next: "Name a file with a header line and at least one record.")
        }
        let header = try Self.firstRecord(&scanner, line: &line, fileName: fileName, dialect: dialect)
        do throws(RecordIndex.Flaw) {
            index = try RecordIndex(scanner, columnCount: header.names.count, firstLine: line)
        } catch {
            throw Self.refusal(for: error, fileName: fileName, names: header.names, dialect: dialect)
        }
        guard !index.starts.isEmpty else {
            throw Refusal(
                .badData, "'\(fileName)' has a header line but no records.",
                next: "Name a file with records, or say that it has no header.")
        }
        self.dialect = dialect
        self.terminator = terminator
        columnNames = header.names

        var notices = header.notices
        if hasMark { notices.append("A byte-order mark at the start was skipped.") }
        if given == nil, dialect.delimiter != 44 {
            notices.append("Fields are taken to be separated by a \(dialect.delimiterName).")
        }
        if terminator == 13 { notices.append("Records end in carriage returns alone.") }
        let emptyLines = index.emptyLines + emptyLinesBefore
        if emptyLines > 0 {
            notices.append(emptyLines == 1 ? "An empty line was skipped." : "\(emptyLines) empty lines were skipped.")
        }
        if index.goingOn.count > 0 {
            let fields = index.goingOn.count == 1 ? "A field has" : "\(index.goingOn.count) fields have"
            notices.append("\(fields) text after the closing quote, kept as it is (line \(index.goingOn.line)).")
        }
        self.notices = notices
    }

    /// Carriage return where the first line ends in one and no line feed follows; else line feed.
    private static func terminator(of bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
        var isQuoted = false
        for (i, byte) in bytes.enumerated() {
            if byte == 34 { isQuoted.toggle() }
            if isQuoted || (byte != 10 && byte != 13) { continue }
            return byte == 13 && i + 1 < bytes.count && bytes[i + 1] != 10 ? 13 : 10
        }
        return 10
    }

    /// Reads the names of the columns, and steps behind the header if the file has one.
    private static func firstRecord(
        _ scanner: inout FieldScanner, line: inout Int, fileName: String, dialect: Dialect
    ) throws -> HeaderNames {
        var ahead = scanner
        var texts: [String] = []
        var next = line
        var field: FieldScanner.Field
        repeat {
            field = ahead.next()
            texts.append(ahead.text(field))
            if field.ending == .unclosed {
                throw refusal(
                    for: .unclosedQuote(line: next, field: texts.count), fileName: fileName, names: [],
                    dialect: dialect)
            }
            next += field.lineEnds
        } while field.ending == .delimiter
        guard dialect.hasHeader else { return HeaderNames(HeaderNames.numbered(texts.count)) }
        scanner = ahead
        line = next + 1
        return HeaderNames(texts)
    }

    private static func refusal(
        for flaw: RecordIndex.Flaw, fileName: String, names: [String], dialect: Dialect
    ) -> Refusal {
        switch flaw {
        case .unclosedQuote(let line, let field):
            let name = field <= names.count ? "column '\(names[field - 1])'" : "field \(field)"
            return Refusal(
                .badData, "'\(fileName)', line \(line): the quote that opens \(name) is never closed.",
                next: "Close it, or double a quote that belongs to the text.")
        case .ragged(let line, let fields, let last):
            let lines = last > line ? "lines \(line) to \(last)" : "line \(line)"
            let expected = dialect.hasHeader ? "the header has" : "the first record has"
            return Refusal(
                .badData,
                "'\(fileName)', \(lines): \(fields) \(fields == 1 ? "field" : "fields"), but \(expected) \(names.count).",
                next: "Put quotes around fields that hold a \(dialect.delimiterName)"
                    + (fields > names.count ? "." : ", or look for a quote left open before."))
        }
    }
}
