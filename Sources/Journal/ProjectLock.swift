import Glibc
import Records
import Synchronization

/// The right to write to a project: an flock(2) that dies with its process, so that no stale lock is ever left.
final class ProjectLock: Sendable {
    private let descriptor: Mutex<Int32?>

    /// - Throws: `Refusal` 75 when another process, which it names, holds the lock; 73 when it can't be written.
    init(_ path: String, of folder: String) throws {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            let code = errno
            guard [EACCES, EPERM, EROFS].contains(code) else { throw StoreFailure(errno: code, at: path) }
            throw Refusal(
                .cannotCreate, "The project '\(folder)' can't be written to.",
                next: "Use another one with --project DIR.")
        }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            defer { close(file) }
            guard code == EWOULDBLOCK else { throw StoreFailure(errno: code, at: path) }
            let holder = Self.holder(file).map { "process \($0)" } ?? "another process"
            throw Refusal(
                .busy, "The project '\(folder)' is open in \(holder).",
                next: "Close it there first; its journal can be read meanwhile with lethe log.")
        }
        descriptor = Mutex(file)
        let name = Array("\(getpid())\n".utf8)
        guard ftruncate(file, 0) == 0, pwrite(file, name, name.count, 0) == name.count else {
            throw StoreFailure(errno: errno, at: path)
        }
    }

    /// Gives the right back; harmless twice.
    ///
    /// Closing alone would not: a child process that is just being started holds the file too, until it runs its program.
    func release() {
        descriptor.withLock { file in
            if let file {
                _ = flock(file, LOCK_UN)
                close(file)
            }
            file = nil
        }
    }

    deinit { release() }

    /// The process that wrote its number into the lock.
    private static func holder(_ file: Int32) -> Int32? {
        var buffer = [UInt8](repeating: 0, count: 16)
        let count = pread(file, &buffer, buffer.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: buffer.prefix(count).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
}
