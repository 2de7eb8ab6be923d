/// Where the records of a delimited text begin, and on which line.
struct RecordIndex: Sendable {
    /// The offset of the first byte of each record.
    private(set) var starts: [Int] = []
    /// Records whose line is not that of the record before plus one: after quoted line ends and empty lines.
    private var anchors: [(row: Int, line: Int)] = []
    private(set) var emptyLines = 0
    /// Fields with text after their closing quote, and the line of the record that holds the first.
    private(set) var goingOn: (count: Int, line: Int) = (0, 0)

    /// What may be wrong with the shape of a file.
    enum Flaw: Error {
        case ragged(line: Int, fields: Int, reachesLine: Int)
        case unclosedQuote(line: Int, field: Int)
    }

    /// Walks over every record from the scanner's position on, which is on line `firstLine`.
    ///
    /// - Throws: `Flaw` at the first record that does not have `columnCount` fields or never closes a quote.
    /// - Complexity: O(bytes), one pass.
    init(_ scanner: FieldScanner, columnCount: Int, firstLine: Int) throws(Flaw) {
        var scanner = scanner
        let end = scanner.bytes.count
        var line = firstLine
        var expectedLine = -1
        while scanner.position < end {
            if scanner.skipEmptyLine() {
                emptyLines += 1
                line += 1
                continue
            }
            let start = scanner.position
            let recordLine = line
            var fields = 0
            var field: FieldScanner.Field
            repeat {
                field = scanner.next()
                fields += 1
                if field.goesOnAfterQuote {
                    goingOn = (goingOn.count + 1, goingOn.count == 0 ? recordLine : goingOn.line)
                }
                if field.ending == .unclosed { throw .unclosedQuote(line: line, field: fields) }
                line += field.lineEnds
            } while field.ending == .delimiter
            guard fields == columnCount else {
                throw .ragged(line: recordLine, fields: fields, reachesLine: line)
            }
            if recordLine != expectedLine { anchors.append((starts.count, recordLine)) }
            starts.append(start)
            line += 1
            expectedLine = recordLine + 1
        }
    }

    /// The 1-based line on which record `row` begins.
    ///
    /// - Complexity: O(log records with line ends inside).
    func line(_ row: Int) -> Int {
        var low = 0
        var high = anchors.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if anchors[middle].row <= row { low = middle } else { high = middle }
        }
        return anchors[low].line + row - anchors[low].row
    }
}
