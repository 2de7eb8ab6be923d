/// Which files a project that is open for writing writes to, so that it is noticed when their names come to mean others.
///
/// A process may write for hours to a file that was deleted, and SQLite says nothing.
struct Footprint {
    /// What happened to a project that is open.
    enum Change: Hashable {
        /// The folder or the database.
        case project
        /// A file beside the database, by its name.
        case file(String)
    }

    private let folder: FileIdentity?
    private let files: [String: FileIdentity]

    /// Of a project that was just opened and read, so that every file is there.
    init(of place: ProjectFolder) throws {
        folder = try FileStatus(of: place.place)?.identity
        var files: [String: FileIdentity] = [:]
        for name in Self.names { files[name] = try FileStatus(of: place.file(name))?.identity }
        self.files = files
    }

    private static let names =
        [ProjectFolder.databaseName, ProjectFolder.lockName]
        + ["-wal", "-shm"].map { ProjectFolder.databaseName + $0 }

    /// The number of the database's file, by which a copy is told from what it was copied from.
    var database: FileIdentity? { files[ProjectFolder.databaseName] }

    /// What has changed since; nil where all is as it was.
    ///
    /// - Complexity: O(1): a handful of names are looked up.
    func change(in place: ProjectFolder) -> Change? {
        func isSame(_ path: String, _ known: FileIdentity?) -> Bool {
            (try? FileStatus(of: path))??.identity == known
        }
        guard isSame(place.place, folder), isSame(place.database, database) else { return .project }
        return Self.names.first { !isSame(place.file($0), files[$0]) }.map(Change.file)
    }
}
