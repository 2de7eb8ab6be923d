import Foundation
import GRDB
import Records

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
        guard Hexadecimal.bytes(head.hash)?.count == 32 else {
            throw StoreFailure.damaged(directory, "the head of its journal names no event")
        }
        return head
    }

    static func storedHead(in db: Database, of directory: String) throws -> (size: Int, hash: String) {
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
        try events("WHERE seq > ? ORDER BY seq LIMIT ?", [seq, limit])
    }

    /// The last `count` events, in order.
    ///
    /// - Complexity: O(count × log events).
    public func events(latest count: Int) throws -> [Event] {
        try events("ORDER BY seq DESC LIMIT ?", [max(0, count)]).reversed()
    }

    /// The events of some actions, in order.
    ///
    /// - Complexity: O(found × log events); where flagging, staging or showing records is among the actions, O(bytes of the
    ///   journal).
    public func events(of actions: Set<Action>) throws -> [Event] {
        let names = actions.map(\.rawValue).sorted()
        guard !names.isEmpty else { return [] }
        let places = names.map { _ in "?" }.joined(separator: ", ")
        let rare = actions.allSatisfy(\.isMilestone) ? "AND \(Migrations.isRare)" : ""
        return try events(
            "WHERE \(Migrations.actionOfLine) IN (\(places)) \(rare) ORDER BY seq", StatementArguments(names))
    }

    /// All events but those that may be as many as records, or keys that were pressed (`Action.isMilestone`), in order.
    ///
    /// - Complexity: O(found × log events).
    public func milestones() throws -> [Event] {
        // Without the hint SQLite would rather walk the whole journal than sort these.
        try events("WHERE \(Migrations.isRare) ORDER BY seq", [], from: "events INDEXED BY events_by_action")
    }

    /// The events that made a model current: trainings, removals, and restored models, in order.
    public func publications() throws -> [Event] { try events(of: [.publish, .unlearnResult, .revert]) }

    private func events(
        _ condition: String, _ arguments: StatementArguments, from table: String = "events"
    ) throws -> [Event] {
        try read { db in
            let rows = try Row.fetchCursor(
                db, sql: "SELECT seq, line, hash, body FROM \(table) LEFT JOIN payloads USING (seq) \(condition)",
                arguments: arguments)
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
}
