import Foundation
import GRDB
import Glibc
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
    /// Whether the folder holds a project.
    public static func exists(at directory: String) -> Bool { ProjectFolder(directory).holdsProject }

    /// Makes a project and opens it. It appears whole or not at all.
    ///
    /// The setting "dataset", where there is one, is bound into every reference for good.
    ///
    /// - Throws: `Refusal` 73 when there is a project already, or the folder can't be made; it suggests `--project DIR`.
    ///   `StoreFailure` when the disk fails.
    public static func create(
        at directory: String, settings: [String: String] = [:], session: Session, clock: Clock = .system,
        entropy: @escaping Entropy.Source = Entropy.system
    ) throws -> ProjectStore {
        let folder = ProjectFolder(directory)
        let taken = Refusal(
            .cannotCreate, "'\(folder.path)' already holds a project.",
            next: "Open it, or choose another folder with --project DIR.")
        if folder.holdsProject { throw taken }
        try folder.make()
        let lock = try ProjectLock(folder.lock, of: folder.path)
        if folder.holdsProject { throw taken }
        try StoreFailure.translating(folder.path) {
            try folder.removeDraft()
            let draft = try DatabaseQueue(path: folder.draft, configuration: configuration(readOnly: false))
            try Migrations.all.migrate(draft)
            try draft.write { db in try inscribe(settings, entropy, in: db) }
            try draft.close()
            try folder.adoptDraft()
        }
        return try open(folder, lock: lock, session: session, clock: clock, entropy: entropy)
    }

    /// Opens a project, for writing by this process alone or for reading beside a writer.
    ///
    /// - Throws: `Refusal` 66 when there is no project, 75 when another process writes to it (it is named), 65 when the
    ///   project is damaged or was made by a newer version. `StoreFailure` when the disk fails.
    public static func open(
        at directory: String, session: Session, clock: Clock = .system,
        entropy: @escaping Entropy.Source = Entropy.system, readOnly: Bool = false
    ) throws -> ProjectStore {
        let folder = ProjectFolder(directory)
        guard folder.holdsProject else {
            throw Refusal(.noInput, "There is no project in '\(folder.path)'.", next: "Open a data file to make one.")
        }
        let lock = readOnly ? nil : try ProjectLock(folder.lock, of: folder.path)
        return try open(folder, lock: lock, session: session, clock: clock, entropy: entropy)
    }

    private static func open(
        _ folder: ProjectFolder, lock: ProjectLock?, session: Session, clock: Clock, entropy: @escaping Entropy.Source
    ) throws -> ProjectStore {
        do {
            let location =
                lock != nil ? folder.database : folder.readOnlyLocation(canWrite: access(folder.path, W_OK) == 0)
            let queue = try DatabaseQueue(path: location, configuration: configuration(readOnly: lock == nil))
            try queue.read { db in try checkVersion(of: folder, in: db) }
            if lock != nil { try Migrations.all.migrate(queue) }
            let identity = try queue.read { db in try readIdentity(of: folder, in: db) }
            let store = ProjectStore(
                folder: folder, queue: queue, lock: lock, identity: identity, session: session, clock: clock,
                entropy: entropy)
            if lock != nil { try store.finishErasure() }
            return store
        } catch let error as DatabaseError {
            throw openingFailure(StoreFailure(error, at: folder.path))
        } catch let failure as StoreFailure {
            throw openingFailure(failure)
        }
    }

    /// A damaged project is for the user to repair, so opening one is refused.
    private static func openingFailure(_ failure: StoreFailure) -> any Error {
        guard failure.kind == .damaged else { return failure }
        return Refusal(.badData, failure.sentence, next: failure.nextStep)
    }

    private static func configuration(readOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(2)
        configuration.prepareDatabase { db in
            // Sorting never spills record ids into a file of the system's.
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            guard !readOnly else { return }
            // What is deleted is overwritten; a commit returns when it is on the disk.
            try db.execute(sql: "PRAGMA secure_delete = ON")
            try db.execute(sql: "PRAGMA journal_mode = WAL")
            try db.execute(sql: "PRAGMA synchronous = FULL")
        }
        return configuration
    }

    private static func inscribe(_ settings: [String: String], _ entropy: Entropy.Source, in db: Database) throws {
        let project = Hex.string(entropy(16))
        let identity = [("project", project), ("dataset", settings["dataset"] ?? project)]
        for (name, value) in identity {
            try db.execute(sql: "INSERT INTO identity VALUES (?, ?)", arguments: [name, value])
        }
        try db.execute(sql: "INSERT INTO keys VALUES (1, ?)", arguments: [Data(entropy(32))])
        try db.execute(sql: "INSERT INTO head VALUES (1, 0, ?)", arguments: [ChainLine.genesis])
        for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
            try db.execute(sql: "INSERT INTO settings VALUES (?, ?)", arguments: [name, value])
        }
    }

    private static func checkVersion(of folder: ProjectFolder, in db: Database) throws {
        guard try Int.fetchOne(db, sql: "PRAGMA application_id") == Migrations.applicationID else {
            throw Refusal(
                .badData, "'\(folder.database)' is no database of Lethe's.",
                next: "Choose a project with --project DIR.")
        }
        if try Migrations.all.hasBeenSuperseded(db) {
            throw Refusal(
                .badData, "The project '\(folder.path)' was made by a newer version of Lethe.",
                next: "Use that version.")
        }
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
        return ProjectIdentity(origin: "lethe/\(project)", dataset: dataset, key: Array(key))
    }
}
