internal import CScan
import Foundation

/// The bytes of a file, mapped into memory for as long as this lives.
///
/// A file that is shortened in place meanwhile reads as zeros behind its new end instead of ending the program
/// (`CScan`'s guard), and `checkUnchanged` says so; one that is replaced by another is read on as it was.
///
/// `@unchecked Sendable`: the mapping is private and read-only, set in `init` and taken down in `deinit`.
public final class MappedFile: @unchecked Sendable {
    /// The name it was opened by.
    public let path: String
    /// What it holds; nothing where it is no file with a size.
    public let bytes: UnsafeBufferPointer<UInt8>
    private let descriptor: Int32
    private let opened: stat

    /// - Throws: `Refusal` (66) when there is no such file, it is a directory or a device, or it can't be read.
    convenience init(path: String) throws {
        if path == StandardInput.path {
            try self.init(descriptor: StandardInput.descriptor(), path: path)
            return
        }
        var status = stat()
        // Before it is opened: that alone makes some devices act.
        if stat(path, &status) == 0 { try FileProblem.check(status, path: path) }
        // A pipe into which nobody writes would be waited for.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileProblem.refusal(for: errno, path: path) }
        try self.init(descriptor: descriptor, path: path)
    }

    /// Maps a file that is open for reading, and closes it in the end.
    ///
    /// - Throws: `Refusal` (66) when it is a directory or can't be read.
    public init(descriptor: Int32, path: String) throws {
        do {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { throw FileProblem.refusal(for: errno, path: path) }
            try FileProblem.check(status, path: path)
            // A regular file without a size may hold something all the same: those that the kernel makes do.
            isRegular = status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
            bytes =
                isRegular
                ? try Self.map(descriptor, count: Int(status.st_size), path: path)
                : UnsafeBufferPointer(start: nil, count: 0)
            opened = status
        } catch {
            close(descriptor)
            throw error
        }
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        if let base = bytes.baseAddress {
            scan_unguard(base)
            munmap(UnsafeMutableRawPointer(mutating: base), bytes.count)
        }
        close(descriptor)
    }

    /// Whether it is a file with a size, rather than a pipe or a device, which can only be read once.
    let isRegular: Bool

    /// The permissions the file had when it was opened.
    var permissions: mode_t { opened.st_mode & 0o777 }

    /// Refuses (65) where the file was written to, shortened, replaced or taken away since it was opened.
    ///
    /// - Complexity: O(1): it asks for sizes and times, and reads nothing.
    public func checkUnchanged() throws {
        guard isRegular else { return }
        var now = stat()
        guard fstat(descriptor, &now) == 0 else { throw FileProblem.refusal(for: errno, path: path) }
        try stamp.checkContent(now)
        // Standard input has no name under which it could be another.
        if path != StandardInput.path { try stamp.checkUnchanged() }
    }

    /// What it was when it was opened.
    var stamp: FileStamp { FileStamp(path, opened) }

    /// Maps the file once more, at an address that is kept free for it, for as long as that stretch is.
    ///
    /// - Returns: Whether there was a mapping left.
    func map(at address: UnsafeMutableRawPointer) -> Bool {
        mmap(address, bytes.count, PROT_READ, MAP_PRIVATE | MAP_FIXED, descriptor, 0) != MAP_FAILED
    }

    /// Whether `other` names this very file, through whatever links.
    func isSameFile(as other: String) -> Bool {
        var status = stat()
        return stat(other, &status) == 0 && status.st_dev == opened.st_dev && status.st_ino == opened.st_ino
    }

    /// Has faults of shortened files mended before anybody else hears of them: to be called after somebody else has asked
    /// to hear of faults.
    static func mendFaultsFirst() { scan_guard_first() }

    /// A name under which another program can open the file.
    var nameForOthers: String {
        let isSpooled = path == StandardInput.path || isRegular && RemoteFile.isAddress(path)
        return isSpooled ? "/proc/\(getpid())/fd/\(descriptor)" : path
    }

    /// Reads what can be read only once.
    func makePipeStream() -> PipeStream { PipeStream(descriptor: descriptor, path: path) }

    /// A copy that `write` fills, with the permissions of this file; it is on the disk and gets its name by `commit`.
    ///
    /// - Throws: `Refusal`: 73 when `path` can't be written or is the file itself, 65 when the file changed since it was
    ///   opened, 74 when writing fails; nothing is left behind then.
    func copy(
        to path: String, ifTaken taken: AtomicFile.Taken, _ write: (AtomicFile) throws -> Void
    ) throws -> AtomicFile {
        if isSameFile(as: path) {
            throw Refusal(
                .cannotCreate, "The copy would take the place of '\(self.path)' itself.", next: "Name another file.")
        }
        try checkUnchanged()
        let copy = try AtomicFile(path, ifTaken: taken, permissions: permissions)
        try write(copy)
        try checkUnchanged()
        try copy.finish()
        return copy
    }

    private static func map(_ descriptor: Int32, count: Int, path: String) throws -> UnsafeBufferPointer<UInt8> {
        guard let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED else {
            throw FileProblem.refusal(for: errno, path: path)
        }
        scan_guard(address, count)
        return UnsafeBufferPointer(start: address.assumingMemoryBound(to: UInt8.self), count: count)
    }
}

enum FileProblem {
    /// - Throws: `Refusal` (66) for what is neither a file nor a pipe.
    static func check(_ status: stat, path: String) throws {
        switch status.st_mode & S_IFMT {
        case S_IFREG, S_IFIFO: return
        case S_IFDIR: throw Refusal(.noInput, "'\(path)' is a directory.", next: "Name a file in it.")
        case S_IFSOCK: throw Refusal(.noInput, "'\(path)' is a socket, not a file.", next: "Name a file of records.")
        default:
            throw Refusal(
                .noInput, "'\(path)' is a device, not a file.",
                next: "Name a file of records; what a device gives may be written to one first.")
        }
    }

    /// Why a file can't be read, and which one may have been meant.
    static func refusal(for code: Int32, path: String) -> Refusal {
        guard code == ENOENT || code == ENOTDIR else {
            let reason = String(cString: strerror(code)).lowercased()
            return Refusal(
                .noInput, "'\(path)' can't be read: \(reason).", next: "Check its permissions with: ls -l '\(path)'")
        }
        let (folder, name) = PathText.parts(of: path)
        let siblings = (try? FileManager.default.contentsOfDirectory(atPath: folder ?? ".")) ?? []
        let near = name.isEmpty ? nil : Refusal.closest(to: name, among: siblings.sorted())
        return Refusal(
            .noInput, "There is no file '\(path)'.",
            next: near.map { "Did you mean '\(PathText.path(of: $0, in: folder))'?" }
                ?? "Check the path; relative paths start at \(FileManager.default.currentDirectoryPath).")
    }
}
