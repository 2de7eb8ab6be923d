/// Finds the records of JSON Lines, and checks every byte of them.
struct JSONLinesIndexer: PartIndexer {
    private(set) var position = 0
    private var records: JSONRecords
    private var emptyLines = 0
    private var comments = 0
    private var isDone = false

    /// - Parameter keepsArrays: Whether the texts of arrays are what stands in the file.
    init(fileName: String, keepsArrays: Bool = false) {
        records = JSONRecords(fileName: fileName, isLine: true, keepsArrays: keepsArrays)
    }

    mutating func begin(_ part: PartStart) {
        position = part.position
        records.begin(part)
        isDone = false
    }

    mutating func advance(
        through text: SourceView, isLast: Bool, limit: Int, into marks: inout RecordMarks
    ) throws {
        if let json = JSONText(text, isLine: true) {
            do throws(JSONFault) {
                try advance(through: json, isLast: isLast, limit: limit, into: &marks)
            } catch {
                throw records.refusal(for: error, in: text)
            }
        }
        isDone = isLast && position == text.count
    }

    private mutating func advance(
        through text: JSONText, isLast: Bool, limit: Int, into marks: inout RecordMarks
    ) throws(JSONFault) {
        if position == 0 {
            guard text.count >= 3 || isLast else { return }
            position = records.skipMark(of: text)
        }
        let stop = limit < text.count - position ? position + limit : text.count
        while position < stop {
            let start = text.skipSpace(position)
            if start == text.count {
                if isLast { position = start }
                return
            }
            if text.bytes[start] == 10 {
                emptyLines += 1
                position = start + 1
                continue
            }
            let view = SourceView(start: text.bytes, count: text.count)
            if JSONLinesFormat.isComment(start, in: view) {
                let end = JSONLinesFormat.lineEnd(start, in: view)
                guard isLast || view[end - 1] == 10 else { return }
                comments += 1
                position = end
                continue
            }
            let next = try records.announce(at: position, in: text, isLast: isLast, into: &marks) {
                brace throws(JSONFault) in
                let end = text.skipSpace(brace)
                if end == text.count {
                    if isLast { return end }
                    throw JSONFault(.unfinished, at: end)
                }
                guard text.bytes[end] == 10 else { throw JSONFault(.textBehind, at: end) }
                return end + 1
            }
            guard let next else { return }
            position = next
        }
    }

    /// The format as the records seen so far have it.
    var format: JSONLinesFormat {
        JSONLinesFormat(fileName: records.fileName, columns: records.columns(isFinal: isDone))
    }

    func outcome() -> (format: any RecordFormat, notices: [String]) {
        let format = format
        var notices = format.columns.notices + records.markNotices
        if emptyLines > 0 {
            notices.append(emptyLines == 1 ? "An empty line was skipped." : "\(emptyLines) empty lines were skipped.")
        }
        if comments > 0 {
            notices.append(comments == 1 ? "A comment was skipped." : "\(comments) comments were skipped.")
        }
        return (format, notices + records.notices)
    }
}
