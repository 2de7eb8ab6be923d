import Foundation
import GRDB

extension ProjectStore {
    /// The length of the chain and the hash of its last line.
    public var head: (size: Int, hash: String) {
        get throws {
            try read { db in
                guard let row = try Row.fetchOne(db, sql: "SELECT size, hash FROM head") else {
                    throw StoreFailure.damaged(directory, "the head of its journal is missing")
                }
                return (size: row[0], hash: row[1])
            }
        }
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
            let line: String = row["line"]
            let body: String? = row["body"]
            return Event(
                try ChainLine(parsing: Array(line.utf8)[...]), hash: row["hash"],
                payload: try body.map(JSON.init(parsing:)))
        } catch let fault as ChainFault {
            throw StoreFailure.damaged(directory, "event \(row["seq"] as Int) can't be read, \(fault.why)")
        } catch let fault as JSONError {
            throw StoreFailure.damaged(directory, "the payload of event \(row["seq"] as Int) can't be read, \(fault)")
        }
    }

    /// Checks the whole journal: form, chain, length, payloads.
    ///
    /// - Complexity: O(bytes of the journal).
    public func verifyChain() throws -> ChainVerdict {
        try read { db in
            var audit = ChainAudit(origin: origin)
            let lines = try Row.fetchCursor(db, sql: "SELECT CAST(line AS BLOB), hash FROM events ORDER BY seq")
            while audit.fault == nil, let row = try lines.next() {
                let line = Array(row[0] as Data)
                let seq = audit.count + 1
                audit.take(line[...])
                if audit.head != row["hash"] { audit.note(seq, "its bytes have another hash") }
            }
            guard let head = try Row.fetchOne(db, sql: "SELECT size, hash FROM head") else {
                throw StoreFailure.damaged(directory, "the head of its journal is missing")
            }
            audit.endOfChain(size: head["size"])
            if audit.head != head["hash"] { audit.note(audit.count, "it is not the head") }
            let payloads = try Row.fetchCursor(
                db, sql: "SELECT seq, salt, CAST(body AS BLOB) FROM payloads ORDER BY seq")
            while audit.fault == nil, let row = try payloads.next() {
                let body = Array(row[2] as Data)
                do {
                    let payload = Payload(
                        seq: row["seq"], salt: Array(row["salt"] as Data), body: try JSON(parsing: body[...]))
                    guard payload.body.canonicalBytes == body else { throw ChainFault("it is not in canonical form") }
                    audit.take(payload)
                } catch {
                    audit.note(row["seq"], "its payload can't be read: \(error)")
                }
            }
            audit.endOfPayloads()
            return audit.verdict
        }
    }
}
