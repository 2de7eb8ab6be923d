import Foundation

/// JSON Lines: an object a line. Fields of nested objects are columns `a.b`; arrays are fields that hold JSON.
struct JSONLinesFormat: RecordFormat {
    let fileName: String
    let columns: JSONColumns

    var columnNames: [String] { columns.names }
    var hasOpenColumns: Bool { true }
    var fieldsAreJSON: Bool { true }

    /// Whether the text begins as one of JSON objects does: `{"key":` or `{}`.
    static func recognises(_ sample: SourceView, isWhole: Bool) -> Bool {
        guard let text = JSONText(sample, isLine: false) else { return false }
        let start = skipComments(text.skipSpace(ByteOrderMark.length(in: sample)), in: sample)
        guard start < text.count, text.bytes[start] == 123 else { return false }
        do {
            _ = try JSONSteps(text: text).step(inside: [], at: start) { _, _ in 1 }
            return true
        } catch {
            // What is nested too deep is JSON all the same, and is told by its place.
            return error.reason == .tooDeep
                || error.reason == .unfinished && !isWhole && start + 1 < text.count
        }
    }

    /// The format as the sample at the beginning of a file has it.
    ///
    /// - Parameter isWhole: Whether the sample is the whole text.
    /// - Throws: `Refusal` (65) naming the line and column of what can't be read.
    /// - Complexity: O(bytes of the sample).
    static func make(
        sample: SourceView, isWhole: Bool, fileName: String, keepsArrays: Bool = false
    ) throws -> JSONLinesFormat {
        var indexer = JSONLinesIndexer(fileName: fileName, keepsArrays: keepsArrays)
        var marks = RecordMarks()
        try indexer.advance(through: sample, isLast: isWhole, limit: .max, into: &marks)
        return indexer.format
    }

    func next(after position: Int, in text: SourceView) -> Int {
        Self.skipEmptyLines(Self.lineEnd(position, in: text), in: text)
    }

    func fields(at position: Int, in text: SourceView, into spans: inout [FieldSpan]) {
        columns.record(at: position, in: text, isLine: true, into: &spans)
    }

    func spans(
        of column: Int, at position: Int, count: Int, in text: SourceView, into spans: inout [FieldSpan]
    ) -> Int {
        columns.records(of: column, at: position, count: count, in: text, isLine: true, into: &spans) { read, _ in
            Self.skipEmptyLines(Self.lineEnd(read, in: text), in: text)
        }
    }

    func decode(_ span: FieldSpan, in text: SourceView, into output: inout [UInt8]) {
        columns.decode(span, in: text, into: &output)
    }

    func extent(at position: Int, in text: SourceView) -> Range<Int> { position..<Self.lineEnd(position, in: text) }

    func makeIndexer() -> any RecordIndexer {
        JSONLinesIndexer(fileName: fileName, keepsArrays: columns.keepsArrays)
    }

    func cell(_ span: FieldSpan, in text: SourceView) -> CellText? { CellText(span, in: text) }

    func makeWriter(of columns: [String]) -> (any RecordWriter)? { ObjectWriter(names: columns) }

    func isFollowed(by other: any RecordFormat) -> Bool {
        (other as? JSONLinesFormat)?.columns.keepsArrays == columns.keepsArrays
    }

    /// What is behind the line feed of the line that holds `position`.
    @inline(__always)
    static func lineEnd(_ position: Int, in text: SourceView) -> Int {
        guard position < text.count, let base = text.baseAddress else { return text.count }
        guard let found = memchr(base + position, 10, text.count - position) else { return text.count }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
    }

    /// Whether a line whose first byte that is no blank is at `i` is a comment.
    @inline(__always)
    static func isComment(_ i: Int, in text: SourceView) -> Bool {
        text[i] == 35 || text[i] == 47 && i + 1 < text.count && text[i + 1] == 47
    }

    /// What is behind the comments, and the blanks, from `position` on.
    static func skipComments(_ position: Int, in text: SourceView) -> Int {
        var i = position
        while i < text.count {
            if isComment(i, in: text) {
                i = lineEnd(i, in: text)
            } else if [9, 10, 13, 32].contains(text[i]) {
                i += 1
            } else {
                return i
            }
        }
        return text.count
    }

    /// The first line at or after `position` with more than blanks or a comment; `text.count` where there is none.
    @inline(__always)
    static func skipEmptyLines(_ position: Int, in text: SourceView) -> Int {
        var line = position
        var i = position
        while i < text.count {
            if text[i] == 10 {
                line = i + 1
            } else if text[i] != 13, text[i] != 32, text[i] != 9 {
                guard isComment(i, in: text) else { return line }
                line = lineEnd(i, in: text)
                i = line
                continue
            }
            i += 1
        }
        return text.count
    }
}
