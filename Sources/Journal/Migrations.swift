import Foundation
import GRDB
import Records

/// What the database looks like. A migration that was released is never edited: another one follows it.
enum Migrations {
    /// "LETH", by which a file is known for a project's.
    static let applicationID = 0x4C45_5448

    /// The number of what the migrations make, by which a project says who can open it.
    static var format: Int { all.migrations.count }

    static let all: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 the journal and the state") { db in
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            try db.execute(sql: journal)
            try db.execute(sql: state)
        }
        migrator.registerMigration("2 forgotten records by reference, figures with their digest") { db in
            try db.execute(sql: byReference)
            try nameByReference(in: db)
            for row in try Row.fetchAll(db, sql: "SELECT id, json FROM plain_figures") {
                try keep(figures: try row.decode(atIndex: 1), of: try row.decode(atIndex: 0), in: db)
            }
            try db.execute(sql: "DROP TABLE plain_figures")
        }
        migrator.registerMigration("3 turns of conversations") { db in try db.execute(sql: turns) }
        migrator.registerMigration("4 turns of forgotten records") { db in try db.execute(sql: forgottenTurns) }
        migrator.registerMigration("5 what the last event binds") { db in
            try db.execute(sql: bindings)
            // Of a new project the key is still to be made.
            let key = try Data.fetchOne(db, sql: "SELECT bytes FROM keys ORDER BY epoch DESC LIMIT 1")
            let head = try Row.fetchOne(db, sql: "SELECT size, hash FROM head")
            guard let key, let head else { return }
            try StateRoots(
                try StateWitness().digests(in: db), key: Array(key),
                head: (try head.decode(atIndex: 0), try head.decode(atIndex: 1))
            ).keep(in: db)
        }
        migrator.registerMigration("6 rare events by their action") { db in try db.execute(sql: eventsByAction) }
        migrator.registerMigration("7 what is running") { db in try db.execute(sql: running) }
        // `forget` empties the table: it may name the records that go.
        migrator.registerMigration("8 how the screen was left") { db in try db.execute(sql: remembered) }
        return migrator
    }()

    /// What an event's line says was done: it stands first in the canonical form.
    static let actionOfLine = "substr(line, 12, instr(substr(line, 12, 80), '\"') - 1)"
    /// All but those that may be as many as records, or keys that were pressed.
    ///
    /// The text is that of the index: `Action.common` in its order at that time.
    static let isRare = "\(actionOfLine) NOT IN ('flag', 'unflag', 'stage', 'unstage', 'view-sensitive')"

    private static let eventsByAction = """
        -- So that what became of models is found among a million decisions.
        CREATE INDEX events_by_action ON events (\(actionOfLine)) WHERE \(isRare);
        """

    /// Writes down of what format the project is now.
    static func signFormat(_ db: Database) throws {
        guard try Int.fetchOne(db, sql: "PRAGMA user_version") != format else { return }
        try db.execute(sql: "PRAGMA user_version = \(format)")
    }

    /// Writes figures beside the digest that they are read by.
    static func keep(figures json: String, of id: String, in db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO figures (id, json, digest) VALUES (?, ?, ?)",
            arguments: [id, json, Digest.line(Array(json.utf8))])
    }

    /// What stood under the ids of forgotten records now stands under their references; the ids have still to leave the file.
    private static func nameByReference(in db: Database) throws {
        let ids = try Data.fetchAll(db, sql: "SELECT id FROM plain_forgotten").filter { $0.count == 16 }
        if !ids.isEmpty {
            let key = try Data.fetchOne(db, sql: "SELECT bytes FROM keys ORDER BY epoch DESC LIMIT 1") ?? Data()
            let dataset = try String.fetchOne(db, sql: "SELECT value FROM identity WHERE name = 'dataset'") ?? ""
            let references = References(key: Array(key), dataset: dataset).references(
                for: ids.map { $0.withUnsafeBytes(RecordID.init(bytes:)) })
            for (id, reference) in zip(ids, references) {
                try db.execute(
                    sql: """
                        INSERT INTO forgotten VALUES (?, coalesce((SELECT mask FROM flags WHERE id = ?), 0), 0)
                        """, arguments: [reference.blob, id])
                try db.execute(sql: "DELETE FROM flags WHERE id = ?", arguments: [id])
            }
            try db.execute(sql: "INSERT INTO erasing VALUES (1) ON CONFLICT DO NOTHING")
        }
        try db.execute(sql: "DROP TABLE plain_forgotten")
    }

    private static let byReference = """
        ALTER TABLE forgotten RENAME TO plain_forgotten;
        ALTER TABLE figures RENAME TO plain_figures;
        -- Keyed references, never ids; the flags are those that a record has again when it comes back.
        CREATE TABLE forgotten (
            reference BLOB PRIMARY KEY, mask INTEGER NOT NULL, erased INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE figures (id TEXT PRIMARY KEY NOT NULL, json TEXT NOT NULL, digest TEXT NOT NULL) STRICT;
        """

    private static let bindings = """
        -- Roots over the state after the last event, by which the part that was edited can be told.
        CREATE TABLE bindings (part TEXT PRIMARY KEY NOT NULL, root BLOB NOT NULL) STRICT, WITHOUT ROWID;
        -- The digest before the text, so that it is read without it.
        ALTER TABLE figures RENAME TO wide_figures;
        CREATE TABLE figures (id TEXT PRIMARY KEY NOT NULL, digest TEXT NOT NULL, json TEXT NOT NULL) STRICT;
        INSERT INTO figures SELECT id, digest, json FROM wide_figures;
        DROP TABLE wide_figures;
        """

    private static let running = """
        -- Work that leaves nothing behind where it is cut short: it is said once, by the next session. No event binds it.
        CREATE TABLE running (id TEXT PRIMARY KEY NOT NULL, what TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """

    private static let remembered = """
        -- No decision and no part of the state, so that no event binds it.
        CREATE TABLE remembered (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """

    private static let turns = """
        -- What of a record its flags are about; no row: the whole record.
        CREATE TABLE turns (
            id BLOB NOT NULL, place TEXT NOT NULL, mask INTEGER NOT NULL, PRIMARY KEY (id, place)) STRICT, WITHOUT ROWID;
        """

    private static let forgottenTurns = """
        -- As `turns`, by references: those that a record has again when it comes back.
        CREATE TABLE forgotten_turns (
            reference BLOB NOT NULL, place TEXT NOT NULL, mask INTEGER NOT NULL, PRIMARY KEY (reference, place))
            STRICT, WITHOUT ROWID;
        """

    private static let journal = """
        -- Fixed when the project is created: its name, and the data set that references are bound to.
        CREATE TABLE identity (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE keys (epoch INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
        CREATE TABLE events (seq INTEGER PRIMARY KEY, line TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
        CREATE TABLE payloads (
            seq INTEGER PRIMARY KEY REFERENCES events (seq), salt BLOB NOT NULL, body TEXT NOT NULL) STRICT;
        -- How long the chain is, said apart from the chain.
        CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
        """

    private static let state = """
        CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE flags (id BLOB PRIMARY KEY, mask INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE reasons (id BLOB PRIMARY KEY, reason TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE staged (
            id BLOB PRIMARY KEY, basis TEXT NOT NULL, reason TEXT NOT NULL, actor TEXT NOT NULL, ts TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE forgotten (id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
        -- The bytes stand last, so that the rest of an entry is read without them.
        CREATE TABLE models (
            place INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL, records INTEGER NOT NULL,
            removed INTEGER NOT NULL, guarantee TEXT NOT NULL, parent TEXT, proven TEXT, bytes BLOB) STRICT;
        CREATE TABLE current_model (
            one INTEGER PRIMARY KEY CHECK (one = 1), digest TEXT NOT NULL REFERENCES models (digest)) STRICT;
        CREATE TABLE figures (id TEXT PRIMARY KEY NOT NULL, json TEXT NOT NULL) STRICT;
        CREATE TABLE jobs (id TEXT PRIMARY KEY NOT NULL, state TEXT NOT NULL, json TEXT NOT NULL) STRICT;
        -- A row: something was erased from the tables, and its bytes may still be on the disk.
        CREATE TABLE erasing (one INTEGER PRIMARY KEY CHECK (one = 1)) STRICT;
        """
}
