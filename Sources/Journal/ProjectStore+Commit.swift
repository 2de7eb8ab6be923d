import Foundation
import GRDB
import Logs
import Records

extension ProjectStore {
    /// Writes an event and the changes it stands for, in one transaction. When this returns they are
    /// on the disk; when it throws nothing was changed.
    ///
    /// Changes that erase (`forget`, `purgeModels`) then also clean the file, as `secureCheckpoint` does; where that
    /// can't be finished now, `isErasurePending` says so and the next opening tries again.
    ///
    /// - Throws: `Refusal` when a change makes no sense (a forgotten record staged again), `StoreFailure` when the disk
    ///   fails.
    /// - Complexity: O(ids × log records).
    @discardableResult
    public func commit(_ event: EventDraft, _ changes: [Change] = []) throws -> Event {
        try commit([(event, changes)])[0]
    }

    /// Writes several events, each with its changes, in one transaction: all of them or none.
    ///
    /// - Parameter cleaning: whether the file is cleaned after changes that erase; whoever says no calls `clean` soon.
    @discardableResult
    public func commit(
        _ entries: [(event: EventDraft, changes: [Change])], cleaning: Bool = true
    ) throws -> [Event] {
        let erases = entries.contains { $0.changes.contains(where: \.erases) }
        let written = try write { db in
            let written = try entries.map { event, changes in try record(event, changes, in: db) }
            if erases { try markErasing(in: db) }
            return written
        }
        note(written)
        if erases, cleaning { clean() }
        return written
    }

    /// Logs what was committed: which action, under which number.
    func note(_ written: [Event]) {
        for event in written { ActivityLog.note(.committed(LogWord(event.action.rawValue), event: event.seq)) }
    }

    /// Makes the changes of an event, and writes it with the root over the state that they leave.
    func record(_ draft: EventDraft, _ changes: [Change] = [], in db: Database) throws -> Event {
        let head = try checkedHead(in: db)
        let moment = Moment(ts: clock.now(), actor: session.actor)
        for change in changes { try apply(change, at: moment, in: db) }
        return try append(draft, after: head, at: moment, in: db)
    }

    private func append(
        _ draft: EventDraft, after head: (size: Int, hash: String), at moment: Moment, in db: Database
    ) throws -> Event {
        let seq = head.size + 1
        let payload = draft.payload.map { Payload(seq: seq, salt: entropy(Payload.saltLength), body: $0) }
        let object = ChainLine.object(
            draft, seq: seq, ts: moment.ts, origin: origin, session: session, subject: draft.subject.map(reference),
            commitment: payload?.commitment, state: try state(in: db), prev: head.hash)
        let bytes = object.canonicalBytes
        let hash = Digest.line(bytes)
        try db.execute(
            sql: "INSERT INTO events VALUES (?, ?, ?)",
            arguments: [seq, String(decoding: bytes, as: UTF8.self), hash])
        if let payload {
            try db.execute(
                sql: "INSERT INTO payloads VALUES (?, ?, ?)",
                arguments: [seq, Data(payload.salt), payload.body.canonical])
        }
        try db.execute(sql: "UPDATE head SET size = ?, hash = ?", arguments: [seq, hash])
        try bind((seq, hash), in: db)
        return Event(draft, seq: seq, ts: moment.ts, actor: moment.actor, object: object, hash: hash)
    }

    /// When something is done, and by whom.
    struct Moment {
        let ts: String
        let actor: String
    }

    /// The head of a chain that ends where it says; a chain with another end is not gone on with.
    private func checkedHead(in db: Database) throws -> (size: Int, hash: String) {
        let head = try head(in: db)
        let last = try Row.fetchOne(db, sql: "SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1")
        guard try last?.decode(Int.self, atIndex: 0) ?? 0 == head.size,
            try last?.decode(String.self, atIndex: 1) ?? ChainLine.genesis == head.hash
        else { throw StoreFailure.damaged(directory, "its journal does not end with the event that its head names") }
        return head
    }
}
