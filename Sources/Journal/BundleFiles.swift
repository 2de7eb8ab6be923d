import Foundation
import Glibc
import Records

/// The files of a bundle that somebody handed over: each is opened under its own name in its folder, as a file and
/// through no link, and mapped; nothing is waited for, and nothing is read into memory.
final class BundleFiles {
    private let path: String
    private let folder: Int32

    /// - Parameter folder: the open folder, which is closed in the end.
    init(_ path: String, folder: Int32) {
        self.path = path
        self.folder = folder
    }

    deinit { close(folder) }

    /// Which of the names that a bundle has are missing, and the first name that is none of them.
    ///
    /// - Complexity: O(names in the folder), in constant memory.
    func compare(with expected: Set<String>) throws -> (missing: Set<String>, stranger: String?) {
        let copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy) else {
            if copy >= 0 { close(copy) }
            throw Self.unreadable(path)
        }
        defer { closedir(stream) }
        var missing = expected
        var stranger: String?
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." || missing.remove(name) != nil || expected.contains(name) { continue }
            stranger = min(stranger ?? name, name)
        }
        return (missing, stranger)
    }

    /// A file of the folder.
    ///
    /// - Throws: `ChainFault` where what has the name is no file; `Refusal` (66) where it can't be read.
    func file(_ name: String) throws -> MappedFile {
        var status = stat()
        guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { throw Self.unreadable("\(path)/\(name)") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw ChainFault("\(name) is not a file") }
        let descriptor = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.unreadable("\(path)/\(name)") }
        return try MappedFile(descriptor: descriptor, path: "\(path)/\(name)")
    }

    static func unreadable(_ path: String) -> Refusal {
        Refusal(.noInput, "'\(path)' can't be read.", next: "Check its permissions.")
    }
}

/// What somebody named to be checked: a bundle's folder or one file, and nothing that would have to be waited for.
enum BundleSource {
    case folder(BundleFiles)
    case file(MappedFile)

    /// - Throws: `Refusal`: 66 where there is nothing, 65 where it is neither a folder nor a file.
    init(_ path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw Refusal(.noInput, "There is no bundle '\(path)'.", next: "Name the folder that was exported.")
        }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFDIR || kind == S_IFREG else {
            throw Refusal(
                .badData, "'\(path)' is neither a folder nor a file.",
                next: "Name a bundle's folder or its journal.jsonl.")
        }
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw BundleFiles.unreadable(path) }
        self =
            kind == S_IFDIR
            ? .folder(BundleFiles(path, folder: descriptor))
            : .file(try MappedFile(descriptor: descriptor, path: path))
    }
}
