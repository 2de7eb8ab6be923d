import Foundation

/// What somebody can put where a file is expected.
enum Thing: String, CaseIterable {
    case link
    case danglingLink
    case pipe
    case socket
    case folder

    /// Puts it at `path`, in place of what is there.
    ///
    /// - Parameter target: where the links lead: a file that is there, and one that is not.
    func put(at path: String, target: (there: String, nowhere: String)) throws {
        try? FileManager.default.removeItem(atPath: path)
        switch self {
        case .link: try check(symlink(target.there, path))
        case .danglingLink: try check(symlink(target.nowhere, path))
        case .pipe: try check(mkfifo(path, 0o600))
        case .socket: try check(mknod(path, S_IFSOCK | 0o600, 0))
        case .folder: try check(mkdir(path, 0o700))
        }
    }
}

struct CallFailed: Error {
    let code = errno
}

/// Throws where a call of the operating system failed.
func check(_ result: Int32) throws { if result != 0 { throw CallFailed() } }

/// The permission bits of what has the name itself.
func permissions(_ path: String) throws -> mode_t {
    var status = stat()
    try check(lstat(path, &status))
    return status.st_mode & 0o777
}

/// Names in a folder, sorted.
func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
}
