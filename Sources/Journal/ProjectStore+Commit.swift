import Foundation
import GRDB
import Records

extension ProjectStore {
    /// Writes an event and the changes it stands for, in one transaction, the event first. When this returns they are
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
    @discardableResult
    public func commit(_ entries: [(event: EventDraft, changes: [Change])]) throws -> [Event] {
        let erases = entries.contains { $0.changes.contains(where: \.erases) }
        let written = try write { db in
            let written = try entries.map { event, changes in
                let written = try append(event, in: db)
                for change in changes { try apply(change, at: written, in: db) }
                return written
            }
            if erases { try markErasing(in: db) }
            return written
        }
        finishErasureIfPossible(after: erases)
        return written
    }

    func append(_ draft: EventDraft, in db: Database) throws -> Event {
        let head = try checkedHead(in: db)
        let seq = head.size + 1
        let payload = draft.payload.map { Payload(seq: seq, salt: entropy(Payload.saltLength), body: $0) }
        let ts = clock.now()
        let object = ChainLine.object(
            draft, seq: seq, ts: ts, origin: origin, session: session, subject: draft.subject.map(reference),
            commitment: payload?.commitment, prev: head.hash)
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
        return Event(draft, seq: seq, ts: ts, actor: session.actor, object: object, hash: hash)
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
