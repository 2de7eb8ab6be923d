/// What was kept of forgotten records was erased, or is about to be.
public struct EraseEntry: Entry {
    public static let action = Action.erase

    /// Counted, never named.
    public var about: NamedRecords?
    public var job: String?
    /// How many payloads went.
    public var payloads: Int?
    public var outcome: Outcome

    public init(_ about: NamedRecords? = nil, job: String?, payloads: Int? = nil, _ outcome: Outcome = .ok) {
        self.about = about?.unnamed
        self.job = job
        self.payloads = payloads
        self.outcome = outcome
    }

    public init?(_ event: Event) {
        guard event.action == Self.action else { return nil }
        about = event.about
        job = event.job
        payloads = event.params[number: .payloads]
        outcome = event.outcome
    }

    public var params: EntryFields {
        var fields = EntryFields()
        fields[text: .job] = job
        fields[number: .payloads] = payloads
        return fields
    }
}
