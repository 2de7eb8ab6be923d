internal import Foundation

/// What a program writes: the way to read files that another program reads best.
final class CommandStream: ByteStream {
    private let process = Process()
    private let output = Pipe()
    /// Where it complains: a file, as a pipe that nobody reads would stop it.
    private let errors: FileHandle
    private let errorPath: String
    private let fileName: String

    /// The records of a Parquet file as CSV, by `duckdb`.
    ///
    /// - Throws: `Refusal` (69) where there is no duckdb.
    static func parquet(path: String, fileName: String) throws -> CommandStream {
        let query = "COPY (SELECT * FROM \(parquet(path))) TO '/dev/stdout' (FORMAT CSV, HEADER)"
        return try CommandStream([try duckdb(for: fileName), "-init", "/dev/null", "-c", query], fileName: fileName)
    }

    /// Writes a Parquet file without some records, in one step or not at all.
    static func writeParquet(without rows: Set<Int>, of path: String, to copy: String, fileName: String) throws {
        let temporary = copy + ".\(getpid()).part"
        defer { unlink(temporary) }
        // The numbers are handed over in a file: a list of millions fits no command line.
        let list = temporary + ".rows"
        defer { unlink(list) }
        try Data(("row\n" + rows.sorted().map { "\($0)\n" }.joined()).utf8).write(to: URL(fileURLWithPath: list))
        let query = """
            COPY (SELECT * EXCLUDE (file_row_number) FROM \(parquet(path, ", file_row_number = true"))
            WHERE file_row_number NOT IN (SELECT row FROM read_csv(\(quoted(list)), header = true, columns = {'row': 'BIGINT'}))
            ORDER BY file_row_number) TO \(quoted(temporary)) (FORMAT PARQUET)
            """
        let stream = try CommandStream(
            [try duckdb(for: fileName), "-init", "/dev/null", "-c", query], fileName: fileName)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 1)
        defer { buffer.deallocate() }
        while try stream.read(into: buffer) > 0 {}
        // To disk before it takes its place, with the permissions that the file has.
        var status = stat()
        let descriptor = open(temporary, O_RDONLY | O_CLOEXEC)
        if descriptor >= 0 {
            if stat(path, &status) == 0 { fchmod(descriptor, status.st_mode & 0o777) }
            fsync(descriptor)
            close(descriptor)
        }
        guard descriptor >= 0, rename(temporary, copy) == 0 else {
            throw Refusal(
                .cannotCreate, "'\(copy)' can't be created: \(String(cString: strerror(errno)).lowercased()).",
                next: "Name another file.")
        }
    }

    private init(_ arguments: [String], fileName: String) throws {
        self.fileName = fileName
        errorPath = FileManager.default.temporaryDirectory.appendingPathComponent("lethe-\(UUID().uuidString)").path
        _ = FileManager.default.createFile(atPath: errorPath, contents: nil, attributes: [.posixPermissions: 0o600])
        errors = FileHandle(forWritingAtPath: errorPath) ?? .nullDevice
        process.executableURL = URL(fileURLWithPath: arguments[0])
        process.arguments = Array(arguments[1...])
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw Refusal(
                .unavailable, "'\(arguments[0])' can't be run: \(error.localizedDescription).",
                next: "Install it again.")
        }
    }

    deinit {
        if process.isRunning { process.terminate() }
        unlink(errorPath)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = Glibc.read(output.fileHandleForReading.fileDescriptor, buffer.baseAddress, buffer.count)
            if count > 0 { return count }
            if count < 0, errno == EINTR { continue }
            break
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let said = (try? String(contentsOfFile: errorPath, encoding: .utf8)) ?? ""
            let reason = said.split(whereSeparator: \.isNewline).first.map(String.init) ?? "it ended with an error"
            throw Refusal(.badData, "'\(fileName)' can't be read by duckdb: \(reason)", next: "Check the file.")
        }
        return 0
    }

    private static func duckdb(for fileName: String) throws -> String {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        for folder in folders {
            let path = "\(folder)/duckdb"
            if access(path, X_OK) == 0 { return path }
        }
        throw Refusal(
            .unavailable,
            "'\(fileName)' is a Parquet file, which is read through duckdb, and there is none in the PATH.",
            next: "Get it with: pip install duckdb-cli")
    }

    /// The records of the one file at `path`: duckdb takes a path for a pattern that other files may match, and
    /// "a=1" in it for a column.
    private static func parquet(_ path: String, _ options: String = "") -> String {
        let exact = path.map { "*?[".contains($0) ? "[\($0)]" : String($0) }.joined()
        return "read_parquet(\(quoted(exact)), hive_partitioning = false\(options))"
    }

    /// A text of SQL.
    private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
}
