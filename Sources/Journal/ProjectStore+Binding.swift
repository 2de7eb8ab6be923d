import Foundation
import GRDB
import Records

/// The chain binds the state: every event names a root over what the tables hold after it.
extension ProjectStore {
    /// What was edited past the journal; nil where the state is what the last event left.
    struct Edit: Hashable {
        /// The last event; 0 where there is none.
        let event: Int
        /// "the flags"; none where the event names another state than what is written beside it.
        let parts: [String]

        /// "what event 12 left was changed, in the flags and the models"
        var sentence: String {
            "what event \(event) left was changed" + (parts.isEmpty ? "" : ", in \(parts.joined(separator: " and "))")
        }
    }

    /// Compares the state with what the last event says of it.
    ///
    /// - Complexity: O(rows of the state), and no more than the last event of the chain.
    static func edit(
        in db: Database, witness: StateWitness, key: [UInt8], head: (size: Int, hash: String)
    ) throws -> Edit? {
        let digests = try witness.digests(in: db)
        let parts = try StateRoots(digests, key: key, head: head).differences(in: db)
        if !parts.isEmpty { return Edit(event: head.size, parts: parts) }
        let last = try String.fetchOne(db, sql: "SELECT line FROM events WHERE seq = ?", arguments: [head.size])
        guard let last else { return head.size == 0 ? nil : Edit(event: head.size, parts: ["the end of the journal"]) }
        // Events of earlier versions name no state.
        guard let line = try? JSON(parsing: last), let state = line["state"] else { return nil }
        return state == .string(StateRoots.state(digests, key: key)) ? nil : Edit(event: head.size, parts: [])
    }

    /// What an event that is about to be written says of the state.
    func state(in db: Database) throws -> String { StateRoots.state(try witness.digests(in: db), key: key) }

    /// Writes beside the chain what its new end binds.
    func bind(_ head: (size: Int, hash: String), in db: Database) throws {
        try StateRoots(try witness.digests(in: db), key: key, head: head).keep(in: db)
    }

    /// - Throws: `Refusal` 65 where the state was edited past the journal; it names what.
    func checkBinding(in db: Database) throws {
        if let edit = try Self.edit(in: db, witness: StateWitness(), key: key, head: try head(in: db)) {
            throw Self.refusal(edit, at: directory)
        }
    }

    static func refusal(_ edit: Edit, at path: String) -> Refusal {
        Refusal(
            .badData, "The project '\(path)' was edited past its journal: \(edit.sentence).",
            next: "Restore it from a backup; lethe verify '\(path)' checks all of it.")
    }

    /// Checks a project where it stands, changing nothing: its chain and payloads, what the last event binds of the state,
    /// and the bytes of models and figures, which are read by their digests.
    ///
    /// - Throws: `Refusal` where there is no project, or what is there is none of Lethe's.
    /// - Complexity: O(bytes of the project).
    public static func verify(
        at directory: String, session: Session, clock: Clock = .system
    ) throws -> ChainVerdict {
        let folder = ProjectFolder(directory)
        guard folder.holdsProject else {
            throw Refusal(.noInput, "There is no project in '\(folder.path)'.", next: "Name a project or a bundle.")
        }
        let notices = try folder.inspect(writing: false, .ofThisProcess)
        let store = try open(
            folder, lock: nil, session: session, clock: clock, entropy: Entropy.system, notices: notices,
            isChecked: false)
        defer { try? store.close() }
        return try store.verify()
    }

    private func verify() throws -> ChainVerdict {
        var verdict = try verifyChain()
        switch verdict {
        case .intact, .tombstones: break
        // A project that was made and never opened has no event, and is bound all the same.
        case .unfounded(0, _): verdict = .intact(events: 0, head: ChainLine.genesis)
        case .unfounded, .edited, .truncated, .forked, .chainOnly: return verdict
        }
        return try read { db in
            let edit = try Self.edit(in: db, witness: StateWitness(), key: key, head: try head(in: db))
            if let why = try edit?.sentence ?? Self.damage(in: db) { return .edited(at: 0, why: why) }
            let isPending = try Bool.fetchOne(db, sql: "SELECT 1 FROM erasing") != nil
            return isPending
                ? verdict.noting("An erasure is pending: it is finished when the project is opened for writing.")
                : verdict
        }
    }

    /// The first model or figures that are not what their digest says.
    private static func damage(in db: Database) throws -> String? {
        for (sql, what) in [
            ("SELECT digest, bytes FROM models WHERE bytes IS NOT NULL ORDER BY place", "the bytes of model"),
            ("SELECT digest, CAST(json AS BLOB) FROM figures ORDER BY id", "figures with the digest"),
        ] {
            let rows = try Row.fetchCursor(db, sql: sql)
            while let row = try rows.next() {
                let digest: String = try row.decode(atIndex: 0)
                let bytes: Data = try row.decode(atIndex: 1)
                if Digest.line(bytes) != digest { return "\(what) \(digest.prefix(16)) are not what was written" }
            }
        }
        return nil
    }
}
