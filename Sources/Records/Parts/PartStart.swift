/// Where a part of a table begins in the text of them all.
struct PartStart: Sendable {
    let name: String
    /// Its first byte.
    let start: Int
    /// Where its first record may begin, behind a byte-order mark and a header.
    let position: Int
    /// The line of `position` in the part, from 1.
    let line: Int
    /// As the part has them.
    let columnNames: [String]
}

/// An indexer that goes on with another file, and keeps what it found so far.
protocol PartIndexer: RecordIndexer {
    mutating func begin(_ part: PartStart)
}

/// How a place in one of several files is told.
enum PartName {
    /// "line 5", "line 5 of 'train-3.csv'".
    static func line(_ line: Int, of part: String?) -> String {
        part.map { "line \(line) of '\($0)'" } ?? "line \(line)"
    }
}
