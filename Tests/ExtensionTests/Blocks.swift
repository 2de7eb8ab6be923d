import Records

/// Records as blocks of lines with a line `%%` between them, a field a line; the first block names the columns.
struct BlocksKind: FormatKind {
    let id = "blocks"
    let title = "blocks"
    let explanation: String? = "blocks of lines, a field a line"
    let endings = ["blocks"]

    func recognises(_ sample: FormatSample) -> Bool { sample.bytes.starts(with: "%%\n".utf8) }

    func open(_ sample: FormatSample) throws -> FoundFormat {
        let (lines, start) = BlocksFormat.block(at: recognises(sample) ? 3 : 0, in: sample.bytes)
        let names = lines.map { String(decoding: sample.bytes[$0], as: UTF8.self) }
        guard !names.isEmpty, !names.contains(""), Set(names).count == names.count else {
            throw Refusal(
                .badData, "'\(sample.fileName)', line 1: no block of names, each of them once.",
                next: "Begin with '%%', a line for the name of each column, and '%%'.")
        }
        return FoundFormat(BlocksFormat(columnNames: names, start: start))
    }
}

struct BlocksFormat: RecordFormat {
    let columnNames: [String]
    let start: Int

    /// The lines of the block at `position`, and where the next one begins.
    static func block(at position: Int, in text: SourceView) -> (lines: [Range<Int>], next: Int) {
        var (lines, place) = ([Range<Int>](), position)
        while place < text.count {
            let line = place..<(text[place...].firstIndex(of: 10) ?? text.count)
            place = min(line.upperBound + 1, text.count)
            if text[line].elementsEqual("%%".utf8) { break }
            lines.append(line)
        }
        return (lines, place)
    }

    func next(after position: Int, in text: SourceView) -> Int { Self.block(at: position, in: text).next }

    func fields(at position: Int, in text: SourceView, into spans: inout [FieldSpan]) {
        let lines = Self.block(at: position, in: text).lines
        spans = columnNames.indices.map { $0 < lines.count ? FieldSpan(lines[$0]) : .absent }
    }

    func makeIndexer() -> any RecordIndexer { SteppingIndexer(self, from: start, line: columnNames.count + 3) }

    // A test set beside a file begins with what stands before its first record.
    func recordsBegin(in text: SourceView) -> (position: Int, line: Int) {
        (max(0, start - 3), columnNames.count + 2)
    }

    func isFollowed(by other: any RecordFormat) -> Bool { (other as? BlocksFormat)?.columnNames == columnNames }

    func makeWriter(of columns: [String]) -> (any RecordWriter)? { BlocksWriter(columnNames, of: columns) }
}

/// Writes records of other formats as blocks.
struct BlocksWriter: RecordWriter {
    private let places: [Int?]

    init(_ names: [String], of columns: [String]) { places = names.map { columns.firstIndex(of: $0) } }

    func append(_ fields: [[UInt8]?], to output: inout [UInt8]) throws(RecordObstacle) {
        output += "%%\n".utf8
        for place in places {
            let text = place.flatMap { fields[$0] } ?? []
            if text.contains(10) || text.elementsEqual("%%".utf8) { throw RecordObstacle("a text of several lines") }
            output += text + [10]
        }
    }
}
