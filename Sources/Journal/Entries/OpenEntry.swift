/// A project was opened on its data, as the first events of every project say.
public struct OpenEntry: Entry {
    public static let action = Action.open

    /// The digest of the data.
    public var data: String?
    public var records: Int?
    public var seed: UInt64?
    /// It lies in another place than before: it was moved, restored or copied.
    public var isElsewhere: Bool

    public init(data: String, records: Int? = nil, seed: UInt64? = nil, isElsewhere: Bool = false) {
        self.data = data
        self.records = records
        self.seed = seed
        self.isElsewhere = isElsewhere
    }

    public init?(_ event: Event) {
        guard event.action == Self.action else { return nil }
        let params = event.params
        data = event.inputs.first
        records = params[number: .records]
        seed = params[text: .seed].flatMap { UInt64($0) }
        isElsewhere = params[.elsewhere] == true
    }

    public var inputs: [String] { data.map { [$0] } ?? [] }

    public var params: EntryFields {
        var fields = EntryFields()
        fields[number: .records] = records
        fields[text: .seed] = seed.map { "\($0)" }
        if isElsewhere { fields[.elsewhere] = true }
        return fields
    }
}
