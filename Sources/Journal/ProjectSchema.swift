import GRDB
import Records

/// What the database of a project holds beside its content: what the migrations make, and nothing else.
///
/// A trigger, a view or a table of a stranger's would be part of what Lethe's own statements do; so nothing is read
/// from tables before this has been compared.
enum ProjectSchema {
    private struct Entry: Hashable {
        let type: String
        let name: String
        let table: String
        let sql: String?

        /// As a sentence names it; the name is a stranger's.
        var words: String { "\(type == "index" ? "an" : "a") \(type.prefix(16)) '\(name.prefix(64))'" }
    }

    private static let bookkeeping = "grdb_migrations"

    /// - Throws: `Refusal` 65, which names what is not Lethe's, or says that a newer version made the project.
    static func check(_ folder: ProjectFolder, in db: Database, against migrator: DatabaseMigrator) throws {
        let known = migrator.migrations
        let found = try entries(in: db)
        // Which migrations were applied is asked of one table, once that is known to be one.
        guard let first = known.first, let last = known.last,
            let list = try entries(of: migrator, upTo: first).first(where: { $0.name == bookkeeping }),
            found.contains(list)
        else { throw stranger(folder, "lacks the table '\(bookkeeping)'") }
        let applied = try migrator.appliedIdentifiers(db)
        if !applied.isSubset(of: known) {
            let numbers = applied.subtracting(known).compactMap { Int($0.prefix { $0 != " " }) }
            throw newer(folder, format: numbers.max())
        }
        guard !applied.isEmpty, Set(known.prefix(applied.count)) == applied else {
            throw stranger(folder, "was made by no version of Lethe")
        }
        let expected = try entries(of: migrator, upTo: known.prefix(applied.count).last ?? last)
        guard found != expected else { return }
        throw stranger(folder, difference(found, expected))
    }

    /// - Parameter format: nil where it can't be told.
    static func newer(_ folder: ProjectFolder, format: Int?) -> Refusal {
        let number = format.map { "is of format \($0), made" } ?? "was made"
        return Refusal(
            .badData,
            "The project '\(folder.path)' \(number) by a newer version of Lethe; this one knows format \(Migrations.format).",
            next: "Open it with the version of Lethe that made it, or a newer one ('lethe --version').")
    }

    private static func difference(_ found: Set<Entry>, _ expected: Set<Entry>) -> String {
        func first(_ entries: Set<Entry>) -> Entry? { entries.min { ($0.name, $0.type) < ($1.name, $1.type) } }
        let names = Set(expected.map(\.name))
        if let extra = first(found.filter { !names.contains($0.name) }) {
            return "holds \(extra.words) that is not Lethe's"
        }
        if let other = first(found.subtracting(expected)) {
            return "has \(other.words) that is not as Lethe makes it"
        }
        return "lacks the \(first(expected.subtracting(found)).map { "\($0.type) '\($0.name)'" } ?? "schema")"
    }

    private static func stranger(_ folder: ProjectFolder, _ what: String) -> Refusal {
        Refusal(
            .badData, "The project '\(folder.path)' \(what). Nothing of it was run.",
            next: "Get the project from whom you trust, or restore it from a backup.")
    }

    /// What a database looks like that was migrated so far.
    private static func entries(of migrator: DatabaseMigrator, upTo last: String) throws -> Set<Entry> {
        let queue = try DatabaseQueue()
        try migrator.migrate(queue, upTo: last)
        return try queue.read(entries)
    }

    private static func entries(in db: Database) throws -> Set<Entry> {
        let rows = try Row.fetchAll(db, sql: "SELECT type, name, tbl_name, sql FROM sqlite_master")
        return Set(
            try rows.map { row in
                Entry(
                    type: try row.decode(atIndex: 0), name: try row.decode(atIndex: 1),
                    table: try row.decode(atIndex: 2),
                    sql: try row.decode(atIndex: 3))
            })
    }
}
