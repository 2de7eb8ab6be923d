import Foundation

/// A file that is written beside its place and moved into it when whole.
final class AtomicFile {
    private let path: String
    private let temporary: String
    private var descriptor: Int32

    /// - Throws: `Refusal` (73) when no file can be made in the folder of `path`.
    init(replacing path: String, permissions: mode_t) throws {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw Refusal(.cannotCreate, "'\(path)' is a directory.", next: "Name a file in it.")
        }
        // mkstemp(3) asks for six X at the end, and writes a name that is free over them.
        var template = Array((path + "." + String(repeating: "X", count: 6)).utf8CString)
        descriptor = mkstemp(&template)
        self.path = path
        temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard descriptor >= 0 else { throw refusal(.cannotCreate, "created", errno) }
        fchmod(descriptor, permissions | S_IRUSR | S_IWUSR)
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw refusal(.inputOutput, "written", errno)
            }
        }
    }

    /// Brings the bytes to disk and moves the file into its place.
    func commit() throws {
        guard fsync(descriptor) == 0 else { throw refusal(.inputOutput, "written", errno) }
        let status = close(descriptor)
        descriptor = -1
        guard status == 0 else { throw refusal(.inputOutput, "written", errno) }
        guard rename(temporary, path) == 0 else { throw refusal(.cannotCreate, "created", errno) }
    }

    /// Takes away what was written so far.
    func abandon() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
        unlink(temporary)
    }

    private func refusal(_ kind: Refusal.Kind, _ what: String, _ code: Int32) -> Refusal {
        Refusal(
            kind, "'\(path)' can't be \(what): \(String(cString: strerror(code)).lowercased()).",
            next: "Check the folder and the space left on its disk, or name another file.")
    }
}
