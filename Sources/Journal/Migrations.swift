import GRDB

/// What the database looks like. A migration that was released is never edited: another one follows it.
enum Migrations {
    /// "LETH", by which a file is known for a project's.
    static let applicationID = 0x4C45_5448

    static let all: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 the journal and the state") { db in
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            try db.execute(sql: journal)
            try db.execute(sql: state)
        }
        return migrator
    }()

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
