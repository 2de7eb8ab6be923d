import TestSupport
import Testing

@testable import Records

/// Everything that a format says of a text, read in every way there is, each checked against the others.
struct FormatReading {
    let format: any RecordFormat
    let names: [String]
    let records: [[String]]
    let notices: [String]
    let positions: [Int]
    let lines: [Int]
    let text: [UInt8]

    /// Reads `text` as it grows by `step` bytes at a time, going through `limit` of them in a call.
    init(_ text: [UInt8], with indexer: any RecordIndexer, step: Int = .max, limit: Int = .max) throws {
        var indexer = indexer
        var marks = RecordMarks()
        var known = 0
        while true {
            known = step > text.count - known ? text.count : known + step
            try text.withUnsafeBufferPointer { view in
                let grown = SourceView(rebasing: view[..<known])
                var last = -1
                while indexer.position < known, indexer.position != last {
                    last = indexer.position
                    try indexer.advance(through: grown, isLast: known == text.count, limit: limit, into: &marks)
                }
            }
            if known == text.count { break }
        }
        try text.withUnsafeBufferPointer {
            try indexer.advance(through: $0, isLast: true, limit: limit, into: &marks)
        }
        try self.init(text, marks, indexer.outcome())
    }

    private init(
        _ text: [UInt8], _ marks: RecordMarks, _ outcome: (format: any RecordFormat, notices: [String])
    ) throws {
        let format = outcome.format
        var records: [[String]] = []
        var positions: [Int] = []
        var columns: [[String]] = format.columnNames.map { _ in [] }
        text.withUnsafeBufferPointer { view in
            var position = marks.marks.first?.position ?? view.count
            var spans: [FieldSpan] = []
            while position < view.count {
                format.fields(at: position, in: view, into: &spans)
                records.append(spans.map { format.text($0, in: view) })
                positions.append(position)
                position = format.next(after: position, in: view)
            }
            for column in columns.indices {
                spans = []
                let half = records.count / 2
                var next = positions.first ?? view.count
                next = format.spans(of: column, at: next, count: half, in: view, into: &spans)
                next = format.spans(of: column, at: next, count: records.count - half, in: view, into: &spans)
                #expect(next >= view.count || records.isEmpty, "column \(column) is read to the end")
                columns[column] = spans.map { format.text($0, in: view) }
            }
        }
        #expect(records.count == marks.rowCount)
        for mark in marks.marks { #expect(positions[mark.row] == mark.position) }
        for (column, texts) in columns.enumerated() { #expect(texts == records.map { $0[column] }) }
        #expect(records.allSatisfy { $0.count == format.columnNames.count })
        #expect(Set(format.columnNames).count == format.columnNames.count)
        self.format = format
        names = format.columnNames
        self.records = records
        notices = outcome.notices
        self.positions = positions
        lines = marks.marks.map(\.line)
        self.text = text
    }

    /// The bytes that are left without the records `rows`, ascending.
    func copy(without rows: [Int]) -> [UInt8] {
        text.withUnsafeBufferPointer { view in
            let extents = rows.map { format.extent(at: positions[$0], in: view) }
            return format.kept(without: extents, in: view).flatMap { view[$0] }
        }
    }

    /// Every field that is not empty, by the name of its column: what does not change with the order of columns.
    var cells: [[String: String]] {
        records.map { record in
            Dictionary(uniqueKeysWithValues: zip(names, record).filter { !$0.1.isEmpty })
        }
    }
}

extension Seeded {
    /// Some of the numbers below `count`, ascending.
    mutating func some(below count: Int) -> [Int] { (0..<count).filter { _ in next() & 1 == 0 } }

    /// `bytes` with a few of them changed, taken out, doubled or put in.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &self)
            let other = bytes[Int.random(in: 0..<bytes.count, using: &self)]
            switch next() % 5 {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: next())
            case 1: bytes[place] = other
            case 2: bytes.remove(at: place)
            case 3: bytes.insert(other, at: place)
            default: bytes.removeSubrange(place..<min(bytes.count, place + 9))
            }
        }
        return bytes
    }
}
