extension Event {
    public var params: EntryFields { EntryFields(object["params"]?.objectValue ?? [:]) }

    /// What stands beside the chain; empty where there was nothing, or where it was erased.
    public var erasable: EntryFields { EntryFields(payload?.objectValue ?? [:]) }

    /// Digests of what went in.
    public var inputs: [String] { texts("inputs") }

    /// Digests of what came out.
    public var outputs: [String] { texts("outputs") }

    public var outcome: Outcome { Outcome(rawValue: object["outcome"]?.stringValue ?? Outcome.ok.rawValue) }

    /// The ground of the request that it answers.
    public var basis: String? { object["reason"]?["basis"]?.stringValue }

    public var requestID: String? { object["reason"]?["request_id"]?.stringValue }

    /// The removal or erasure that it belongs to.
    public var job: String? { params[text: .job] }

    /// The records that it is about; nil where the chain names none.
    public var about: NamedRecords? {
        let params = params
        guard let count = params[number: .count], let root = params[text: .referencesRoot] else { return nil }
        return NamedRecords(count: count, root: root, names: names)
    }

    /// The references of the records that it is about (in journals of versions before references their ids); nil where they
    /// were erased.
    public var names: [String]? { erasable[list: .records] ?? erasable[list: .ids] }

    private func texts(_ key: String) -> [String] { object[key]?.arrayValue?.compactMap(\.stringValue) ?? [] }
}
