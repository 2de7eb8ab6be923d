/// A record as a conversation: what every answer shares, and the answers where several stand side by side.
public struct Dialogue: Hashable, Sendable {
    public struct Side: Hashable, Sendable {
        /// The column: "chosen".
        public let name: String
        public let turns: [Turn]
    }

    public let shared: [Turn]
    /// None, or two.
    public let sides: [Side]

    /// All turns, those of the sides behind what they share.
    public var turns: [Turn] { shared + sides.flatMap(\.turns) }
}

extension DialogueShape {
    /// - Parameter text: gives the text of a column.
    func dialogue(_ text: (Int) -> String) -> Dialogue {
        let shared = shared.flatMap { turns(of: $0, text) }
        let sides = sides.map { part in turns(of: part, text) }
        // What two sides begin with alike is said once.
        var common = 0
        if sides.count == 2 {
            while common < min(sides[0].count, sides[1].count) - 1,
                sides[0][common].role == sides[1][common].role, sides[0][common].text == sides[1][common].text
            {
                common += 1
            }
        }
        return Dialogue(
            shared: shared + (sides.first?.prefix(common) ?? []),
            sides: zip(self.sides, sides).map { Dialogue.Side(name: $0.name, turns: Array($1.dropFirst(common))) })
    }

    private func turns(of part: Part, _ text: (Int) -> String) -> [Turn] {
        var field = text(part.column)
        let found = part.isConversation ? field.withUTF8 { Self.turns(in: $0, of: part.name) } : nil
        if let found { return found }
        if field.isEmpty { return [] }
        return [Turn(speaker: part.speaker, role: "", text: field, place: TurnPlace(column: part.name, index: 0))]
    }

    private static func turns(in field: SourceView, of column: String) -> [Turn]? {
        ConversationScan.turns(in: field)?.enumerated().map { index, turn in
            Turn(
                speaker: turn.speaker, role: String(decoding: field[turn.role], as: UTF8.self),
                text: turn.text(in: field), place: TurnPlace(column: column, index: index))
        }
    }
}
