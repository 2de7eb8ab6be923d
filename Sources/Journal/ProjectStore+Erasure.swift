import Foundation
import GRDB
public import Records
import Synchronization

extension ProjectStore {
    /// Whether something erased may still have bytes in the file: another program was reading it, or the disk failed.
    public var isErasurePending: Bool {
        get throws { try read { db in try Bool.fetchOne(db, sql: "SELECT 1 FROM erasing") != nil } }
    }

    /// What lies in the project's folder and is none of its files, in order: what people wrote there, such as exports.
    public var strangers: [String] {
        let ours = Set(ProjectFolder.names + Kept.allCases.map(\.draftName))
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.filter { !ours.contains($0) && !$0.hasPrefix("project.sqlite.new") }.sorted()
    }

    /// Cleans the file: no byte of what was deleted stays in free pages, in the slack of pages or in the write-ahead
    /// file. (Blocks that the file system or the medium itself keeps are beyond its reach.)
    ///
    /// - Throws: `StoreFailure`, of kind busy while another program reads the project.
    /// - Complexity: O(bytes of the project).
    public func secureCheckpoint() throws {
        try whileWritable {
            try queue.writeWithoutTransaction { db in
                // The free pages, overwritten by secure_delete, reach the file before it is cut.
                try db.checkpoint(.truncate)
                try db.execute(sql: "VACUUM")
                try db.checkpoint(.truncate)
                try db.execute(sql: "DELETE FROM erasing")
                try db.checkpoint(.truncate)
            }
        }
    }

    func markErasing(in db: Database) throws {
        try db.execute(sql: "INSERT INTO erasing VALUES (1) ON CONFLICT DO NOTHING")
    }

    /// Finishes what an earlier session could not.
    func finishErasure() throws {
        if try isErasurePending { clean() }
    }

    /// Cleans the file. A failure is not lost: the mark stays in the project, `isErasurePending` tells, and
    /// `erasureFailure` says why.
    public func clean() {
        do {
            try secureCheckpoint()
            lastErasureFailure.withLock { $0 = nil }
        } catch let failure as StoreFailure {
            lastErasureFailure.withLock { $0 = failure }
        } catch {
            // Nothing else leaves `secureCheckpoint`.
        }
    }

    /// Why the file could not be cleaned when that was tried last in this session.
    public var erasureFailure: StoreFailure? { lastErasureFailure.withLock { $0 } }

    /// The events that still have a payload which names one of the records, or which belong to the request.
    ///
    /// - Complexity: O(bytes of payloads).
    public func eventsNaming(_ ids: [RecordID] = [], request: String? = nil) throws -> [Int] {
        // By their references; journals of earlier versions have the ids themselves.
        let wanted = Set(references(for: ids).map(\.description) + ids.map(\.description))
        return try read { db in
            let rows = try Row.fetchCursor(
                db, sql: "SELECT seq, line, hash, body FROM payloads JOIN events USING (seq) ORDER BY seq")
            var found: [Int] = []
            while let row = try rows.next() {
                let event = try self.event(row)
                let asked = request.map { event.object["reason"]?["request_id"] == .string($0) } ?? false
                if asked || event.payload?.names(anyOf: wanted) == true { found.append(event.seq) }
            }
            return found
        }
    }

    /// Erases the payloads of events, with a tombstone for each: its number, its commitment and on whose authority.
    /// Those that have none any more are passed over, so erasing twice is harmless.
    ///
    /// - Parameters:
    ///   - cleaning: as of `commit`.
    ///   - concluding: what is written last, in the same transaction, with the number of payloads that went.
    /// - Returns: the tombstones.
    @discardableResult
    public func erasePayloads(
        of events: [Int], reasonCode: String? = nil, basis: String, requestID: String? = nil,
        cleaning: Bool = true, concluding: ((Int) -> (event: EventDraft, changes: [Change]))? = nil
    ) throws -> [Event] {
        let (tombstones, last) = try write { db in
            var tombstones: [Event] = []
            var last: Event?
            for seq in Set(events).sorted() {
                let sql = "SELECT line FROM events JOIN payloads USING (seq) WHERE seq = ?"
                guard let line = try String.fetchOne(db, sql: sql, arguments: [seq]),
                    let commitment = try JSON(parsing: line)["payload_commit"]?.stringValue
                else { continue }
                try db.execute(sql: "DELETE FROM payloads WHERE seq = ?", arguments: [seq])
                let draft = EventDraft(
                    TombstoneEntry(of: seq, commitment: commitment), reasonCode: reasonCode, basis: basis,
                    requestID: requestID)
                tombstones.append(try record(draft, in: db))
            }
            if let (event, changes) = concluding?(tombstones.count) {
                last = try record(event, changes, in: db)
            }
            if !tombstones.isEmpty || concluding != nil { try markErasing(in: db) }
            return (tombstones, last)
        }
        note(tombstones + [last].compactMap(\.self))
        if cleaning, !tombstones.isEmpty || concluding != nil { clean() }
        return tombstones
    }
}

extension JSON {
    /// Whether a string anywhere in the value, or a key, is one of `texts`.
    func names(anyOf texts: Set<String>) -> Bool {
        switch self {
        case .string(let text): texts.contains(text)
        case .array(let elements): elements.contains { $0.names(anyOf: texts) }
        case .object(let members): members.contains { texts.contains($0.key) || $0.value.names(anyOf: texts) }
        case .null, .bool, .integer: false
        }
    }
}
