/// A training was announced, or ended without a model.
public struct TrainEntry: Entry {
    public static let action = Action.train

    /// On how many records; nil where it only says how it ended.
    public var records: Int?
    public var outcome: Outcome

    public init(records: Int) {
        self.records = records
        outcome = .started
    }

    public init(endedBy outcome: Outcome) { self.outcome = outcome }

    public init?(_ event: Event) {
        guard event.action == Self.action else { return nil }
        records = event.params[number: .records]
        outcome = event.outcome
    }

    public var params: EntryFields {
        var fields = EntryFields()
        fields[number: .records] = records
        return fields
    }
}
