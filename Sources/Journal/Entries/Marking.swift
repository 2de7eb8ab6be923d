/// What was said of records: a flag, or the reason of flags.
public struct Marking: Hashable, Sendable {
    /// In place of a flag: the reason itself was set or taken away.
    public static let reason = "reason"

    /// A flag's name, or `reason`.
    public var flag: String?
    public var about: NamedRecords?
    /// How many turns of a conversation it is about; nil: the whole record.
    public var turnCount: Int?
    /// Those turns, as `TurnPlace` spells them; nil also where they were erased.
    public var turns: [String]?
    public var reason: String?
    /// By what else than judging: "undo", "redo".
    public var by: String?

    public init(
        _ flag: String, _ about: NamedRecords?, turns: [String]? = nil, reason: String? = nil, by: String? = nil
    ) {
        self.flag = flag
        self.about = about
        turnCount = turns?.count
        self.turns = turns
        self.reason = reason
        self.by = by
    }

    init(_ event: Event) {
        let (params, payload) = (event.params, event.erasable)
        flag = params[text: .flag]
        about = event.about
        turnCount = params[number: .turns]
        turns = payload[list: .turns]
        reason = payload[text: .reason]
        by = params[text: .by]
    }

    var params: EntryFields {
        var fields = EntryFields()
        fields[text: .flag] = flag
        fields[number: .turns] = turnCount
        fields[text: .by] = by
        return fields
    }

    var payload: EntryFields {
        var fields = EntryFields()
        fields[list: .turns] = turns
        fields[text: .reason] = reason
        return fields
    }
}
