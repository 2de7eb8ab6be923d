import Foundation
import Glibc
import Records

/// Where a project's files lie, and how the folder comes to be.
struct ProjectFolder: Hashable {
    let path: String

    init(_ path: String) {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    var database: String { path + "/project.sqlite" }
    var lock: String { path + "/lock" }
    /// A project being created: it gets its name when it is whole.
    var draft: String { path + "/project.sqlite.new" }

    var holdsProject: Bool { FileManager.default.fileExists(atPath: database) }

    /// Makes the folder, for its owner alone; one that is there must be empty, or hold what a creation cut short left.
    ///
    /// - Throws: `Refusal` 73, which suggests `--project DIR`; `StoreFailure` when the disk fails.
    func make() throws {
        if mkdir(path, 0o700) == 0 { return }
        let code = errno
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let next = "Choose another place with --project DIR."
        switch code {
        case EEXIST:
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
                throw Refusal(
                    .cannotCreate, "'\(path)' is there already, and is no folder that can be read.", next: next)
            }
            if let stranger = names.sorted().first(where: { $0 != "lock" && !$0.hasPrefix("project.sqlite.new") }) {
                throw Refusal(.cannotCreate, "'\(path)' holds other things ('\(stranger)').", next: next)
            }
        case ENOENT, ENOTDIR:
            throw Refusal(.cannotCreate, "No project can be made in '\(parent)': it is no folder.", next: next)
        case EACCES, EPERM, EROFS:
            throw Refusal(.cannotCreate, "No project can be made in '\(parent)': it can't be written to.", next: next)
        default:
            throw StoreFailure(errno: code, at: path)
        }
    }

    /// Removes what a creation that was cut short left behind.
    func removeDraft() throws {
        for suffix in ["", "-journal", "-wal", "-shm"] where unlink(draft + suffix) != 0 && errno != ENOENT {
            throw StoreFailure(errno: errno, at: draft + suffix)
        }
    }

    /// Gives the finished draft its name, durably; the folder's own name too.
    func adoptDraft() throws {
        try Files.synchronize(draft)
        try Files.rename(draft, to: database)
        try Files.synchronize(path)
        try Files.synchronize(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    }

    /// What SQLite is to open for reading only. In a folder that can't be written to (a mounted archive) SQLite can't
    /// make its shared-memory file; without a write-ahead file there is nothing to share, and the file is opened as
    /// immutable.
    func readOnlyLocation(canWrite: Bool) -> String {
        let hasLog = FileManager.default.fileExists(atPath: database + "-wal")
        guard !canWrite, !hasLog else { return database }
        return URL(fileURLWithPath: database).absoluteString + "?immutable=1"
    }
}
