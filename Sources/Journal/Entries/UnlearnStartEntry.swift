/// A removal was asked for; it is on the disk before anything is done about it.
public struct UnlearnStartEntry: Entry {
    public static let action = Action.unlearnStart

    public var about: NamedRecords?
    /// The removal that it belongs to, which several requests may share.
    public var job: String?
    /// Whether everything about the records is to go as well.
    public var erases: Bool
    /// The flags of the records, together; nil where there were none, or that was erased.
    public var flags: [String]?
    public var outcome: Outcome

    public init(
        _ about: NamedRecords?, job: String, erases: Bool = false, flags: [String] = [], outcome: Outcome = .ok
    ) {
        self.about = about
        self.job = job
        self.erases = erases
        self.flags = flags.isEmpty ? nil : flags
        self.outcome = outcome
    }

    public init?(_ event: Event) {
        guard event.action == Self.action else { return nil }
        about = event.about
        job = event.job
        erases = event.params[.erase] != nil
        flags = event.erasable[list: .flags]
        outcome = event.outcome
    }

    public var params: EntryFields {
        var fields = EntryFields()
        fields[text: .job] = job
        if erases { fields[text: .erase] = "yes" }
        return fields
    }

    public var payload: EntryFields {
        var fields = EntryFields()
        fields[list: .flags] = flags
        return fields
    }
}
