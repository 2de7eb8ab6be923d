/// Records were taken from the queue.
public struct UnstageEntry: Entry {
    public static let action = Action.unstage

    public var about: NamedRecords?
    /// By what else than unstaging: "undo", "redo".
    public var by: String?

    public init(_ about: NamedRecords?, by: String? = nil) {
        self.about = about
        self.by = by
    }

    public init?(_ event: Event) {
        guard event.action == Self.action else { return nil }
        about = event.about
        by = event.params[text: .by]
    }

    public var params: EntryFields {
        var fields = EntryFields()
        fields[text: .by] = by
        return fields
    }
}
