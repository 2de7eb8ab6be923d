/// A table of the project's state that every event binds, and how its rows are dealt into buckets, so that a commit looks
/// again only at what it touched.
struct BoundTable: Sendable {
    enum Key: Sendable {
        /// All rows are one bucket.
        case none
        /// By the first twelve bits of a record's id or reference.
        case identifier(String)
        /// Sixty-four successive numbers a bucket.
        case number(String)
    }

    let name: String
    /// As a sentence names what it holds, in the plural.
    let words: String
    /// What is bound of a row, its key first.
    let columns: String
    /// Its primary key, which rows are read in the order of.
    let order: String
    let key: Key

    /// Everything that follows from the events; `events`, `payloads` and `head` are the chain's own, and `erasing` is a
    /// mark.
    static let all = [
        BoundTable(name: "identity", words: "the project's names", "name, value", order: "name"),
        BoundTable(name: "settings", words: "the settings (policy, recipe, targets)", "name, value", order: "name"),
        BoundTable(name: "flags", words: "the flags", "id, mask", order: "id", .identifier("id")),
        BoundTable(
            name: "turns", words: "the flags of turns", "id, place, mask", order: "id, place", .identifier("id")),
        BoundTable(name: "reasons", words: "the reasons of flags", "id, reason", order: "id", .identifier("id")),
        BoundTable(
            name: "staged", words: "the records in the queue", "id, basis, reason, actor, ts", order: "id",
            .identifier("id")),
        BoundTable(
            name: "forgotten", words: "the forgotten records", "reference, mask, erased", order: "reference",
            .identifier("reference")),
        BoundTable(
            name: "forgotten_turns", words: "the flags of forgotten turns", "reference, place, mask",
            order: "reference, place", .identifier("reference")),
        // Bytes are read by their digest, so that it is enough to bind that, and whether there are any.
        BoundTable(
            name: "models", words: "the models",
            "place, digest, created_at, records, removed, guarantee, parent, proven, bytes IS NOT NULL", order: "place",
            .number("place")),
        BoundTable(name: "current_model", words: "the model in use", "one, digest", order: "one"),
        // Likewise.
        BoundTable(name: "figures", words: "the figures of models", "id, digest", order: "id"),
        BoundTable(name: "jobs", words: "the pending jobs", "id, state, json", order: "id"),
    ]

    private init(name: String, words: String, _ columns: String, order: String, _ key: Key = .none) {
        self.name = name
        self.words = words
        self.columns = columns
        self.order = order
        self.key = key
    }

    /// The column that says which bucket a row is in.
    var keyColumn: String? {
        switch key {
        case .none: nil
        case .identifier(let column), .number(let column): column
        }
    }

    var selectAll: String { "SELECT \(columns) FROM \(name) ORDER BY \(order)" }

    /// The rows of one bucket, between two keys.
    var selectBucket: String? {
        keyColumn.map { "SELECT \(columns) FROM \(name) WHERE \($0) >= ? AND \($0) < ? ORDER BY \(order)" }
    }

    /// The bucket of an identifier's bytes.
    static func bucket(ofIdentifier bytes: some Collection<UInt8>) -> Int {
        let start = Array(bytes.prefix(2)) + [0, 0]
        return Int(start[0]) << 4 | Int(start[1]) >> 4
    }

    static func bucket(ofNumber number: Int64) -> Int { Int(number >> 6) }

    /// The first bytes of a bucket's identifiers, and those of the next one's.
    static func identifiers(of bucket: Int) -> (from: [UInt8], to: [UInt8]) {
        func start(_ bucket: Int) -> [UInt8] { [UInt8(bucket >> 4), UInt8(bucket & 15) << 4] }
        return (start(bucket), bucket < 4095 ? start(bucket + 1) : Array(repeating: 255, count: 64))
    }
}
