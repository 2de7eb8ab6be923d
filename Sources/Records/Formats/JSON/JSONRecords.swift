/// What the objects of a JSON file are found by, whatever stands between them: the part that JSON Lines and a JSON array
/// have in common.
struct JSONRecords: Sendable {
    private(set) var fileName: String
    /// Whether every record is a line.
    let isLine: Bool
    /// Whether the texts of arrays are what stands in the file.
    let keepsArrays: Bool
    private var discovery = JSONDiscovery()
    private var place = TextPlace()
    /// Where the file begins that is gone through.
    private(set) var start = 0
    /// The part of a table that is gone through; nil where it is one file.
    private var part: String?
    private var hasMark = false
    private var counts = [Int](repeating: 0, count: JSONDiscovery.Oddity.allCases.count)
    private var firstPlaces = [String?](repeating: nil, count: JSONDiscovery.Oddity.allCases.count)
    /// How long the text has to be before an unfinished record is tried again.
    private var retryAt = 0

    init(fileName: String, isLine: Bool, keepsArrays: Bool) {
        self.fileName = fileName
        self.isLine = isLine
        self.keepsArrays = keepsArrays
    }

    /// The columns of the objects so far.
    ///
    /// - Parameter isFinal: Whether there will be no more.
    func columns(isFinal: Bool) -> JSONColumns {
        JSONColumns(
            discovery, mayRepeat: !isFinal || count(of: .repeatedKey) > 0,
            mayBeBroken: !isFinal || count(of: .brokenText) > 0, keepsArrays: keepsArrays)
    }

    /// Goes on with another part, whose text begins at `start`; what was found so far is kept.
    mutating func begin(_ part: PartStart) {
        (start, fileName, self.part) = (part.start, part.name, part.name)
        place = TextPlace(offset: part.position, line: part.line)
        retryAt = 0
    }

    /// Where the text begins, behind its byte-order mark.
    mutating func skipMark(of text: JSONText) -> Int {
        let length = ByteOrderMark.length(in: SourceView(start: text.bytes, count: text.count))
        hasMark = length > 0
        return length
    }

    /// Goes through one object and announces it in `marks`.
    ///
    /// - Parameters:
    ///   - position: Where the record begins; where its brace is, or blanks before it.
    ///   - end: Gives where the record is over, from what is behind its brace.
    /// - Returns: What `end` gave; nil where the text ends before, and more of it will come.
    /// - Complexity: O(bytes).
    @inline(__always)
    mutating func announce(
        at position: Int, in text: JSONText, isLast: Bool, into marks: inout RecordMarks,
        end: (Int) throws(JSONFault) -> Int
    ) throws(JSONFault) -> Int? {
        if !isLast, text.count < retryAt { return nil }
        let next: Int
        do throws(JSONFault) {
            next = try end(try discovery.object(at: position, in: text))
        } catch {
            guard error.reason == .unfinished, !isLast else { throw error }
            guard text.count - position <= ReadingLimits.record else { throw JSONFault(.tooLong, at: position) }
            // Twice as much of the record as there is now, so that a long one is not read over and over.
            retryAt = text.count + (text.count - position)
            return nil
        }
        guard next - position <= ReadingLimits.record else { throw JSONFault(.tooLong, at: position) }
        let view = SourceView(start: text.bytes, count: text.count)
        if marks.wantsMark(at: position) {
            marks.append(position: position, line: place.line(of: position, in: view))
        } else {
            marks.append(position: position, line: 0)
        }
        for finding in discovery.found {
            let oddity = finding.oddity
            counts[oddity.rawValue] += 1
            if firstPlaces[oddity.rawValue] == nil {
                firstPlaces[oddity.rawValue] = PartName.line(place.line(of: finding.offset, in: view), of: part)
            }
        }
        return next
    }

    mutating func line(of offset: Int, in text: SourceView) -> Int { place.line(of: offset, in: text) }

    mutating func refusal(for fault: JSONFault, in text: SourceView) -> Refusal {
        fault.refusal(in: text, from: start, line: place.line(of: fault.offset, in: text), fileName: fileName)
    }

    private func count(of oddity: JSONDiscovery.Oddity) -> Int { counts[oddity.rawValue] }

    /// Whether the text begins with a byte-order mark, in a sentence.
    var markNotices: [String] { hasMark ? [ByteOrderMark.notice] : [] }

    /// What is odd about the objects so far, one sentence each.
    var notices: [String] {
        JSONDiscovery.Oddity.allCases.compactMap { oddity in
            let count = count(of: oddity)
            return count == 0
                ? nil : "\(Self.sentence(oddity, count)) (\(firstPlaces[oddity.rawValue] ?? "line 1"))."
        }
    }

    private static func sentence(_ oddity: JSONDiscovery.Oddity, _ count: Int) -> String {
        func counted(_ one: String, _ many: String) -> String { count == 1 ? one : "\(count) \(many)" }
        return switch oddity {
        case .repeatedKey:
            counted("A key stands twice in its object", "keys stand twice in their object") + ": the last value counts"
        case .brokenText:
            counted("A field holds", "fields hold")
                + " bytes that are not UTF-8, shown as \u{FFFD} and kept as they are"
        case .loneSurrogate:
            counted("A field holds", "fields hold") + " half a surrogate pair, shown as \u{FFFD}"
        case .notFinite:
            counted("A number is", "numbers are") + " NaN or infinite, which is not JSON, and read as they stand"
        }
    }
}
