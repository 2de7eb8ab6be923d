internal import Foundation
internal import Synchronization

/// Files that are far away, named by their addresses: `hf://datasets/…`, `s3://…`, `https://…`. The `duckdb` command
/// fetches them: once, into files without names, which are then read as any other. Parquet and Arrow it reads itself.
enum RemoteFile {
    private static let schemes = ["hf", "s3", "gs", "gcs", "r2", "az", "abfss", "https", "http"]
    private static let fetched = Mutex<[String: Int32]>([:])

    /// Whether a path is an address and no file.
    static func isAddress(_ path: String) -> Bool { scheme(path) != nil }

    /// Whether a path names several files far away; in an address of the web "?" begins what is asked for.
    static func isPattern(_ path: String) -> Bool {
        guard let scheme = scheme(path), !scheme.hasPrefix("http") else { return false }
        return path.contains { "*?[".contains($0) }
    }

    private static func scheme(_ path: String) -> String? {
        guard let end = path.firstRange(of: "://") else { return nil }
        let scheme = path[..<end.lowerBound].lowercased()
        return schemes.contains(scheme) ? scheme : nil
    }

    /// What the file is called: the end of its path.
    static func name(of address: String) -> String {
        let path = address.prefix { $0 != "?" && $0 != "#" }
        return path.split(separator: "/").last.map(String.init) ?? address
    }

    /// The bytes as they are, of a file that Lethe reads; nothing of one that duckdb does.
    ///
    /// - Throws: `Refusal`: 69 where there is no duckdb, 66 where the file can't be fetched.
    static func file(_ address: String) throws -> MappedFile {
        if DuckdbFormat(byName: name(of: address)) != nil {
            return try MappedFile(descriptor: UnnamedFile.descriptor(), path: address)
        }
        let descriptor = try fetched.withLock { fetched in
            if let known = fetched[address] { return known }
            let new = try fetch(address)
            fetched[address] = new
            return new
        }
        return try MappedFile(descriptor: fcntl(descriptor, F_DUPFD_CLOEXEC, 0), path: address)
    }

    /// The addresses that a pattern stands for, ascending.
    static func matching(_ pattern: String) throws -> [String] {
        let names = try CommandStream.lines(
            of: "SELECT file FROM glob(\(Sql.text(pattern))) ORDER BY file", from: pattern)
        // A list of a stranger's: nothing but what is far away, too.
        return names.filter { scheme($0) == scheme(pattern) }
    }

    private static func fetch(_ address: String) throws -> Int32 {
        let stream = try CommandStream.bytes(of: address)
        let file = try UnnamedFile.descriptor()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        do {
            while case let count = try stream.read(into: buffer), count > 0 {
                let code = Disk.current.writeAll(
                    UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: file)
                if code != 0 { throw Refusal.notWritten("a temporary file for '\(name(of: address))'", code) }
            }
        } catch {
            close(file)
            throw error
        }
        return file
    }
}
