import Foundation
import GRDB
import Records
import TestSupport
import Testing

@testable import Journal

/// A database with more, less or other in it than the migrations make.
@Suite struct SchemaTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func change(_ sql: String) throws {
        let stranger = try DatabaseQueue(path: folder.project + "/project.sqlite")
        try stranger.writeWithoutTransaction { try $0.execute(sql: sql) }
        try stranger.close()
    }

    @Test(arguments: [
        ("CREATE TRIGGER spy AFTER INSERT ON events BEGIN DELETE FROM keys; END", "a trigger 'spy'"),
        ("CREATE VIEW spy AS SELECT * FROM keys", "a view 'spy'"),
        ("CREATE TABLE spy (x)", "a table 'spy'"),
        ("CREATE INDEX spy ON events (hash)", "an index 'spy'"),
        ("CREATE VIRTUAL TABLE spy USING fts5(x)", "a table 'spy'"),
        ("DROP TABLE jobs; CREATE VIEW jobs AS SELECT 1 AS id, 2 AS state, 3 AS json", "a view 'jobs'"),
        ("ALTER TABLE settings ADD COLUMN spy TEXT", "a table 'settings' that is not as Lethe makes it"),
        ("ALTER TABLE head RENAME TO spy", "a table 'spy'"),
        ("DROP TABLE jobs", "lacks the table 'jobs'"),
        ("DROP TABLE grdb_migrations; CREATE VIEW grdb_migrations AS SELECT 'x' AS identifier", "'grdb_migrations'"),
        ("DELETE FROM grdb_migrations", "no version of Lethe"),
        ("ANALYZE", "a table 'sqlite_stat1'"),
    ])
    func `what is not as the migrations make it is named, and nothing of it runs`(_ sql: String, _ named: String) throws
    {
        try folder.createWithHistory().close()
        try change(sql)
        let before = try bytes(folder.project + "/project.sqlite")
        for readOnly in [false, true] {
            let said = #expect(throws: Refusal.self) { try folder.open(readOnly: readOnly).close() }
            #expect(said?.kind == .badData)
            #expect(said?.sentence.contains(named) == true, "\(said?.sentence ?? "")")
        }
        #expect(try bytes(folder.project + "/project.sqlite") == before)
    }

    @Test func `another program's database is not changed before it is refused`() throws {
        try check(mkdir(folder.project, 0o700))
        try change("CREATE TABLE bookmarks (url)")
        let before = try bytes(folder.project + "/project.sqlite")
        #expect(throws: Refusal.self) { try folder.open().close() }
        #expect(try bytes(folder.project + "/project.sqlite") == before)
        #expect(try names(in: folder.project) == ["lock", "project.sqlite"])
    }

    @Test func `a trigger that is put in while the project is open does not run`() throws {
        let store = try folder.createWithHistory()
        try change("CREATE TRIGGER spy AFTER INSERT ON events BEGIN DELETE FROM keys; END")
        try store.commit(EventDraft(.scan))
        #expect(try store.fetch("SELECT count(*) FROM keys") == ["1"])
    }

    @Test func `what SQLite may do beyond reading and writing tables is switched off`() throws {
        let store = try folder.create()
        #expect(try store.fetch("PRAGMA trusted_schema") == ["0"])
        #expect(try store.fetch("PRAGMA cell_size_check") == ["1"])
        #expect(try store.fetch("PRAGMA mmap_size") == ["0"])
        // Defensive: no SQL writes to the schema, not even where it says it wants to.
        try store.execute("PRAGMA writable_schema = ON")
        #expect(throws: StoreFailure.self) {
            try store.execute("UPDATE sqlite_schema SET sql = 'x' WHERE name = 'jobs'")
        }
        #expect(throws: StoreFailure.self) { try store.fetch("SELECT load_extension('/tmp/spy')") }
    }

    /// What the first migration made in the first release. A project of that time is opened by every later version.
    @Test func `the schema of the first release is still what the first migration makes`() throws {
        let first = try #require(Migrations.all.migrations.first)
        let queue = try DatabaseQueue()
        try Migrations.all.migrate(queue, upTo: first)
        let sql = try queue.read { db in
            try String.fetchAll(db, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
        }
        let text = sql.joined(separator: "\n").split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(Digest.line(Array(text.joined(separator: "\n").utf8)) == Self.firstSchema)
    }

    private static let firstSchema = "831a9067b182c566e93fdc95e6a1f2c338ea66e36d524d62fa3b992428bbba9b"

    @Test func `a project of any earlier migration is brought up to date, and only with its own schema`() throws {
        var migrator = Migrations.all
        migrator.registerMigration("later") { db in
            try db.execute(sql: "CREATE TABLE later (x TEXT) STRICT; ALTER TABLE jobs ADD COLUMN more TEXT;")
        }
        migrator.registerMigration("last") { db in try db.execute(sql: "DROP TABLE later") }
        let place = ProjectFolder(folder.project)
        try folder.create().close()
        for last in migrator.migrations {
            try check(unlink(place.database))
            let queue = try DatabaseQueue(path: place.database)
            try migrator.migrate(queue, upTo: last)
            try queue.read { try ProjectSchema.check(place, in: $0, against: migrator) }
            try queue.write { try $0.execute(sql: "CREATE TABLE IF NOT EXISTS spy (x)") }
            #expect(throws: Refusal.self) {
                try queue.read { try ProjectSchema.check(place, in: $0, against: migrator) }
            }
            try queue.write { try $0.execute(sql: "DROP TABLE spy") }
            try queue.close()
        }
        let said = #expect(throws: Refusal.self) { try folder.open().close() }
        #expect(said?.sentence.contains("newer version") == true)
    }
}
