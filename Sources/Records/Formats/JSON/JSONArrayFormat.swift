/// A JSON array of objects: a file that is one, with whatever blanks and line ends inside; or objects one after the other
/// without one. Fields as in JSON Lines.
struct JSONArrayFormat: RecordFormat {
    let fileName: String
    let columns: JSONColumns
    /// Whether objects stand one after the other, in no array.
    var isSequence = false

    var columnNames: [String] { columns.names }
    var hasOpenColumns: Bool { true }
    var fieldsAreJSON: Bool { true }

    /// Whether the text begins with `[` and an object, or is an empty array.
    static func recognises(_ sample: SourceView, isWhole: Bool) -> Bool {
        guard let text = JSONText(sample, isLine: false) else { return false }
        let start = text.skipSpace(ByteOrderMark.length(in: sample))
        guard start < text.count, text.bytes[start] == 91 else { return false }
        let first = text.skipSpace(start + 1)
        return first == text.count ? !isWhole : text.bytes[first] == 123 || text.bytes[first] == 93
    }

    /// The format as the sample at the beginning of a file has it.
    ///
    /// - Parameter isWhole: Whether the sample is the whole text.
    /// - Throws: `Refusal` (65) naming the line and column of what can't be read.
    /// - Complexity: O(bytes of the sample).
    static func make(
        sample: SourceView, isWhole: Bool, fileName: String, isSequence: Bool = false, keepsArrays: Bool = false
    ) throws -> JSONArrayFormat {
        var indexer = JSONArrayIndexer(fileName: fileName, isSequence: isSequence, keepsArrays: keepsArrays)
        var marks = RecordMarks()
        try indexer.advance(through: sample, isLast: isWhole, limit: .max, into: &marks)
        return indexer.format
    }

    func next(after position: Int, in text: SourceView) -> Int {
        guard let json = JSONText(text, isLine: false), let end = Self.objectEnd(position, in: json) else {
            return text.count
        }
        return nextObject(end, in: json)
    }

    func fields(at position: Int, in text: SourceView, into spans: inout [FieldSpan]) {
        columns.record(at: position, in: text, isLine: false, into: &spans)
    }

    func spans(
        of column: Int, at position: Int, count: Int, in text: SourceView, into spans: inout [FieldSpan]
    ) -> Int {
        columns.records(of: column, at: position, count: count, in: text, isLine: false, into: &spans) { read, isEnd in
            isEnd ? JSONText(text, isLine: false).map { nextObject(read, in: $0) } : nil
        }
    }

    func decode(_ span: FieldSpan, in text: SourceView, into output: inout [UInt8]) {
        columns.decode(span, in: text, into: &output)
    }

    /// From the brace of the record to that of the next, or to its end where it is the last.
    func extent(at position: Int, in text: SourceView) -> Range<Int> {
        guard let json = JSONText(text, isLine: false), let end = Self.objectEnd(position, in: json) else {
            return position..<position
        }
        let next = nextObject(end, in: json)
        return position..<(next < text.count ? next : end)
    }

    /// The text without the extents, and without the comma before them where nothing follows.
    func kept(without extents: [Range<Int>], in text: SourceView) -> [Range<Int>] {
        var kept = rest(of: text, without: extents)
        if isSequence { return kept }
        guard let end = extents.last?.upperBound, let json = JSONText(text, isLine: false) else { return kept }
        let next = json.skipSpace(end)
        guard next < text.count, text[next] == 93, let last = kept.lastIndex(where: { $0.upperBound <= end }) else {
            return kept
        }
        kept[last] = kept[last].lowerBound..<Self.withoutComma(kept[last], in: text)
        return kept
    }

    func makeIndexer() -> any RecordIndexer {
        JSONArrayIndexer(fileName: fileName, isSequence: isSequence, keepsArrays: columns.keepsArrays)
    }

    func cell(_ span: FieldSpan, in text: SourceView) -> CellText? { CellText(span, in: text) }

    func makeWriter(of columns: [String]) -> (any RecordWriter)? { ObjectWriter(names: columns) }

    /// Objects follow one another where no array holds them.
    func isFollowed(by other: any RecordFormat) -> Bool {
        isSequence && (other is JSONLinesFormat || (other as? JSONArrayFormat)?.isSequence == true)
    }

    /// What is behind the object at `position`.
    private static func objectEnd(_ position: Int, in text: JSONText) -> Int? {
        var traits: JSONText.Traits = []
        return try? text.anyValue(position, 0, &traits)
    }

    /// The object behind the one that ends at `end`; the end of the text where there is none.
    @inline(__always)
    private func nextObject(_ end: Int, in text: JSONText) -> Int {
        let comma = text.skipSpace(end)
        if isSequence, comma < text.count, text.bytes[comma] == 123 { return comma }
        guard comma < text.count, text.bytes[comma] == 44 else { return text.count }
        return text.skipSpace(comma + 1)
    }

    /// Where `kept` ends without the comma that is its last byte but for blanks.
    private static func withoutComma(_ kept: Range<Int>, in text: SourceView) -> Int {
        var end = kept.upperBound
        while end > kept.lowerBound, [9, 10, 13, 32].contains(text[end - 1]) { end -= 1 }
        return end > kept.lowerBound && text[end - 1] == 44 ? end - 1 : kept.upperBound
    }
}
