/// An earlier model was made current again, and with it the records that it was trained on.
public struct RevertEntry: Entry {
    public static let action = Action.revert

    /// The records that came back.
    public var about: NamedRecords?
    /// Digests.
    public var model: String?
    public var before: String?
    /// On how many records the model was trained.
    public var records: Int?
    /// All that are forgotten from now on, by their references; nil where that was erased.
    public var forgotten: [String]?

    public init(_ about: NamedRecords?, model: String, before: String?, records: Int, forgotten: [String]) {
        self.about = about
        self.model = model
        self.before = before
        self.records = records
        self.forgotten = forgotten
    }

    public init?(_ event: Event) {
        guard event.action == Self.action else { return nil }
        about = event.about
        model = event.outputs.first
        before = event.inputs.first
        records = event.params[number: .records]
        forgotten = event.erasable[list: .forgotten]
    }

    public var inputs: [String] { before.map { [$0] } ?? [] }
    public var outputs: [String] { model.map { [$0] } ?? [] }

    public var params: EntryFields {
        var fields = EntryFields()
        fields[number: .records] = records
        return fields
    }

    public var payload: EntryFields {
        var fields = EntryFields()
        fields[list: .forgotten] = forgotten
        return fields
    }
}
