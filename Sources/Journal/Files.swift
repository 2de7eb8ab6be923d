import Glibc
import Records

/// The few calls that make a file durable under its name, and never through a link.
enum Files {
    /// Called before every call that changes something on the disk, and before every statement of a database that is being
    /// made: the moments at which a test may look at the disk as a killed process leaves it, or be a disk that is full.
    @TaskLocal static var observer: (@Sendable () throws -> Void)?

    /// Writes a new file, for its owner alone, and waits until it is on the disk.
    ///
    /// - Throws: `StoreFailure`, also where the file exists.
    static func write(to path: String, _ body: ((_ bytes: [UInt8]) throws -> Void) throws -> Void) throws {
        let descriptor = try make(path)
        defer { close(descriptor) }
        var buffer: [UInt8] = []
        func flush() throws {
            try observer?()
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

    /// Makes a file that was not there, for its owner alone, whatever the umask.
    static func make(_ path: String) throws -> Int32 {
        try observer?()
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreFailure(errno: errno, at: path) }
        // A umask may have taken the owner's own bits; where there are no permissions there is nothing to give back.
        _ = fchmod(descriptor, 0o600)
        return descriptor
    }

    /// Opens what must be a file under its own name: a link is not followed, a pipe is not waited on, and what has the
    /// name when it was looked at is what is open afterwards.
    ///
    /// - Returns: nil where there is no such file, or what is there is none.
    static func open(existing path: String, for access: Int32) throws -> (descriptor: Int32, status: FileStatus)? {
        guard let seen = try FileStatus(of: path), seen.kind == .file else { return nil }
        let descriptor = Glibc.open(path, access | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            let code = errno
            if code == ENOENT || code == ELOOP { return nil }
            throw StoreFailure(errno: code, at: path)
        }
        do {
            let status = try FileStatus(descriptor: descriptor, path: path)
            if status.kind == .file, status.identity == seen.identity { return (descriptor, status) }
        } catch {
            close(descriptor)
            throw error
        }
        close(descriptor)
        return nil
    }

    /// The bytes of a small file; nil where there is none of at most `limit` bytes.
    static func read(_ path: String, atMost limit: Int) throws -> [UInt8]? {
        guard let (descriptor, status) = try open(existing: path, for: O_RDONLY), status.size <= limit else {
            return nil
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(status.size)
        var buffer = [UInt8](repeating: 0, count: min(limit + 1, max(4096, min(status.size + 1, 1 << 20))))
        while bytes.count <= limit {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw StoreFailure(errno: errno, at: path) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
        return nil
    }

    /// Waits until a file or a folder's list of names is on the disk.
    static func synchronize(_ path: String) throws {
        try observer?()
        let descriptor = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
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
        try observer?()
        guard Glibc.rename(old, new) == 0 else { throw StoreFailure(errno: errno, at: new) }
    }

    /// Takes a name away, where it is there; what a link names stays.
    static func remove(_ path: String) throws {
        try observer?()
        guard unlink(path) == 0 || errno == ENOENT else { throw StoreFailure(errno: errno, at: path) }
    }

    /// Where a path leads through whatever links, as an absolute path; nil where it leads nowhere.
    static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
