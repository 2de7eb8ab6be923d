import Foundation
import GRDB
import Glibc
import Records

extension ProjectStore {
    /// Whether the folder holds a project.
    ///
    /// A path that nobody may look at is no folder that is known; a folder that nobody may look into may hold one.
    public static func exists(at directory: String) -> Bool {
        var status = stat()
        guard stat(directory, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return false }
        return ProjectFolder(directory).holdsProject
    }

    /// The name that was given when the project was made; nil where none was, or what is kept there is no name.
    public static func rememberedActor(at directory: String) -> String? {
        guard let bytes = try? Files.read(ProjectFolder(directory).actor, atMost: 1024),
            let name = String(validating: bytes, as: UTF8.self), !name.isEmpty
        else { return nil }
        return name
    }

    /// Makes a project and opens it. It appears whole or not at all: killed at any moment, it is no project or one that
    /// opens; where it fails, what it made is taken away again, and nothing that was there before.
    ///
    /// The setting "dataset", where there is one, is bound into every reference for good.
    ///
    /// - Parameter remembering: the name that later sessions go by unless another is given.
    /// - Throws: `Refusal` 73 when there is a project already, or the folder can't be made; it suggests `--project DIR`.
    ///   `StoreFailure` when the disk fails.
    public static func create(
        at directory: String, settings: [String: String] = [:], remembering actor: String? = nil, session: Session,
        clock: Clock = .system, entropy: @escaping Entropy.Source = Entropy.system
    ) throws -> ProjectStore {
        let ownership = Ownership.ofThisProcess
        let given = ProjectFolder(directory)
        let taken = Refusal(
            .cannotCreate, "'\(given.path)' already holds a project.",
            next: "Open it, or choose another folder with --project DIR.")
        if given.holdsProject { throw taken }
        let folderIsNew = try given.make(ownership)
        // Only now it is known where it is.
        let folder = ProjectFolder(directory)
        let lock: ProjectLock
        do { lock = try ProjectLock(in: folder, ownership: ownership) } catch {
            folder.undoDraft(folderIsNew: folderIsNew, lockIsNew: false)
            throw error
        }
        if folder.holdsProject { throw taken }
        do {
            try StoreFailure.translating(folder.path) {
                try folder.removeDraft()
                try writeDraft(in: folder, settings, entropy)
                if let actor { try Files.write(to: folder.actorDraft) { try $0(Array(actor.utf8)) } }
                if !folderIsNew { _ = try folder.makePrivate(ownership) }
                try folder.adoptDraft(isNew: folderIsNew)
            }
            return try open(
                folder, lock: lock, session: session, clock: clock, entropy: entropy,
                making: Making(folderIsNew: folderIsNew, lockIsNew: lock.isNew))
        } catch {
            folder.undoMaking(folderIsNew: folderIsNew, lockIsNew: lock.isNew)
            throw error
        }
    }

    private static func writeDraft(
        in folder: ProjectFolder, _ settings: [String: String], _ entropy: Entropy.Source
    ) throws {
        // Made before SQLite would: with permissions of its own, and not through a link.
        Glibc.close(try Files.make(folder.draft))
        let draft = try DatabaseQueue(path: folder.draft, configuration: configuration(readOnly: false))
        if let observer = Files.observer { draft.inDatabase { $0.trace { _ in try? observer() } } }
        try draft.writeWithoutTransaction(prepareWriting)
        try Migrations.all.migrate(draft)
        try draft.writeWithoutTransaction(Migrations.signFormat)
        try draft.write { db in try inscribe(settings, entropy, in: db) }
        try draft.close()
    }

    private static func inscribe(_ settings: [String: String], _ entropy: Entropy.Source, in db: Database) throws {
        let project = Hexadecimal.text(entropy(16))
        let identity = [("project", project), ("dataset", settings["dataset"] ?? project)]
        for (name, value) in identity {
            try db.execute(sql: "INSERT INTO identity VALUES (?, ?)", arguments: [name, value])
        }
        let key = entropy(32)
        try db.execute(sql: "INSERT INTO keys VALUES (1, ?)", arguments: [Data(key)])
        try db.execute(sql: "INSERT INTO head VALUES (1, 0, ?)", arguments: [ChainLine.genesis])
        for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
            try db.execute(sql: "INSERT INTO settings VALUES (?, ?)", arguments: [name, value])
        }
        try StateRoots(try StateWitness().digests(in: db), key: key, head: (0, ChainLine.genesis)).keep(in: db)
    }

    /// Closes a project that `create` has just made, and takes away what that made; any other is closed and stays.
    public func undoCreation() {
        try? close {
            // Closing has taken the files beside the database away.
            guard let making, footprint?.change(in: folder) != .project else { return }
            folder.undoMaking(folderIsNew: making.folderIsNew, lockIsNew: making.lockIsNew)
        }
    }
}

/// What a creation made beside the project's own files.
struct Making {
    let folderIsNew: Bool
    let lockIsNew: Bool
}
