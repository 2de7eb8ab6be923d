/// Finds the records of a format that says where the next one begins, by going from one to the next.
///
/// A record that would end where the text does is announced when nothing follows.
public struct SteppingIndexer: RecordIndexer {
    private let format: any RecordFormat
    public private(set) var position: Int
    private var line: Int

    /// - Parameters:
    ///   - start: where the first record begins.
    ///   - line: on which line, from 1.
    public init(_ format: any RecordFormat, from start: Int = 0, line: Int = 1) {
        (self.format, position, self.line) = (format, start, line)
    }

    public mutating func advance(
        through text: SourceView, isLast: Bool, limit: Int, into marks: inout RecordMarks
    ) throws {
        let stop = limit < text.count - position ? position + limit : text.count
        while position < stop {
            let next = min(format.next(after: position, in: text), text.count)
            guard next < text.count || isLast else { return }
            marks.append(position: position, line: line)
            line += text[position..<next].count { $0 == format.lineEnd }
            position = next
        }
    }

    public func outcome() -> (format: any RecordFormat, notices: [String]) { (format, []) }
}
