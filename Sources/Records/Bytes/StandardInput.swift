internal import Foundation
internal import Synchronization

/// What is piped into the program, read where a file named "-" is: once, into a file without a name, which can then be
/// mapped as often as somebody asks.
enum StandardInput {
    static let path = "-"

    private static let spooled = Mutex<Int32?>(nil)

    /// What a file is called in sentences.
    static func fileName(of path: String) -> String {
        if RemoteFile.isAddress(path) { return RemoteFile.name(of: path) }
        return path == Self.path ? "standard input" : path.split(separator: "/").last.map(String.init) ?? path
    }

    /// A descriptor of all that was piped in, to be closed by who asked.
    ///
    /// - Throws: `Refusal`: 66 where it is a terminal, 73 or 74 where there is no room for it.
    static func descriptor() throws -> Int32 {
        try spooled.withLock { spooled in
            let descriptor = try spooled ?? spool()
            spooled = descriptor
            return fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        }
    }

    private static func spool() throws -> Int32 {
        guard isatty(STDIN_FILENO) == 0 else {
            throw Refusal(
                .noInput, "'-' is standard input, and nothing is piped into it.",
                next: "Pipe a file into it, as in: cat FILE | lethe show -, or name one.")
        }
        let file = try UnnamedFile.descriptor()
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count == 0 { return file }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let code = errno
                close(file)
                throw FileProblem.refusal(for: code, path: path)
            }
            let code = buffer.withUnsafeBytes {
                Disk.current.writeAll(UnsafeRawBufferPointer(rebasing: $0[..<count]), to: file)
            }
            if code != 0 {
                close(file)
                throw Refusal.notWritten("a temporary file for standard input", code)
            }
        }
    }
}
