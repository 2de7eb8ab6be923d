public import Records

/// The records that an event is about: how many, and a root over their keyed references, in the chain; which they are, in
/// the payload.
public struct NamedRecords: Hashable, Sendable {
    public let count: Int
    /// The Merkle root over their sorted references, hexadecimal.
    public let root: String
    /// Their references (in journals of versions before references their ids); nil where they were erased, or never named.
    public let names: [String]?
    /// The one record, while it is written down: the chain holds a keyed reference to it.
    let subject: RecordID?

    init(count: Int, root: String, names: [String]?, subject: RecordID? = nil) {
        self.count = count
        self.root = root
        self.names = names
        self.subject = subject
    }

    /// The same as the chain alone tells it.
    public var unnamed: NamedRecords { NamedRecords(count: count, root: root, names: nil) }

    public static func == (a: NamedRecords, b: NamedRecords) -> Bool {
        a.count == b.count && a.root == b.root && a.names == b.names
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(root)
        hasher.combine(names)
    }
}

extension ProjectStore {
    /// Names records for an entry; of none there is nothing to say.
    ///
    /// - Complexity: O(n log n).
    public func named(_ ids: [RecordID]) -> NamedRecords? {
        guard !ids.isEmpty else { return nil }
        let counted = counted(ids)
        return NamedRecords(
            count: counted.count, root: counted.root, names: references(for: ids).map(\.description),
            subject: ids.count == 1 ? ids[0] : nil)
    }

    /// The same without the names: what an event says of records that it erases.
    public func counted(_ ids: [RecordID]) -> NamedRecords {
        let (count, root) = root(over: ids)
        return NamedRecords(count: count, root: root, names: nil)
    }
}
