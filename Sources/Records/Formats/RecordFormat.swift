/// The text of a source: its bytes after unpacking and conversion. Offsets into it are positions.
public typealias SourceView = UnsafeBufferPointer<UInt8>

/// How a text falls into records and fields; one conforming type a format.
///
/// A format is a value without bytes: whoever calls hands it the text. Records are named by the position at which they
/// begin; the `RecordIndex` knows some of these positions, `next(after:in:)` leads from one to the next. All calls are
/// safe from any thread. The text may still be growing: a call is only made for records that the indexer has announced.
public protocol RecordFormat: Sendable {
    /// The names of the columns, unique, none empty.
    var columnNames: [String] { get }

    /// What the file says of each column; nil where it says nothing, and none where it says nothing of any.
    var declaredKinds: [Column.Kind?] { get }

    /// Whether columns are there because some record has them, as keys of objects are, and not by a header.
    var hasOpenColumns: Bool { get }

    /// Whether no field is a text: no record is a total then, and none holds a conversation.
    var holdsOnlyNumbers: Bool { get }

    /// The byte that ends a line, for counting them.
    var lineEnd: UInt8 { get }

    /// Where the record after the one at `position` begins (empty lines, comments and separators between them stepped
    /// over); `text.count` or more after the last.
    func next(after position: Int, in text: SourceView) -> Int

    /// The fields of the record at `position`: one span a column, in the order of `columnNames`.
    ///
    /// - Complexity: O(bytes of the record).
    func fields(at position: Int, in text: SourceView, into spans: inout [FieldSpan])

    /// Appends the spans of one column in `count` records, the first of them at `position`.
    ///
    /// - Returns: Where the record after them begins.
    /// - Complexity: O(bytes of the records).
    func spans(
        of column: Int, at position: Int, count: Int, in text: SourceView, into spans: inout [FieldSpan]
    ) -> Int

    /// Appends the UTF-8 text of a field whose bytes differ from it (`FieldSpan.isEncoded`).
    func decode(_ span: FieldSpan, in text: SourceView, into output: inout [UInt8])

    /// The bytes that go when the record at `position` goes: from its first byte to behind what ends it.
    func extent(at position: Int, in text: SourceView) -> Range<Int>

    /// What to write for a copy without the records that `extents` (ascending, apart) are of.
    func kept(without extents: [Range<Int>], in text: SourceView) -> [Range<Int>]

    /// What finds the records, from the first byte on.
    func makeIndexer() -> any RecordIndexer

    // MARK: What not every format says otherwise

    /// Whether the bytes of a field are a value of JSON themselves, not a text that may hold one.
    var fieldsAreJSON: Bool { get }

    /// A field with the place of each of its bytes, so that a part of it can be left out of a copy; nil where the places
    /// can't be told.
    func cell(_ span: FieldSpan, in text: SourceView) -> CellText?

    /// What a learning id is made of, where that is not the text of each field: the record of these spans is gone through,
    /// part by part.
    ///
    /// - Returns: whether it was.
    func forEachPart(of spans: [FieldSpan], in text: SourceView, _ take: (ContentPart) -> Void) -> Bool

    /// Behind the header: where the first record, or what stands before each record, begins, and on which line.
    func recordsBegin(in text: SourceView) -> (position: Int, line: Int)

    /// Whether the text of another table, from where its records begin, can follow one of this format as it stands: a test
    /// set beside it.
    func isFollowed(by other: any RecordFormat) -> Bool

    /// What writes records of other formats as this one has them; nil where that can't be done.
    ///
    /// - Parameter columns: those that the records have.
    func makeWriter(of columns: [String]) -> (any RecordWriter)?
}

/// Where the bytes of a field are.
public struct FieldSpan: Hashable, Sendable {
    public var start: Int
    public var count: UInt32
    /// Whether the field's text has to be made by `RecordFormat.decode`, as the bytes differ from it: escapes, another
    /// encoding, a binary number.
    public var isEncoded: Bool

    public init(start: Int, count: UInt32, isEncoded: Bool) {
        (self.start, self.count, self.isEncoded) = (start, count, isEncoded)
    }

    /// A field whose bytes are its text.
    public init(_ range: Range<Int>) {
        self.init(start: range.lowerBound, count: UInt32(range.count), isEncoded: false)
    }

