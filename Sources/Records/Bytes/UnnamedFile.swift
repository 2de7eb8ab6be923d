internal import Foundation

/// A file that has no name, so that nothing of it is left, however the program ends.
struct UnnamedFile {
    let handle: FileHandle

    /// - Throws: `Refusal` (73) where there is no folder for temporary files.
    init() throws { handle = FileHandle(fileDescriptor: try Self.descriptor(), closeOnDealloc: true) }

    /// Such a file, to be closed by who asked.
    ///
    /// - Throws: `Refusal` (73).
    static func descriptor() throws -> Int32 {
        let folder = FileManager.default.temporaryDirectory.path
        // What `mkstemp` puts its own characters for.
        let blanks = String(repeating: "X", count: 6)
        var name = Array("\(folder)/lethe-\(blanks)".utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw Refusal.cannotCreate(folder + "/lethe-…", errno) }
        unlink(&name)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }

    /// What a program will read from its begin.
    func write(_ text: String) throws {
        var text = text
        let code = text.withUTF8 { Disk.current.writeAll(UnsafeRawBufferPointer($0), to: handle.fileDescriptor) }
        if code != 0 { throw Refusal.notWritten("a temporary file", code) }
        lseek(handle.fileDescriptor, 0, SEEK_SET)
    }

    var text: String {
        lseek(handle.fileDescriptor, 0, SEEK_SET)
        return String(decoding: (try? handle.readToEnd()) ?? Data(), as: UTF8.self)
    }
}
