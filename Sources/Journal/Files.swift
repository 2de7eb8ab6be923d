import Glibc

/// The few calls that make a file durable under its name.
enum Files {
    /// Writes a new file, for its owner alone, and waits until it is on the disk.
    ///
    /// - Throws: `StoreFailure`, also where the file exists.
    static func write(to path: String, _ body: ((_ bytes: [UInt8]) throws -> Void) throws -> Void) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreFailure(errno: errno, at: path) }
        defer { close(descriptor) }
        var buffer: [UInt8] = []
        func flush() throws {
            var written = 0
            while written < buffer.count {
                let count = buffer[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw StoreFailure(errno: errno, at: path) }
                written += count
            }
            buffer.removeAll(keepingCapacity: true)
        }
        try body { bytes in
            buffer += bytes
            if buffer.count >= 1 << 16 { try flush() }
        }
        try flush()
        guard fsync(descriptor) == 0 else { throw StoreFailure(errno: errno, at: path) }
    }

    /// Waits until a file or a folder's list of names is on the disk.
    static func synchronize(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoreFailure(errno: errno, at: path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StoreFailure(errno: errno, at: path) }
    }

    /// Whether anything has the name, a dangling link too.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    static func rename(_ old: String, to new: String) throws {
        guard Glibc.rename(old, new) == 0 else { throw StoreFailure(errno: errno, at: new) }
    }
}
