import Foundation
import GRDB
public import Records

extension ProjectStore {
    public func setting(_ key: String) throws -> String? {
        try read { db in try String.fetchOne(db, sql: "SELECT value FROM settings WHERE name = ?", arguments: [key]) }
    }

    public func settings() throws -> [String: String] {
        try read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT name, value FROM settings")
            return Dictionary(
                try rows.map { (try $0.decode(atIndex: 0), try $0.decode(atIndex: 1)) }, uniquingKeysWith: { $1 })
        }
    }

    /// Every record that has a flag, by id.
    ///
    /// - Complexity: O(flagged records).
    public func flags() throws -> [(RecordID, Set<Flag>)] {
        try list("SELECT id, mask FROM flags ORDER BY id") { id, row in
            let mask: Int = try row.decode(atIndex: 1)
            return (id, Flag.sets[mask & 63])
        }
    }

    /// Whether some record has one of these flags.
    public func isAnyFlagged(_ flags: Set<Flag>) throws -> Bool {
        let mask = flags.reduce(0) { $0 | $1.bit }
        return try read { db in
            try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM flags WHERE mask & ? <> 0)", arguments: [mask])
                ?? false
        }
    }

    /// The turns of conversations that flags are about, by id.
    public func turnFlags() throws -> [(RecordID, place: String, Set<Flag>)] {
        try list("SELECT id, place, mask FROM turns ORDER BY id, place") { id, row in
            let mask: Int = try row.decode(atIndex: 2)
            return (id, try row.decode(atIndex: 1), Flag.sets[mask & 63])
        }
    }

    /// Every record that has a reason, by id.
    public func reasons() throws -> [(RecordID, String)] {
        try list("SELECT id, reason FROM reasons ORDER BY id") { id, row in (id, try row.decode(atIndex: 1)) }
    }

    /// The queue, by id.
    public func staged() throws -> [StagedRecord] {
        try list("SELECT id, basis, reason, actor, ts FROM staged ORDER BY id") { id, row in
            StagedRecord(
                id: id, basis: try row.decode(atIndex: 1), reason: try row.decode(atIndex: 2),
                actor: try row.decode(atIndex: 3), ts: try row.decode(atIndex: 4))
        }
    }

    /// The records that were forgotten, by reference.
    public func forgotten() throws -> [ForgottenRecord] {
        try list("SELECT reference, mask, erased FROM forgotten ORDER BY reference") { bits, row in
            let mask: Int = try row.decode(atIndex: 1)
            return ForgottenRecord(
                reference: RecordReference(bits), flags: Flag.sets[mask & 63], isErased: try row.decode(atIndex: 2))
        }
    }

    /// The turns that flags of forgotten records are about, by reference.
    public func forgottenTurns() throws -> [(RecordReference, place: String, Set<Flag>)] {
        try list("SELECT reference, place, mask FROM forgotten_turns ORDER BY reference, place") { bits, row in
            let mask: Int = try row.decode(atIndex: 2)
            return (RecordReference(bits), try row.decode(atIndex: 1), Flag.sets[mask & 63])
        }
    }

    private func list<T: Sendable>(_ sql: String, _ element: (RecordID, Row) throws -> T) throws -> [T] {
        try read { db in
            var elements: [T] = []
            let rows = try Row.fetchCursor(db, sql: sql)
            while let row = try rows.next() {
                let id = try row.withUnsafeData(atIndex: 0) { data in
                    guard let data, data.count == 16 else {
                        throw StoreFailure.damaged(directory, "a record's id is not 16 bytes long")
                    }
                    return data.withUnsafeBytes(RecordID.init(bytes:))
                }
                elements.append(try element(id, row))
            }
            return elements
        }
    }

    /// The save points, newest first. Without their bytes they are read in no time, however large the models are.
    public func models(loadingBytes: Bool = true) throws -> [ModelRecord] {
        try read { db in
            try Row.fetchAll(db, sql: "\(Self.selectModels(loadingBytes)) ORDER BY place DESC").map(Self.model)
        }
    }

    /// The model in use, with its bytes.
    public func currentModel() throws -> ModelRecord? {
        try read { db in
            let sql = "\(Self.selectModels(true)) WHERE digest = (SELECT digest FROM current_model)"
            return try Row.fetchOne(db, sql: sql).map(Self.model)
        }
    }

    /// The digest of the model in use.
    public func currentDigest() throws -> String? {
        try read { db in try String.fetchOne(db, sql: "SELECT digest FROM current_model") }
    }

    private static func selectModels(_ withBytes: Bool) -> String {
        "SELECT digest, created_at, records, removed, guarantee, parent, proven, bytes IS NOT NULL AS held, "
            + "\(withBytes ? "bytes" : "NULL AS bytes") FROM models"
    }

    private static func model(_ row: Row) throws -> ModelRecord {
        func value<T: DatabaseValueConvertible>(_ column: String) throws -> T { try row.decode(forColumn: column) }
        var model = ModelRecord(
            digest: try value("digest"), bytes: try value("bytes"), createdAt: try value("created_at"),
            records: try value("records"), removed: try value("removed"), guarantee: try value("guarantee"),
            parent: try value("parent"), proven: try value("proven"))
        model.holdsBytes = try value("held")
        if let bytes = model.bytes, Digest.line(bytes) != model.digest {
            model.bytes = nil
            model.isDamaged = true
        }
        return model
    }

    /// The figures kept under a model's digest, as JSON; nil also where they are not what was written.
    public func figures(for digest: String) throws -> String? {
        try read { db in
            let sql = "SELECT json, digest FROM figures WHERE id = ?"
            guard let row = try Row.fetchOne(db, sql: sql, arguments: [digest]) else { return nil }
            let json: String = try row.decode(atIndex: 0)
            return Digest.line(Array(json.utf8)) == (try row.decode(String.self, atIndex: 1)) ? json : nil
        }
    }

    /// The models whose figures are kept, damaged ones too.
    public func figured() throws -> Set<String> {
        try read { db in Set(try String.fetchAll(db, sql: "SELECT id FROM figures")) }
    }

    /// The jobs that were begun and never ended, by id.
    public func pendingJobs() throws -> [(id: String, state: String, json: String)] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT id, state, json FROM jobs ORDER BY id").map { row in
                (id: try row.decode(atIndex: 0), state: try row.decode(atIndex: 1), json: try row.decode(atIndex: 2))
            }
        }
    }
}
