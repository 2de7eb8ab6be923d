/// Writes records the way a file is written that they are to follow.
public protocol RecordWriter: Sendable {
    /// Appends a record.
    ///
    /// - Parameter fields: the texts of its columns, UTF-8; nil where it has none.
    /// - Throws: what keeps a text from being written.
    func append(_ fields: [[UInt8]?], to output: inout [UInt8]) throws(RecordObstacle)
}

/// What keeps a record from being written: behind "holds" in a sentence, "a text that only quotes keep together, in column
/// 'note'".
public struct RecordObstacle: Error, Hashable {
    public let what: String

    public init(_ what: String) { self.what = what }
}