    /// A field that is not there: empty.
    public static let absent = FieldSpan(start: 0, count: 0, isEncoded: false)

    public var range: Range<Int> { start..<start + Int(count) }
}

/// Finds the records of a text that may still be growing, and what is odd about them.
public protocol RecordIndexer: Sendable {
    /// Goes on through `text`, announcing every record that is known to be whole in `marks`; the last call says
    /// `isLast`, when nothing will follow. May be called with the same text again.
    ///
    /// - Parameter limit: How many bytes to go through in this call, about.
    /// - Throws: `Refusal` (65) naming the line and column of what can't be read; nothing more will be announced.
    mutating func advance(
        through text: SourceView, isLast: Bool, limit: Int, into marks: inout RecordMarks
    ) throws

    /// How far it has come, in bytes.
    var position: Int { get }

    /// The format as the records seen so far have it (columns may have been added), and what was repaired or is odd,
    /// one sentence each, with the first line where it is. Final after the last call of `advance`.
    func outcome() -> (format: any RecordFormat, notices: [String])

    /// Another way to read the text, which shows only after all of it was gone through; nil where there is none.
    func better(than choice: ReadingChoice) -> BetterReading?
}

/// What a text turned out to be after it was gone through.
public struct BetterReading {
    public let format: any RecordFormat
    public var encoding: TextEncoding?
    public var dialect: Dialect?
    /// Says so, in a sentence.
    public let notice: String
}

extension RecordIndexer {
    public func better(than choice: ReadingChoice) -> BetterReading? { nil }
}

extension RecordFormat {
    public var lineEnd: UInt8 { 10 }
    public var declaredKinds: [Column.Kind?] { [] }
    public var hasOpenColumns: Bool { false }
    public var holdsOnlyNumbers: Bool { false }
    public var fieldsAreJSON: Bool { false }

    /// The bytes as they are, where they are the field's text.
    public func cell(_ span: FieldSpan, in text: SourceView) -> CellText? {
        span.isEncoded || holdsOnlyNumbers ? nil : CellText(span, in: text)
    }

    public func forEachPart(of spans: [FieldSpan], in text: SourceView, _ take: (ContentPart) -> Void) -> Bool { false }

    /// The first byte of the text that is no mark.
    public func recordsBegin(in text: SourceView) -> (position: Int, line: Int) {
        (ByteOrderMark.length(in: text), 1)
    }

    public func isFollowed(by other: any RecordFormat) -> Bool { false }

    public func makeWriter(of columns: [String]) -> (any RecordWriter)? { nil }

    /// Whether names of columns are a header's, each of them in its place.
    var hasHeader: Bool { !hasOpenColumns && !holdsOnlyNumbers }

    /// By all fields of each record.
    public func spans(
        of column: Int, at position: Int, count: Int, in text: SourceView, into spans: inout [FieldSpan]
    ) -> Int {
        var (next, fields) = (position, [FieldSpan]())
        for _ in 0..<count {
            self.fields(at: next, in: text, into: &fields)
            spans.append(column < fields.count ? fields[column] : .absent)
            next = self.next(after: next, in: text)
        }
        return next
    }

    /// The bytes as they are.
    public func decode(_ span: FieldSpan, in text: SourceView, into output: inout [UInt8]) {
        output.append(contentsOf: text[span.range])
    }

    /// Up to where the next record begins.
    public func extent(at position: Int, in text: SourceView) -> Range<Int> {
        position..<min(next(after: position, in: text), text.count)
    }

    public func kept(without extents: [Range<Int>], in text: SourceView) -> [Range<Int>] {
        rest(of: text, without: extents)
    }

    /// What lies between and beside the extents.
    func rest(of text: SourceView, without extents: [Range<Int>]) -> [Range<Int>] {
        var kept: [Range<Int>] = []
        var from = 0
        for extent in extents {
            if from < extent.lowerBound { kept.append(from..<extent.lowerBound) }
            from = extent.upperBound
        }
        if from < text.count { kept.append(from..<text.count) }
        return kept
    }

    /// The text of a field.
    func text(_ span: FieldSpan, in text: SourceView) -> String {
        guard span.isEncoded else {
            return String(decoding: UnsafeBufferPointer(rebasing: text[span.range]), as: UTF8.self)
        }
        var output: [UInt8] = []
        decode(span, in: text, into: &output)
        return String(decoding: output, as: UTF8.self)
    }
}
