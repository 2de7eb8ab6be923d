import Foundation
import Glibc
import Records

// A project that is being made: it gets its name when it is whole.
extension ProjectFolder {
    var draft: String { file(Self.draftName) }
    var actorDraft: String { file(Self.actorDraftName) }

    private static let draftName = databaseName + ".new"
    private static let actorDraftName = draftName + "-actor"
    /// All that a creation cut short can have left behind.
    private static let draftNames = ["", "-journal", "-wal", "-shm"].map { draftName + $0 } + [actorDraftName]

    /// Makes the folder, for its owner alone; one that is there must be empty, or hold what a creation cut short left.
    ///
    /// - Returns: whether it was made.
    /// - Throws: `Refusal` 73, which suggests `--project DIR`; `StoreFailure` when the disk fails.
    func make(_ ownership: Ownership) throws -> Bool {
        try Files.observer?()
        if mkdir(path, 0o700) == 0 {
            // A umask may have taken the owner's own bits.
            _ = chmod(path, 0o700)
            return true
        }
        let code = errno
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let next = "Choose another place with --project DIR."
        switch code {
        case EEXIST: try checkEmpty(ownership, next: next)
        case ENOENT, ENOTDIR:
            throw Refusal(.cannotCreate, "No project can be made in '\(parent)': it is no folder.", next: next)
        case EACCES, EPERM, EROFS:
            throw Refusal(.cannotCreate, "No project can be made in '\(parent)': it can't be written to.", next: next)
        default:
            throw StoreFailure(errno: code, at: path)
        }
        return false
    }

    private func checkEmpty(_ ownership: Ownership, next: String) throws {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: place) else {
            throw Refusal(.cannotCreate, "'\(path)' is there already, and is no folder that can be read.", next: next)
        }
        let known = [Self.lockName] + Self.draftNames
        for name in names.sorted() where try !known.contains(name) || FileStatus(of: file(name))?.kind == .folder {
            throw Refusal(.cannotCreate, "'\(path)' holds other things ('\(name)').", next: next)
        }
        if let status = try FileStatus(of: place) {
            _ = try ownership.check("The folder '\(path)'", owner: status.owner, writing: true)
        }
    }

    /// Removes what a creation that was cut short left behind.
    func removeDraft() throws {
        for name in Self.draftNames { try Files.remove(file(name)) }
    }

    /// Gives the finished draft its name, durably; the folder's own name too, where it is new. Nothing that can fail for
    /// want of space comes after it.
    func adoptDraft(isNew: Bool) throws {
        try Files.synchronize(draft)
        try Files.rename(draft, to: database)
        if Files.exists(actorDraft) { try Files.rename(actorDraft, to: actor) }
        try Files.synchronize(place)
        if isNew { try Files.synchronize(URL(fileURLWithPath: place).deletingLastPathComponent().path) }
    }

    /// Ends, under the lock, what a creation that was killed after its last important step had still to do.
    func finishMaking() throws {
        if let status = try FileStatus(of: actorDraft), status.kind == .file, status.names == 1, !Files.exists(actor) {
            try Files.rename(actorDraft, to: actor)
        }
        for name in Self.draftNames + Kept.allCases.map(\.draftName) where Files.exists(file(name)) {
            try? Files.remove(file(name))
        }
    }

    /// Takes away what one creation made, and nothing that was there before it.
    func undoMaking(folderIsNew: Bool, lockIsNew: Bool) {
        // First what makes it a project. What can't be removed is no project, and the next creation removes it.
        for name in [Self.databaseName] + Self.suffixes.map({ Self.databaseName + $0 }) + [Self.actorName] {
            try? Files.remove(file(name))
        }
        for kept in Kept.allCases { try? Files.remove(file(kept.fileName)) }
        undoDraft(folderIsNew: folderIsNew, lockIsNew: lockIsNew)
    }

    /// The same for a creation that did not come to an end.
    func undoDraft(folderIsNew: Bool, lockIsNew: Bool) {
        for name in Self.draftNames { try? Files.remove(file(name)) }
        if lockIsNew { try? Files.remove(lock) }
        if folderIsNew { _ = rmdir(place) }
    }
}
