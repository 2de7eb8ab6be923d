internal import CScan

/// Records one after the other, fields between delimiters: CSV, TSV and their kin.
struct DelimitedFormat: RecordFormat {
    let fileName: String
    let columnNames: [String]
    let dialect: Dialect
    /// The byte that ends a record: line feed, or carriage return in files that use it alone.
    let terminator: UInt8
    let encoding: TextEncoding
    /// Whether fields may hold bytes that are not UTF-8, which then have to be repaired.
    let repairs: Bool
    /// Where the first record may begin: behind the byte-order mark, comments and the header.
    let firstRecord: Int
    /// The line of `firstRecord`.
    let firstLine: Int
    /// Fields of a regular record.
    let fieldCount: Int
    /// Whether the last of them is always empty, and no column.
    let trails: Bool
    /// Empty lines that were skipped before the header.
    let emptyBefore: Int

    var lineEnd: UInt8 { terminator }

    var scanned: scan_dialect {
        var scanned = dialect.scanned(terminator: terminator, encoding: encoding)
        if repairs { scanned.single_byte = true }
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
        if dialect.quoting != .none, bytes.first == 34 {
            unquote(bytes, into: &output)
        } else {
            output.append(contentsOf: bytes)
        }
        guard output[start...].contains(where: { $0 > 127 }) else { return }
        if encoding == .windows1252 {
            Windows1252.convert(&output, from: start)
        } else if repairs {
            UTF8Check.repair(&output, from: start)
        }
    }

    func makeIndexer() -> any RecordIndexer { DelimitedIndexer(self) }

    /// What stands between the quotes, and what follows them.
    private func unquote(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
        let special: UInt8 = dialect.quoting == .backslash ? 92 : 34
        var from = 1
        var i = 1
        while i < bytes.count {
            if bytes[i] != 34, bytes[i] != special {
                i += 1
                continue
            }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[from..<i]))
            // The byte behind a backslash, or behind a quote that is doubled, stands for itself.
            let isEscape = bytes[i] == special && i + 1 < bytes.count && (special == 92 || bytes[i + 1] == 34)
            from = i + 1
            i += isEscape ? 2 : 1
            if !isEscape, special == 34 || bytes[i - 1] == 34 { break }
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[min(from, bytes.count)...]))
    }
}

extension FieldSpan {
    init(_ span: scan_span) {
        self.init(start: Int(span.start), count: span.count, isEncoded: span.is_encoded)
    }
}

extension DelimitedFormat {
    /// The same records, their bytes read in another encoding.
    func inEncoding(_ encoding: TextEncoding) -> DelimitedFormat {
        DelimitedFormat(
            fileName: fileName, columnNames: columnNames, dialect: dialect, terminator: terminator, encoding: encoding,
            repairs: false, firstRecord: firstRecord, firstLine: firstLine, fieldCount: fieldCount, trails: trails,
            emptyBefore: emptyBefore)
    }
}
