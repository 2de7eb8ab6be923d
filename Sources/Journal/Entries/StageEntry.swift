/// Records were put into the queue of those to be removed.
public struct StageEntry: Entry {
    public static let action = Action.stage

    public var about: NamedRecords?
    public var reason: String?
    /// By what else than staging: "undo", "redo".
    public var by: String?

    public init(_ about: NamedRecords?, reason: String? = nil, by: String? = nil) {
        self.about = about
        self.reason = reason
        self.by = by
    }

    public init?(_ event: Event) {
        guard event.action == Self.action else { return nil }
        about = event.about
        reason = event.erasable[text: .reason]
        by = event.params[text: .by]
    }

    public var params: EntryFields {
        var fields = EntryFields()
        fields[text: .by] = by
        return fields
    }

    public var payload: EntryFields {
        var fields = EntryFields()
        fields[text: .reason] = reason
        return fields
    }
}
