/// Finds the records of a JSON array, and checks every byte of them.
struct JSONArrayIndexer: RecordIndexer {
    /// What is expected next.
    private enum Place { case array, firstObject, object, comma, end }

    private(set) var position = 0
    private var place = Place.array
    private var records: JSONRecords
    private var isDone = false

    private let isSequence: Bool

    /// - Parameters:
    ///   - isSequence: Whether objects stand one after the other, in no array.
    ///   - keepsArrays: Whether the texts of arrays are what stands in the file.
    init(fileName: String, isSequence: Bool = false, keepsArrays: Bool = false) {
        records = JSONRecords(fileName: fileName, isLine: false, keepsArrays: keepsArrays)
        self.isSequence = isSequence
        if isSequence { place = .object }
    }

    mutating func advance(
        through text: SourceView, isLast: Bool, limit: Int, into marks: inout RecordMarks
    ) throws {
        do throws(JSONFault) {
            if let json = JSONText(text, isLine: false) {
                try advance(through: json, isLast: isLast, limit: limit, into: &marks)
            }
            let isOver = isSequence ? place == .comma : place == .end
            if isLast, position == text.count, !isOver { throw JSONFault(.unfinished, at: text.count) }
        } catch {
            throw records.refusal(for: error, in: text)
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
            position = text.skipSpace(position)
            guard position < text.count else { return }
            let byte = text.bytes[position]
            switch place {
            case .array:
                guard byte == 91 else { throw JSONFault(.expected("an array of objects"), at: position) }
                position += 1
                place = .firstObject
            case .firstObject where byte == 93, .comma where byte == 93 && !isSequence:
                position += 1
                place = .end
            case .firstObject, .object:
                let next = try records.announce(at: position, in: text, isLast: isLast, into: &marks) { $0 }
                guard let next else { return }
                position = next
                place = .comma
            case .comma where isSequence && byte == 123: place = .object
            case .comma:
                guard byte == 44 else { throw JSONFault(.expected("a comma or ']'"), at: position) }
                position += 1
                place = .object
            case .end: throw JSONFault(.textBehind, at: position)
            }
        }
    }

    /// The format as the records seen so far have it.
    var format: JSONArrayFormat {
        JSONArrayFormat(
            fileName: records.fileName, columns: records.columns(isFinal: isDone), isSequence: isSequence)
    }

    func outcome() -> (format: any RecordFormat, notices: [String]) {
        let format = format
        return (format, format.columns.notices + records.markNotices + records.notices)
    }
}
