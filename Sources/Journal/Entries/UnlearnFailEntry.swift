/// A removal ended without a result.
public struct UnlearnFailEntry: Entry {
    public static let action = Action.unlearnFail

    public var job: String?
    public var outcome: Outcome

    public init(job: String, _ outcome: Outcome) {
        self.job = job
        self.outcome = outcome
    }

    public init?(_ event: Event) {
        guard event.action == Self.action else { return nil }
        job = event.job
        outcome = event.outcome
    }

    public var params: EntryFields {
        var fields = EntryFields()
        fields[text: .job] = job
        return fields
    }
}
