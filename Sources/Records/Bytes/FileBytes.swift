import Foundation

/// The bytes of a file, mapped into memory for as long as this lives; of a pipe, read to its end.
///
/// As with every mapping, a process that shortens the file in place meanwhile takes bytes away under the reader (SIGBUS);
/// one that writes a new file and renames it does no harm.
///
/// `@unchecked Sendable`: the mapping is private and read-only, set in `init` and taken down in `deinit`.
final class FileBytes: @unchecked Sendable {
    let path: String
    let bytes: UnsafeBufferPointer<UInt8>
    private let descriptor: Int32
    private let isMapped: Bool
    private let opened: stat

    /// - Throws: `Refusal` (66) when there is no such file, it is a directory, or it can't be read.
    init(path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.refusal(for: errno, path: path) }
        do {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { throw Self.refusal(for: errno, path: path) }
            if status.st_mode & S_IFMT == S_IFDIR {
                throw Refusal(.noInput, "'\(path)' is a directory.", next: "Name a file in it.")
            }
            isMapped = status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
            bytes =
                isMapped
                ? try Self.map(descriptor, count: Int(status.st_size), path: path)
                : try Self.readToEnd(descriptor, path: path)
            opened = status
        } catch {
            close(descriptor)
            throw error
        }
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        if isMapped {
            munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
        } else {
            bytes.deallocate()
        }
        close(descriptor)
    }

    /// The permissions the file had when it was opened.
    var permissions: mode_t { opened.st_mode & 0o777 }

    /// Refuses (65) where the file was written to since it was opened: offsets into it may no longer hold.
    func checkUnchanged() throws {
        guard isMapped else { return }
        var now = stat()
        guard fstat(descriptor, &now) == 0 else { throw Self.refusal(for: errno, path: path) }
        guard now.st_size == opened.st_size, now.st_mtim.tv_sec == opened.st_mtim.tv_sec,
            now.st_mtim.tv_nsec == opened.st_mtim.tv_nsec
        else {
            throw Refusal(.badData, "'\(path)' was changed since it was opened.", next: "Open it again.")
        }
    }

    /// Whether `other` names this very file, through whatever links.
    func isSameFile(as other: String) -> Bool {
        var status = stat()
        return stat(other, &status) == 0 && status.st_dev == opened.st_dev && status.st_ino == opened.st_ino
    }

    private static func map(_ descriptor: Int32, count: Int, path: String) throws -> UnsafeBufferPointer<UInt8> {
        guard let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED else {
            throw refusal(for: errno, path: path)
        }
        madvise(address, count, MADV_WILLNEED)
        return UnsafeBufferPointer(start: address.assumingMemoryBound(to: UInt8.self), count: count)
    }

    private static func readToEnd(_ descriptor: Int32, path: String) throws -> UnsafeBufferPointer<UInt8> {
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count == 0 { break }
            if count > 0 {
                all.append(contentsOf: chunk[..<count])
            } else if errno != EINTR {
                throw refusal(for: errno, path: path)
            }
        }
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: all.count)
        _ = copy.initialize(from: all)
        return UnsafeBufferPointer(copy)
    }

    private static func refusal(for code: Int32, path: String) -> Refusal {
        guard code == ENOENT || code == ENOTDIR else {
            let reason = String(cString: strerror(code)).lowercased()
            return Refusal(
                .noInput, "'\(path)' can't be read: \(reason).", next: "Check its permissions with: ls -l '\(path)'")
        }
        let folder = (path as NSString).deletingLastPathComponent
        let siblings = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
        let near = Refusal.closest(to: (path as NSString).lastPathComponent, among: siblings.sorted())
        return Refusal(
            .noInput, "There is no file '\(path)'.",
            next: near.map { "Did you mean '\((folder as NSString).appendingPathComponent($0))'?" }
                ?? "Check the path; relative paths start at \(FileManager.default.currentDirectoryPath).")
    }
}
