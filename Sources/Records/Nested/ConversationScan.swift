/// Finds the turns of a conversation in the text of a field.
///
/// Three ways to write one are known: an array of messages with `role` and `content`; one with `from` and `value`; and
/// a transcript in which lines begin with "Human:" (or "User:") and "Assistant:".
enum ConversationScan {
    /// The turns, in order; nil where the field is no conversation.
    ///
    /// - Complexity: O(bytes).
    static func turns(in field: SourceView) -> [ScannedTurn]? {
        guard let json = JSONText(field, isLine: false) else { return nil }
        let start = json.skipSpace(0)
        guard start < field.count else { return nil }
        return field[start] == 91 ? messages(at: start, of: json) : transcript(field, from: start)
    }

    private static func messages(at start: Int, of json: JSONText) -> [ScannedTurn]? {
        var turns: [ScannedTurn] = []
        var areMessages = false
        do throws(JSONFault) {
            _ = try json.forEachMember(at: start) { element in
                if let turn = ScannedTurn(message: element, of: json) {
                    areMessages = true
                    turns.append(turn)
                } else {
                    // What is no message among messages is a turn all the same: nothing of a record is lost.
                    turns.append(ScannedTurn(odd: element, of: json))
                }
            }
        } catch {
            return nil
        }
        return areMessages ? turns : nil
    }

    private typealias Mark = (mark: [UInt8], speaker: Speaker)

    /// Who begins lines: people are called one thing or the other in a text, and not both, as one may be quoted in it.
    private static let people: [Mark] = [(Array("Human:".utf8), .user), (Array("User:".utf8), .user)]
    private static let others: [Mark] = [
        (Array("Assistant:".utf8), .assistant), (Array("System:".utf8), .system),
    ]

    private static func transcript(_ field: SourceView, from start: Int) -> [ScannedTurn]? {
        guard let first = mark(at: start, in: field, people + others), first.speaker != .assistant else { return nil }
        let person = first.speaker == .user ? first : firstPerson(field, from: start)
        let speakers = person.map { [$0] + others } ?? others
        var turns: [ScannedTurn] = []
        var (begin, found) = (start, first)
        var hasAnswer = false
        func close(at end: Int) {
            let role = begin..<begin + found.mark.count - 1
            var text = role.upperBound + 1..<end
            while !text.isEmpty, isBlank(field[text.lowerBound]) { text = text.dropFirst() }
            while !text.isEmpty, isBlank(field[text.upperBound - 1]) { text = text.dropLast() }
            turns.append(ScannedTurn(extent: begin..<end, role: role, speaker: found.speaker, text: text))
            if found.speaker == .assistant { hasAnswer = true }
        }
        var i = start + first.mark.count
        while i < field.count {
            guard field[i] == 10, let next = mark(at: i + 1, in: field, speakers) else {
                i += 1
                continue
            }
            close(at: i)
            (begin, found) = (i + 1, next)
            i += 1 + next.mark.count
        }
        close(at: field.count)
        return hasAnswer ? turns : nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 10 || byte == 13 || byte == 9 }

    private static func mark(at place: Int, in field: SourceView, _ speakers: [Mark]) -> Mark? {
        speakers.first { place + $0.mark.count <= field.count && field[place...].starts(with: $0.mark) }
    }

    /// What the first line calls a person that begins with one.
    private static func firstPerson(_ field: SourceView, from start: Int) -> Mark? {
        for i in start..<field.count where field[i] == 10 {
            if let found = mark(at: i + 1, in: field, people) { return found }
        }
        return nil
    }
}
