import Foundation
import Glibc
import Records

/// Where a project's files lie, and how the folder comes to be.
struct ProjectFolder: Hashable {
    static let databaseName = "project.sqlite"
    static let lockName = "lock"
    static let actorName = "actor"

    /// As it was given.
    let path: String
    /// The folder itself, absolute: through whatever links the path leads. Below it no link is followed.
    let place: String

    init(_ path: String) {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        self.path = path
        place = Files.resolved(path) ?? Self.absolute(path)
    }

    /// Where a folder would be that is not there yet.
    private static func absolute(_ path: String) -> String {
        let (parent, name) = PathText.parts(of: path)
        return PathText.path(of: name, in: Files.resolved(parent ?? ".") ?? parent)
    }

    func file(_ name: String) -> String { "\(place)/\(name)" }

    var database: String { file(Self.databaseName) }
    var lock: String { file(Self.lockName) }
    /// The name that was given when the project was made.
    var actor: String { file(Self.actorName) }

    /// Whether anything has the name of a project's database, or nobody may look whether it has.
    var holdsProject: Bool {
        do { return try FileStatus(of: database) != nil } catch { return (error as? StoreFailure)?.kind == .readOnly }
    }

    /// What SQLite is to open for reading only. In a folder that can't be written to (a mounted archive) SQLite can't
    /// make its shared-memory file; without a write-ahead file there is nothing to share, and the file is opened as
    /// immutable.
    func readOnlyLocation(canWrite: Bool) -> String {
        guard !canWrite, !Files.exists(database + "-wal") else { return database }
        return URL(fileURLWithPath: database).absoluteString + "?immutable=1"
    }
}
