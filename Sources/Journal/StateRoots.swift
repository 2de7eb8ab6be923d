import Crypto
import Foundation
import GRDB
import Records

/// What the last event binds of the state after it: keyed digests, so that nobody without the project's key can try a guess
/// at a reason or an id.
struct StateRoots: Equatable {
    /// Of every bound table, in the order of `BoundTable.all`.
    let tables: [[UInt8]]
    /// Of the key itself, which has no other name for what is wrong when it was changed.
    let key: [UInt8]
    /// Of the chain's length and its last line.
    let head: [UInt8]
    private let secret: [UInt8]

    init(_ digests: [[UInt8]], key: [UInt8], head: (size: Int, hash: String)) {
        secret = key
        let keyed = SymmetricKey(data: key)
        tables = zip(BoundTable.all, digests).map { table, digest in
            Self.code(keyed, "lethe/table/\(table.name)", [digest])
        }
        self.key = Digest.sha256(Data("lethe/key".utf8) + key)
        self.head = Self.code(
            keyed, "lethe/head", [littleEndianBytes(UInt64(bitPattern: Int64(head.size))), Array(head.hash.utf8)])
    }

    /// What an event says of the state: 64 hexadecimal digits.
    ///
    /// It does not depend on the event, which can name it before it is written.
    static func state(_ digests: [[UInt8]], key: [UInt8]) -> String {
        let roots = StateRoots(digests, key: key, head: (0, ""))
        // An empty table says nothing, so that one that a later version adds changes nothing.
        let filled = zip(digests, roots.tables).filter { $0.0 != StateWitness.emptyTable }.map(\.1)
        return Hexadecimal.text(code(SymmetricKey(data: key), "lethe/state", filled))
    }

    private static func code(_ key: SymmetricKey, _ purpose: String, _ parts: [[UInt8]]) -> [UInt8] {
        var code = HMAC<SHA256>(key: key)
        for part in [Array(purpose.utf8)] + parts {
            code.update(data: littleEndianBytes(UInt64(part.count)))
            code.update(data: part)
        }
        return Array(code.finalize())
    }
}

extension StateRoots {
    private var entries: [(part: String, root: [UInt8])] {
        zip(BoundTable.all.map { "table \($0.name)" }, tables).map { ($0, $1) } + [("key", key), ("head", head)]
    }

    /// Writes them down beside the chain, where the parts that were edited can be told by them.
    func keep(in db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO bindings VALUES (?1, ?2)
                ON CONFLICT DO UPDATE SET root = excluded.root WHERE root IS NOT excluded.root
                """)
        for (part, root) in entries { try statement.execute(arguments: [part, Data(root)]) }
    }

    /// What is not as it was written down, in words: "the flags", "the models"; empty where all is.
    func differences(in db: Database) throws -> [String] {
        let rows = try Row.fetchAll(db, sql: "SELECT part, root FROM bindings")
        let kept = Dictionary(
            try rows.map { (try $0.decode(String.self, atIndex: 0), Array(try $0.decode(Data.self, atIndex: 1))) },
            uniquingKeysWith: { first, _ in first })
        // Under another key everything has another root.
        if kept["key"] != key { return ["the project's key"] }
        let empty = StateRoots(BoundTable.all.map { _ in StateWitness.emptyTable }, key: secret, head: (0, ""))
        let tables = BoundTable.all.indices.filter { place in
            (kept["table \(BoundTable.all[place].name)"] ?? empty.tables[place]) != self.tables[place]
        }.map { BoundTable.all[$0] }
        return tables.map(\.words) + (kept["head"] == head ? [] : ["the end of the journal"])
    }
}
