/// Goes over every line of a libsvm text: checks it, and finds out which indices there are.
struct LibsvmIndexer: PartIndexer {
    private let format: LibsvmFormat
    private var fileName: String
    private(set) var position: Int
    private var line = 1
    private var emptyLines = 0
    private var largest = -1
    private var smallest = Int.max
    private var hasQueries = false

    init(_ format: LibsvmFormat) {
        self.format = format
        fileName = format.fileName
        position = 0
    }

    mutating func begin(_ part: PartStart) { (position, line, fileName) = (part.position, part.line, part.name) }

    mutating func advance(
        through text: SourceView, isLast: Bool, limit: Int, into marks: inout RecordMarks
    ) throws {
        let goal = min(text.count, position + limit)
        var walk = LibsvmWalk(text, at: position)
        while walk.position < goal {
            let end = walk.lineEnd
            guard end - walk.position <= ReadingLimits.record else {
                throw Refusal.tooLong(fileName, line: line)
            }
            // The last line may not be whole yet.
            if !isLast, end == text.count { break }
            let start = walk.position
            let skipped = walk.skipEmptyLines()
            if skipped > 0 {
                if !isLast, walk.position == text.count, text[text.count - 1] != 10 {
                    walk = LibsvmWalk(text, at: start)
                    break
                }
                emptyLines += skipped
                line += skipped
                position = walk.position
                continue
            }
            if let fault = walk.checkLine() {
                let column = text[walk.position..<fault.offset].count { $0 & 0xC0 != 0x80 } + 1
                throw Refusal(
                    .badData, "'\(fileName)', line \(line), column \(column): \(fault.what).",
                    next: "A record is one label and index:number pairs, the indices ascending.")
            }
            hasQueries = hasQueries || walk.hasQuery
            marks.append(position: walk.position, line: line)
            walk.skipLine()
            line += 1
            position = walk.position
            largest = max(largest, walk.largest)
            smallest = min(smallest, walk.smallest)
        }
        position = walk.position
    }

    /// The format as the records so far have it.
    var found: LibsvmFormat {
        let first = smallest == 0 ? 0 : 1
        let count = largest - first + 1
        let indices = count >= 1 && count <= LibsvmFormat.mostColumns ? first...largest : nil
        return LibsvmFormat(fileName: format.fileName, hasQueries: hasQueries, indices: indices)
    }

    func outcome() -> (format: any RecordFormat, notices: [String]) {
        let found = found
        var notices: [String] = []
        if largest >= 0 {
            notices.append("Indices begin at \(smallest == 0 ? 0 : 1) and go up to \(largest).")
        }
        if found.indices == nil, largest >= 0 {
            notices.append(
                "Of more than \(LibsvmFormat.mostColumns) indices none is a column: the pairs stay together.")
        }
        if emptyLines > 0 {
            notices.append(
                emptyLines == 1
                    ? "A line without a record was skipped." : "\(emptyLines) lines without a record were skipped.")
        }
        return (found, notices)
    }
}
