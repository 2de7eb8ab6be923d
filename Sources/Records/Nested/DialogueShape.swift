/// How the columns of a table make a conversation: which hold one, what every answer shares, and which answers stand
/// side by side.
///
/// Known are the types of the TRL library (`messages`; `prompt`; `prompt` and `completion`; `prompt`, `chosen` and
/// `rejected`, with the prompt also inside both), `conversations` with `from` and `value`, `instruction`, `input` and
/// `output`, and transcripts.
public struct DialogueShape: Hashable, Sendable {
    /// A column that takes part.
    struct Part: Hashable, Sendable {
        let column: Int
        let name: String
        /// Whether its fields hold several turns; else each is one, of `speaker`.
        let isConversation: Bool
        let speaker: Speaker
    }

    /// What comes before the answer, or all there is.
    let shared: [Part]
    /// Answers that stand side by side: none, or two.
    let sides: [Part]
    /// The columns that are made of the conversations; those behind `visibleCount` are for the search alone.
    let derived: [DerivedColumn]
    let visibleCount: Int
    /// What a text model learns from where nobody says otherwise: the assistant's turns, or both sides of a pair.
    public let learnedTexts: [String]

    /// The columns whose fields hold several turns.
    public var conversations: [String] { parts.filter(\.isConversation).map(\.name) }
    var parts: [Part] { shared + sides }

    /// What the search looks through instead of a column of conversations.
    func transcript(of column: String) -> String? {
        derived[visibleCount...].first { $0.name == Self.hidden(column) }?.name
    }

    /// What was recognised, in a sentence.
    var notice: String {
        let columns = parts.map { "'\($0.name)'" }.joined(separator: ", ")
        let made = derived.prefix(visibleCount).map(\.name)
        if made.isEmpty { return "The records are conversations, in \(columns)." }
        return "The records are conversations, in \(columns): who says what is in the columns "
            + "\(made.map { "'\($0)'" }.joined(separator: ", "))."
    }

    /// Whether a column is part of the conversations, or made of them.
    public func takesPart(_ name: String) -> Bool {
        parts.contains { $0.name == name } || derived.contains { $0.name == name }
    }

    /// The columns of the file that take part.
    public var columns: [String] { parts.map(\.name) }

    /// The column that a name stands for which is there for the search alone; any other name as it is.
    public func shown(_ name: String) -> String { isTranscript(name) ? String(name.dropFirst()) : name }

    func isTranscript(_ name: String) -> Bool {
        derived[visibleCount...].contains { $0.name == name && $0.content == .transcript }
    }

    /// Whether a name that is no shown column can be asked for in a filter.
    func answers(to name: String) -> Bool { derived[visibleCount...].contains { $0.name == name } }

    /// The columns that hold what is said, conversations as they are spoken.
    var spokenColumns: [String] { parts.map { transcript(of: $0.name) ?? $0.name } }

    /// No column of a file has a line end at the beginning of its name.
    private static func hidden(_ column: String) -> String { "\n" + column }

    /// - Parameters:
    ///   - names: the columns of the file.
    ///   - holdsConversations: whether most fields of a column do.
    /// - Returns: Nil where there is no conversation.
    init?(names: [String], holdsConversations: (Int) -> Bool) {
        func column(_ wanted: String...) -> Int? {
            names.firstIndex { wanted.contains($0.lowercased()) }
        }
        func part(_ column: Int, _ speaker: Speaker) -> Part {
            Part(
                column: column, name: names[column], isConversation: holdsConversations(column), speaker: speaker)
        }
        let named = ["messages", "conversations", "conversation", "dialogue", "dialog", "turns", "text", "chat"]
        if let chosen = column("chosen"), let rejected = column("rejected") {
            shared = [column("prompt", "question", "instruction")].compactMap { $0 }.map { part($0, .user) }
            sides = [part(chosen, .assistant), part(rejected, .assistant)]
        } else if let prompt = column("prompt"), let answer = column("completion", "response") {
            shared = [part(prompt, .user), part(answer, .assistant)]
            sides = []
        } else if let instruction = column("instruction"), let output = column("output", "response", "completion") {
            shared =
                [part(instruction, .user)] + [column("input", "context")].compactMap { $0 }.map { part($0, .user) }
                + [part(output, .assistant)]
            sides = []
        } else if let messages = names.indices.first(where: {
            named.contains(names[$0].lowercased()) && holdsConversations($0)
        }) ?? names.indices.first(where: holdsConversations) {
            shared = [part(messages, .other)]
            sides = []
        } else {
            return nil
        }
        let conversations = (shared + sides).filter(\.isConversation)
        var made: [DerivedColumn] = []
        var taken = Set(names)
        let first = (conversations.first ?? (shared + sides)[0]).name
        func add(_ name: String, _ content: DerivedColumn.Content, _ shared: [Part], _ sides: [Part]) {
            var free = name
            if taken.contains(free) { free = "\(first).\(name)" }
            if taken.contains(free) { free = HeaderNames.free((free, 2), taken: taken) }
            taken.insert(free)
            made.append(
                DerivedColumn(
                    name: free, content: content, shared: shared.map(\.column), sides: sides.map(\.column),
                    speakers: (shared + sides).map(\.speaker)))
        }
        let before = shared.filter(\.isConversation)
        let answers = sides.filter(\.isConversation)
        if !conversations.isEmpty {
            for speaker in [Speaker.user, .assistant, .system, .tool] {
                add(speaker.rawValue, .said(by: speaker), before, answers)
            }
            for side in answers { add("\(side.name).assistant", .said(by: .assistant), [], [side]) }
            add("turns", .turnCount, before, answers)
        }
        visibleCount = made.count
        learnedTexts =
            sides.isEmpty
            ? conversations.isEmpty
                ? shared.suffix(1).map(\.name)
                : made.filter { $0.content == .said(by: .assistant) }.prefix(1).map(\.name)
            : sides.map { side in
                made.first { side.isConversation && $0.sides == [side.column] && $0.shared.isEmpty }?.name ?? side.name
            }
        for part in conversations {
            made.append(
                DerivedColumn(
                    name: Self.hidden(part.name), content: .transcript, shared: [part.column], sides: [],
                    speakers: [part.speaker]))
        }
        // What single texts say is in their columns already: "user" and "assistant" stand for these in filters alone.
        if conversations.isEmpty {
            for speaker in [Speaker.user, .assistant] {
                add(speaker.rawValue, .said(by: speaker), self.shared, self.sides)
            }
            add("turns", .turnCount, self.shared, self.sides)
        }
        derived = made
    }
}
