import Foundation
import GRDB

extension ProjectStore {
    /// The length of the chain and the hash of its last line.
    public var head: (size: Int, hash: String) {
        get throws { try read(head) }
    }

    /// The head as it is kept, which a stranger may have written: a number that can be counted to, and a hash.
    func head(in db: Database) throws -> (size: Int, hash: String) { try Self.head(in: db, of: directory) }

    static func head(in db: Database, of directory: String) throws -> (size: Int, hash: String) {
        let head = try storedHead(in: db, of: directory)
        guard (0..<Int(JSON.largestInteger)).contains(head.size) else {
            throw StoreFailure.damaged(directory, "the head of its journal counts \(head.size) events")
        }
        guard Hex.bytes(head.hash)?.count == 32 else {
            throw StoreFailure.damaged(directory, "the head of its journal names no event")
        }
        return head
    }

    private static func storedHead(in db: Database, of directory: String) throws -> (size: Int, hash: String) {
        guard let row = try Row.fetchOne(db, sql: "SELECT size, hash FROM head") else {
            throw StoreFailure.damaged(directory, "the head of its journal is missing")
        }
        return (size: try row.decode(atIndex: 0), hash: try row.decode(atIndex: 1))
    }

    public var eventCount: Int {
        get throws { try head.size }
    }

    /// Up to `limit` events after number `seq`, in order.
    ///
    /// - Throws: `StoreFailure` (damaged) at an event that can't be read; `verifyChain` says what is wrong with it.
    public func events(after seq: Int = 0, limit: Int = .max) throws -> [Event] {
        try read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT seq, line, hash, body FROM events LEFT JOIN payloads USING (seq)
                    WHERE seq > ? ORDER BY seq LIMIT ?
                    """,
                arguments: [seq, limit])
            var events: [Event] = []
            while let row = try rows.next() { events.append(try event(row)) }
            return events
        }
    }

    func event(_ row: Row) throws -> Event {
        do {
            let body: String? = try row.decode(forColumn: "body")
            return try Event(
                parsing: try row.decode(forColumn: "line"), hash: try row.decode(forColumn: "hash"),
                payload: try body.map(JSON.init(parsing:)))
        } catch let fault as ChainFault {
            throw StoreFailure.damaged(directory, "event \(try row.decode(Int.self, forColumn: "seq")): \(fault.why)")
        } catch let fault as JSONError {
            throw StoreFailure.damaged(
                directory, "the payload of event \(try row.decode(Int.self, forColumn: "seq")) can't be read, \(fault)")
        }
    }

    /// Checks the whole journal: form, chain, length, payloads.
    ///
    /// - Complexity: O(bytes of the journal); the memory of its longest line, and 40 bytes a payload.
    public func verifyChain() throws -> ChainVerdict {
        try read { db in
            var audit = ChainAudit(origin: origin, now: clock.now())
            let lines = try Row.fetchCursor(db, sql: "SELECT CAST(line AS BLOB), hash FROM events ORDER BY seq")
            while audit.fault == nil, let row = try lines.next() {
                let line: Data = try row.decode(atIndex: 0)
                let hash: String = try row.decode(atIndex: 1)
                let seq = audit.count + 1
                line.withUnsafeBytes { audit.take($0.bindMemory(to: UInt8.self)) }
                if audit.head != hash { audit.note(seq, "its bytes have another hash") }
            }
            let head = try Self.storedHead(in: db, of: directory)
            if head.size < 0 || head.size >= JSON.largestInteger {
                audit.note(0, "its head counts \(head.size) events, which can't be")
            }
            audit.endOfChain(size: head.size)
            if audit.head != head.hash { audit.note(audit.count, "it is not the head") }
            let payloads = try Row.fetchCursor(
                db, sql: "SELECT seq, salt, CAST(body AS BLOB) FROM payloads ORDER BY seq")
            while audit.fault == nil, let row = try payloads.next() { take(row, into: &audit) }
            audit.endOfPayloads()
            return audit.verdict
        }
    }

    private func take(_ row: Row, into audit: inout ChainAudit) {
        let seq = (try? row.decode(Int.self, atIndex: 0)) ?? 0
        do {
            let body: Data = try row.decode(atIndex: 2)
            let salt: Data = try row.decode(atIndex: 1)
            let payload = try body.withUnsafeBytes {
                try PayloadLine(seq: seq, salt: Array(salt), body: $0.bindMemory(to: UInt8.self))
            }
            audit.take(payload)
        } catch let fault as ChainFault {
            audit.note(seq, "its payload can't be read: \(fault.why)")
        } catch {
            audit.note(seq, "its payload can't be read: it is of another kind")
        }
    }
}
