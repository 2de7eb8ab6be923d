/// A column that Lethe makes of conversations: what somebody says in them, or how many turns they have.
///
/// It can be shown, filtered, searched and learned from as any other, and is no part of a record's content.
struct DerivedColumn: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        /// All that one of them says, a blank line between turns.
        case said(by: Speaker)
        /// All turns, with who speaks.
        case transcript
        case turnCount
    }

    var name: String
    let content: Content
    /// The columns of the file that it is made of: first those that every side shares, then the sides.
    let shared: [Int]
    let sides: [Int]
    /// Who speaks where such a column holds one text and no conversation: of the shared ones, then of the sides.
    let speakers: [Speaker]

    /// Appends the field, made of the record's fields.
    ///
    /// - Complexity: O(bytes of the conversations).
    func append(to output: inout [UInt8], field: (Int, inout [UInt8]) -> Void) {
        var bytes: [UInt8] = []
        if shared.count + sides.count == 1 {
            field(shared.first ?? sides[0], &bytes)
            return append(bytes, to: &output)
        }
        var count = 0
        var most = 0
        var known: [[UInt8]] = []
        let start = output.count
        for (place, column) in (shared + sides).enumerated() {
            bytes.removeAll(keepingCapacity: true)
            field(column, &bytes)
            bytes.withUnsafeBufferPointer { view in
                guard let turns = ConversationScan.turns(in: view) else {
                    let isText = append(text: view, by: speakers[place], to: &output, from: start)
                    if isText, place < shared.count { count += 1 } else if isText { most = max(most, 1) }
                    return
                }
                if place < shared.count { count += turns.count } else { most = max(most, turns.count) }
                if content == .turnCount { return }
                // What two sides have in common at their beginning is said once.
                var isCommon = true
                for (index, turn) in turns.enumerated() {
                    let raw = Array(view[turn.extent])
                    if isCommon, place > shared.count, index < known.count, known[index] == raw { continue }
                    isCommon = false
                    append(turn, in: view, to: &output, from: start)
                }
                if place == shared.count { known = turns.map { Array(view[$0.extent]) } }
            }
        }
        if content == .turnCount, count + most > 0 { output.append(contentsOf: String(count + most).utf8) }
    }

    /// Appends the field, made of the one field that it comes from.
    func append(_ field: [UInt8], to output: inout [UInt8]) {
        field.withUnsafeBufferPointer { append($0, to: &output) }
    }

    func append(_ field: SourceView, to output: inout [UInt8]) {
        guard let turns = ConversationScan.turns(in: field) else {
            if append(text: field, by: speakers[0], to: &output, from: output.count), content == .turnCount {
                output.append(49)
            }
            return
        }
        if content == .turnCount { return output.append(contentsOf: String(turns.count).utf8) }
        let start = output.count
        for turn in turns { append(turn, in: field, to: &output, from: start) }
    }

    /// What is no conversation among conversations is one turn.
    private func append(text: SourceView, by speaker: Speaker, to output: inout [UInt8], from start: Int) -> Bool {
        guard !text.isEmpty else { return false }
        guard content == .transcript || content == .said(by: speaker) else { return true }
        if output.count > start { output.append(contentsOf: [10, 10]) }
        output.append(contentsOf: text)
        return true
    }

    private func append(_ turn: ScannedTurn, in view: SourceView, to output: inout [UInt8], from start: Int) {
        switch content {
        case .said(let speaker):
            guard turn.speaker == speaker else { return }
            if output.count > start { output.append(contentsOf: [10, 10]) }
            turn.appendText(in: view, to: &output)
        case .transcript:
            if output.count > start { output.append(contentsOf: [10, 10]) }
            output.append(contentsOf: view[turn.role])
            output.append(contentsOf: [58, 32])
            turn.appendText(in: view, to: &output)
        case .turnCount: break
        }
    }
}
