import CStore
import Foundation
import GRDB
import Glibc
import Logs
import Records

/// What a project is told when it is created, and never again.
struct ProjectIdentity {
    let origin: String
    /// Names the data set in references.
    let dataset: String
    /// 32 bytes.
    let key: [UInt8]
}

extension ProjectStore {
    /// Opens a project, for writing by this process alone or for reading beside a writer. It may come from a stranger:
    /// its folder is looked at before anything is opened, its schema before anything is read.
    ///
    /// - Throws: `Refusal` 66 when there is no project, 75 when another process writes to it (it is named), 65 when the
    ///   project is damaged, not Lethe's alone or was made by a newer version, 73 when it is to be written to and
    ///   belongs to another user. `StoreFailure` when the disk fails.
    public static func open(
        at directory: String, session: Session, clock: Clock = .system,
        entropy: @escaping Entropy.Source = Entropy.system, readOnly: Bool = false
    ) throws -> ProjectStore {
        try open(
            ProjectFolder(directory), session: session, clock: clock, entropy: entropy, readOnly: readOnly,
            ownership: .ofThisProcess)
    }

    static func open(
        _ folder: ProjectFolder, session: Session, clock: Clock, entropy: @escaping Entropy.Source, readOnly: Bool,
        ownership: Ownership
    ) throws -> ProjectStore {
        guard folder.holdsProject else {
            throw Refusal(.noInput, "There is no project in '\(folder.path)'.", next: "Open a data file to make one.")
        }
        var notices = try folder.inspect(writing: !readOnly, ownership)
        guard !readOnly else {
            return try open(folder, lock: nil, session: session, clock: clock, entropy: entropy, notices: notices)
        }
        let lock = try ProjectLock(in: folder, ownership: ownership)
        try folder.finishMaking()
        notices += try folder.makePrivate(ownership)
        return try open(folder, lock: lock, session: session, clock: clock, entropy: entropy, notices: notices)
    }

    static func open(
        _ folder: ProjectFolder, lock: ProjectLock?, session: Session, clock: Clock, entropy: @escaping Entropy.Source,
        notices: [String] = [], making: Making? = nil, isChecked: Bool = true
    ) throws -> ProjectStore {
        do {
            return try StoreFailure.translating(folder.path) {
                let queue = try open(folder, readOnly: lock == nil)
                let witness = StateWitness()
                let identity = try queue.read { db in
                    let identity = try readIdentity(of: folder, in: db)
                    if isChecked { try check(folder, identity, witness, in: db) }
                    return identity
                }
                if lock != nil { try queue.inDatabase(witness.watch) }
                let store = ProjectStore(
                    folder: folder, queue: queue, lock: lock, identity: identity, session: session, clock: clock,
                    entropy: entropy, footprint: try lock.map { _ in try Footprint(of: folder) }, notices: notices,
                    making: making, witness: witness)
                if lock != nil { try store.finishErasure() }
                return store
            }
        } catch let failure as StoreFailure where failure.kind == .damaged {
            // A damaged project is for the user to repair, so opening one is refused.
            throw Refusal(.badData, failure.sentence, next: failure.nextStep)
        }
    }

    /// Whether the state is what the last event left.
    private static func check(
        _ folder: ProjectFolder, _ identity: ProjectIdentity, _ witness: StateWitness, in db: Database
    ) throws {
        let head = try head(in: db, of: folder.path)
        if let edit = try edit(in: db, witness: witness, key: identity.key, head: head) {
            throw refusal(edit, at: folder.path)
        }
    }

    /// Opens the database, looks whether it is Lethe's, and only then has anything changed in it.
    private static func open(_ folder: ProjectFolder, readOnly: Bool) throws -> DatabaseQueue {
        let seen = try FileStatus(of: folder.database)
        let location = readOnly ? folder.readOnlyLocation(canWrite: access(folder.place, W_OK) == 0) : folder.database
        let queue = try DatabaseQueue(path: location, configuration: configuration(readOnly: readOnly))
        try queue.read { db in
            // What was looked at is what was opened.
            guard let seen, seen.kind == .file, try FileStatus(of: folder.database)?.identity == seen.identity,
                try !hasMoved(db)
            else {
                throw Refusal(
                    .busy, "The project '\(folder.path)' was replaced while it was being opened.", next: "Try again.")
            }
            guard try Int.fetchOne(db, sql: "PRAGMA application_id") == Migrations.applicationID else {
                throw Refusal(
                    .badData, "'\(folder.database)' is no database of Lethe's.",
                    next: "Choose a project with --project DIR.")
            }
            // It stands outside of the tables, which a newer version may have made in any other way.
            let format = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            guard format <= Migrations.format else { throw ProjectSchema.newer(folder, format: format) }
            try ProjectSchema.check(folder, in: db, against: Migrations.all)
        }
        guard !readOnly else { return queue }
        try queue.writeWithoutTransaction(prepareWriting)
        try migrate(queue)
        try queue.writeWithoutTransaction(Migrations.signFormat)
        return queue
    }

    private static func migrate(_ queue: DatabaseQueue) throws {
        let began = ContinuousClock.now
        let before = try queue.read { try Migrations.all.appliedMigrations($0).count }
        try Migrations.all.migrate(queue)
        guard before < Migrations.format else { return }
        ActivityLog.note(.migrated(from: before, to: Migrations.format, after: ContinuousClock.now - began))
    }

    static func configuration(readOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(2)
        configuration.prepareDatabase { db in
            try check(store_defend(connection(of: db)))
            try db.execute(sql: "PRAGMA cell_size_check = ON")
            // A file that is cut short while it is mapped would end the program.
            try db.execute(sql: "PRAGMA mmap_size = 0")
            // Sorting never spills record ids into a file of the system's.
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    /// What is deleted is overwritten; a commit returns when it is on the disk.
    static func prepareWriting(_ db: Database) throws {
        try db.execute(sql: "PRAGMA secure_delete = ON")
        guard try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") == "wal" else {
            throw DatabaseError(resultCode: .SQLITE_IOERR, message: "no write-ahead file can be made there")
        }
        try db.execute(sql: "PRAGMA synchronous = FULL")
    }

    private static func hasMoved(_ db: Database) throws -> Bool {
        var moved: CInt = 0
        try check(store_has_moved(connection(of: db), &moved))
        return moved != 0
    }

    static func connection(of db: Database) -> UnsafeMutableRawPointer? {
        db.sqliteConnection.map { UnsafeMutableRawPointer($0) }
    }

    static func check(_ code: CInt) throws {
        if code != 0 { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    private static func readIdentity(of folder: ProjectFolder, in db: Database) throws -> ProjectIdentity {
        func value(_ name: String) throws -> String? {
            try String.fetchOne(db, sql: "SELECT value FROM identity WHERE name = ?", arguments: [name])
        }
        guard try Migrations.all.hasCompletedMigrations(db) else {
            throw Refusal(
                .badData, "The project '\(folder.path)' was made by an older version of Lethe.",
                next: "Open it for writing once; that brings it up to date.")
        }
        guard let project = try value("project"), let dataset = try value("dataset"),
            let key = try Data.fetchOne(db, sql: "SELECT bytes FROM keys ORDER BY epoch DESC LIMIT 1")
        else { throw StoreFailure.damaged(folder.path, "it does not know its own name") }
        guard Hexadecimal.bytes(project)?.count == 16, key.count == 32 else {
            throw StoreFailure.damaged(folder.path, "its name or its key is not of the length that it was made with")
        }
        return ProjectIdentity(origin: "lethe/\(project)", dataset: dataset, key: Array(key))
    }
}
