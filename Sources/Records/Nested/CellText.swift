/// What a field holds, unquoted, and where each of its bytes stands in the text: by it a stretch of a cell can be taken
/// out, and every other byte of the file stays.
public struct CellText: Sendable {
    let bytes: [UInt8]
    /// Where each byte begins in the text, and where the last one ends; nil where they stand as they are.
    private let starts: [Int]?
    private let start: Int

    /// A field whose bytes stand as they are.
    public init(_ span: FieldSpan, in text: SourceView) {
        bytes = Array(text[span.range])
        start = span.start
        starts = nil
    }

    /// - Parameter starts: where each of `bytes` begins in the text, and where the last one ends.
    public init(_ bytes: [UInt8], starts: [Int]) {
        self.bytes = bytes
        self.starts = starts
        start = starts.first ?? 0
    }

    /// The bytes that go when stretches of the field do; nil where they can't be told.
    func places(of extents: [Range<Int>]) -> [Range<Int>]? {
        guard let starts else { return extents.map { start + $0.lowerBound..<start + $0.upperBound } }
        guard starts.count == bytes.count + 1 else { return nil }
        return extents.map { starts[$0.lowerBound]..<starts[$0.upperBound] }
    }
}
