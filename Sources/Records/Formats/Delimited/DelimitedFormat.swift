internal import CScan

/// Records one after the other, fields between delimiters: CSV, TSV and their kin.
struct DelimitedFormat: RecordFormat {
    let fileName: String
    var columnNames: [String] = []
    var dialect: Dialect
    /// The byte that ends a record: line feed, or carriage return in files that use it alone.
    var terminator: UInt8
    var encoding: TextEncoding
    /// Whether fields may hold bytes that are not UTF-8, which then have to be repaired.
    var repairs: Bool
    /// Where the first record may begin: behind the byte-order mark, comments and the header.
    var firstRecord = 0
    /// The line of `firstRecord`.
    var firstLine = 1
    /// Fields of a regular record.
    var fieldCount = 1
    /// Whether the last of them is always empty, and no column.
    var trails = false
    /// Empty lines that were skipped before the header.
    var emptyBefore = 0
    /// Whether a carriage return alone ends a record here and there, among other line ends.
    var splits = false
    /// The byte that quotes fields.
    var quote: UInt8 = 34
    /// What the file says of its columns: numbers, categories or texts; nil where it says nothing.
    var declaredKinds: [Column.Kind?] = []

    var lineEnd: UInt8 { terminator }

    /// Whether it is looked for bytes that are not UTF-8.
    var checksText: Bool { encoding == .utf8 && !dialect.hasStandIns }

    var scanned: scan_dialect {
        var scanned = dialect.scanned(terminator: terminator, encoding: encoding)
        if repairs || dialect.hasStandIns { scanned.single_byte = true }
        if scanned.quote != 0 { scanned.quote = quote }
        scanned.splits = splits
        scanned.fields = UInt32(clamping: fieldCount)
        return scanned
    }

    func next(after position: Int, in text: SourceView) -> Int {
        guard let base = text.baseAddress else { return 0 }
        var dialect = scanned
        return scan_skip(base, text.count, extent(at: position, in: text).upperBound, &dialect, nil)
    }

    func fields(at position: Int, in text: SourceView, into spans: inout [FieldSpan]) {
        spans.removeAll(keepingCapacity: true)
        guard let base = text.baseAddress else { return }
        var dialect = scanned
        var position = position
        var ending = SCAN_DELIMITER
        while ending == SCAN_DELIMITER, spans.count < columnNames.count {
            let field = scan_next(base, text.count, position, &dialect)
            spans.append(FieldSpan(field.span))
            position = field.next
            ending = field.ending
        }
        while spans.count < columnNames.count { spans.append(.absent) }
    }

    func spans(
        of column: Int, at position: Int, count: Int, in text: SourceView, into spans: inout [FieldSpan]
    ) -> Int {
        guard let base = text.baseAddress, count > 0 else { return position }
        var dialect = scanned
        var next = position
        let first = spans.count
        spans.append(contentsOf: repeatElement(.absent, count: count))
        spans.withUnsafeMutableBufferPointer { all in
            guard let start = all.baseAddress else { return }
            (start + first).withMemoryRebound(to: scan_span.self, capacity: count) { output in
                next = scan_spans(base, text.count, position, &dialect, UInt32(column), count, output)
            }
        }
        return next
    }

    func extent(at position: Int, in text: SourceView) -> Range<Int> {
        guard let base = text.baseAddress else { return 0..<0 }
        var dialect = scanned
        var end = position
        var ending = SCAN_DELIMITER
        while ending == SCAN_DELIMITER {
            let field = scan_next(base, text.count, end, &dialect)
            end = field.next
            ending = field.ending
        }
        return position..<end
    }

    func decode(_ span: FieldSpan, in text: SourceView, into output: inout [UInt8]) {
        let bytes = UnsafeBufferPointer(rebasing: text[span.range])
        let start = output.count
        if dialect.quoting != .none, bytes.first == quote, !stands(span, in: text) {
            unquote(bytes, holdsQuotes: dialect.keepsInnerQuotes && holdsQuotes(bytes), into: &output)
        } else {
            output.append(contentsOf: bytes)
        }
        guard output[start...].contains(where: { $0 > 127 }) else { return }
        if encoding != .windows1252 { dialect.restore(&output, from: start) }
        if encoding == .windows1252 {
            Windows1252.convert(&output, from: start)
        } else if repairs {
            UTF8Check.repair(&output, from: start)
        }
    }

    func makeIndexer() -> any RecordIndexer { DelimitedIndexer(self) }

    func recordsBegin(in text: SourceView) -> (position: Int, line: Int) { (firstRecord, firstLine) }

    func makeWriter(of columns: [String]) -> (any RecordWriter)? { DelimitedWriter(self, of: columns) }

    /// Whether the quote with which a field begins is a character.
    private func stands(_ span: FieldSpan, in text: SourceView) -> Bool {
        guard let base = text.baseAddress else { return false }
        var dialect = scanned
        return scan_stands(base, text.count, span.start, &dialect)
    }

    /// Whether a field in quotes that ends in one goes on behind the first that would close it: `"the "green" door"`.
    func holdsQuotes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard dialect.quoting != .none, bytes.count > 2, bytes.first == quote, bytes.last == quote else { return false }
        var i = 1
        while i < bytes.count {
            if dialect.quoting == .backslash, bytes[i] == 92 {
                i += 2
            } else if bytes[i] != quote {
                i += 1
            } else if i + 1 < bytes.count, bytes[i + 1] == quote, dialect.quoting == .doubled || dialect.isLenient {
                i += 2
            } else {
                return i < bytes.count - 1
            }
        }
        return false
    }

    /// What stands between the quotes, and what follows them.
    ///
    /// - Parameter holdsQuotes: whether the last quote closes the field, and none before.
    private func unquote(
        _ field: UnsafeBufferPointer<UInt8>, holdsQuotes: Bool = false, into output: inout [UInt8]
    ) {
        let bytes = holdsQuotes ? UnsafeBufferPointer(rebasing: field.dropLast()) : field
        let escapes = dialect.quoting == .backslash
        let doubles = !escapes || dialect.isLenient
        var from = 1
        var i = 1
        while i < bytes.count {
            let next = i + 1 < bytes.count ? bytes[i + 1] : 0
            if escapes, bytes[i] == 92 {
                // Of what follows a backslash only quotes and backslashes are meant otherwise than they stand.
                if !dialect.isLenient || next == quote || next == 92 {
                    output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[from..<i]))
                    from = i + 1
                }
                i += 2
            } else if bytes[i] != quote {
                i += 1
            } else {
                let isDoubled = doubles && next == quote
                if !isDoubled, holdsQuotes {
                    i += 1
                    continue
                }
                output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[from..<i]))
                from = i + 1
                i += isDoubled ? 2 : 1
                if !isDoubled { break }
            }
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[min(from, bytes.count)...]))
    }
}

extension FieldSpan {
    init(_ span: scan_span) {
        self.init(start: Int(span.start), count: span.count, isEncoded: span.is_encoded)
    }
}
