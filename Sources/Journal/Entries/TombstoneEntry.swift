/// The payload of an event is gone: which, and what it was committed to.
public struct TombstoneEntry: Entry {
    public static let action = Action.tombstone

    public var seq: Int
    public var commitment: String

    public init(of seq: Int, commitment: String) {
        self.seq = seq
        self.commitment = commitment
    }

    public init?(_ event: Event) {
        let params = event.params
        guard event.action == Self.action, let seq = params[number: .seq],
            let commitment = params[text: .payloadCommit]
        else { return nil }
        self.seq = seq
        self.commitment = commitment
    }

    public var params: EntryFields {
        var fields = EntryFields()
        fields[number: .seq] = seq
        fields[text: .payloadCommit] = commitment
        return fields
    }
}
