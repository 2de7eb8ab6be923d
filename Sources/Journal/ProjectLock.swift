import Glibc
import Records
import Synchronization

/// The right to write to a project: an flock(2) that dies with its process, so that no stale lock is ever left.
final class ProjectLock: Sendable {
    /// How long what is written into it is; earlier versions wrote less.
    private static let width = 11

    /// Whether the file was not there before.
    let isNew: Bool
    let identity: FileIdentity
    private let descriptor: Mutex<Int32?>

    /// Takes the lock, without waiting and without following a link.
    ///
    /// - Throws: `Refusal` 75 when another process, which it names, holds the lock; 73 when it can't be written; 65 when
    ///   what has its name is none.
    init(in folder: ProjectFolder, ownership: Ownership) throws {
        let opened = try Self.openFile(in: folder, ownership)
        let file = opened.file
        do {
            identity = try FileStatus(descriptor: file, path: folder.lock).identity
            try Self.take(file, in: folder)
            guard try FileStatus(of: folder.lock)?.identity == identity else {
                throw Refusal(
                    .busy, "The lock of '\(folder.path)' was replaced just now.", next: "Try again in a moment.")
            }
            try Self.sign(file, in: folder)
        } catch {
            // A disk that is full must not leave a folder with nothing but an empty lock.
            if opened.isNew { try? Files.remove(folder.lock) }
            close(file)
            throw error
        }
        isNew = opened.isNew
        descriptor = Mutex(file)
    }

    private static func openFile(
        in folder: ProjectFolder, _ ownership: Ownership
    ) throws -> (file: Int32, isNew: Bool) {
        do {
            if let file = try openExisting(in: folder) { return (file, false) }
            do {
                let file = try Files.make(folder.lock)
                ownership.give(file, to: try FileStatus(of: folder.place)?.owner ?? ownership.user)
                return (file, true)
            } catch {
                // Another process made it in between, or what is there is no file.
                guard Files.exists(folder.lock) else { throw error }
                if let file = try openExisting(in: folder) { return (file, false) }
                throw folder.stranger(ProjectFolder.lockName, "no file that can be opened")
            }
        } catch let failure as StoreFailure where failure.kind == .readOnly {
            throw Refusal(
                .cannotCreate, "The project '\(folder.path)' can't be written to.",
                next: "Use another one with --project DIR.")
        }
    }

    private static func openExisting(in folder: ProjectFolder) throws -> Int32? {
        guard let (file, status) = try Files.open(existing: folder.lock, for: O_RDWR) else { return nil }
        guard status.names == 1 else {
            close(file)
            throw folder.shared(ProjectFolder.lockName)
        }
        return file
    }

    private static func take(_ file: Int32, in folder: ProjectFolder) throws {
        guard flock(file, LOCK_EX | LOCK_NB) != 0 else { return }
        let code = errno
        guard code == EWOULDBLOCK else { throw StoreFailure(errno: code, at: folder.lock) }
        let holder = content(of: file).flatMap { Int32($0) }.map { "process \($0)" } ?? "another process"
        throw Refusal(
            .busy, "The project '\(folder.path)' is open in \(holder).",
            next: "Close it there first; its journal can be read meanwhile with lethe log.")
    }

    /// Writes down which process it is, over another's number and over nothing else; the file is never shortened.
    private static func sign(_ file: Int32, in folder: ProjectFolder) throws {
        guard let content = content(of: file), content.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw Refusal(
                .badData, "'\(folder.lock)' is no lock of Lethe's: something else is in it.",
                next: "Move it elsewhere; a new one is made.")
        }
        let number = "\(getpid())"
        let name = Array((number + String(repeating: " ", count: width - 1 - number.utf8.count) + "\n").utf8)
        guard pwrite(file, name, name.count, 0) == name.count else {
            throw StoreFailure(errno: errno, at: folder.lock)
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

    /// What stands in the lock: the digits of a process number, or nothing yet; nil where it is anything else.
    private static func content(of file: Int32) -> String? {
        var buffer = [UInt8](repeating: 0, count: width + 1)
        let count = pread(file, &buffer, buffer.count, 0)
        guard count >= 0, count <= width else { return nil }
        let line = String(decoding: buffer.prefix(count), as: UTF8.self)
        guard line.isEmpty || line.hasSuffix("\n") else { return nil }
        let digits = line.dropLast().prefix { $0 != " " }
        return line.dropLast().dropFirst(digits.count).allSatisfy { $0 == " " } ? String(digits) : nil
    }
}
