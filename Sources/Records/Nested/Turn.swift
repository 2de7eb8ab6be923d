/// What one speaker says at a stretch.
public struct Turn: Hashable, Sendable {
    public let speaker: Speaker
    /// The role as the file gives it: "human", "assistant"; empty where it gives none.
    public let role: String
    /// What is said, tool calls and reasoning with it.
    public let text: String
    /// The column that it stands in, and which of its turns it is.
    public let place: TurnPlace

    public init(speaker: Speaker, role: String, text: String, place: TurnPlace) {
        self.speaker = speaker
        self.role = role
        self.text = text
        self.place = place
    }
}

/// Which turn of a record is meant.
public struct TurnPlace: Hashable, Comparable, Sendable {
    public let column: String
    /// From 0.
    public let index: Int

    public init(column: String, index: Int) {
        self.column = column
        self.index = index
    }

    /// "messages/2": what a project and the journal name it by.
    public var spelling: String { "\(column)/\(index)" }

    /// Reads what `spelling` writes; nil of anything else.
    public init?(spelling: String) {
        guard let slash = spelling.lastIndex(of: "/"), let index = Int(spelling[spelling.index(after: slash)...]),
            index >= 0
        else { return nil }
        self.init(column: String(spelling[..<slash]), index: index)
    }

    public static func < (left: TurnPlace, right: TurnPlace) -> Bool {
        (left.column, left.index) < (right.column, right.index)
    }
}
