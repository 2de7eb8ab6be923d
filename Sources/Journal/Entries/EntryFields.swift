/// The members of an event's parameters or payload, by their keys; a member set to nil is not there.
public struct EntryFields: Hashable, Sendable {
    public private(set) var members: [String: JSON]

    public init(_ members: [String: JSON] = [:]) { self.members = members }

    public subscript(_ key: EntryKey) -> JSON? {
        get { members[key.name] }
        set { members[key.name] = newValue }
    }

    public subscript(text key: EntryKey) -> String? {
        get { self[key]?.stringValue }
        set { self[key] = newValue.map(JSON.string) }
    }

    public subscript(number key: EntryKey) -> Int? {
        get { self[key]?.integerValue }
        set { self[key] = newValue.map { .integer(Int64($0)) } }
    }

    public subscript(list key: EntryKey) -> [String]? {
        get { self[key]?.arrayValue?.compactMap(\.stringValue) }
        set { self[key] = newValue.map(JSON.strings) }
    }

    /// Texts by names of their own.
    public subscript(texts key: EntryKey) -> [String: String]? {
        get { self[key]?.objectValue?.compactMapValues(\.stringValue) }
        set { self[key] = newValue.map { .object($0.mapValues(JSON.string)) } }
    }
}
