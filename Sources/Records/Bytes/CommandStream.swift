internal import Foundation

/// What a program writes: the way to read files that another program reads best.
final class CommandStream: ByteStream {
    private let process = Process()
    private let output = Pipe()
    /// Where it complains: a file, as a pipe that nobody reads would stop it.
    private let errors: UnnamedFile
    private let fileName: String

    /// The records of Parquet files, one after the other, by `duckdb`: as CSV, or as JSON objects, a line each.
    ///
    /// - Throws: `Refusal` (69) where there is no duckdb.
    static func parquet(paths: [String], asJSON: Bool, fileName: String) throws -> CommandStream {
        let format = asJSON ? "FORMAT JSON" : "FORMAT CSV, HEADER"
        return try run("COPY (SELECT * FROM \(parquet(paths))) TO '/dev/stdout' (\(format))", fileName: fileName)
    }

    /// Whether Parquet files have columns of lists, structures or maps, which no cell of CSV holds, or are conversations
    /// by the names of their columns, which JSON has elsewhere: their ids are the same then.
    ///
    /// - Throws: `Refusal`: 69 where there is no duckdb, 65 where it can't read the file.
    static func isNested(parquet paths: [String], fileName: String) throws -> Bool {
        let types = "SELECT column_type, column_name FROM (DESCRIBE SELECT * FROM \(parquet(paths)))"
        let stream = try run("COPY (\(types)) TO '/dev/stdout' (FORMAT CSV, HEADER false)", fileName: fileName)
        let lines = String(decoding: try stream.all(), as: UTF8.self).split(separator: "\n")
        let names = lines.map { $0.split(separator: ",").last.map(String.init) ?? "" }
        if DialogueShape(names: names, holdsConversations: { _ in false }) != nil { return true }
        return lines.contains { type in
            type.contains("[") || type.contains("STRUCT(") || type.contains("MAP(") || type.contains("UNION(")
        }
    }

    private static func run(_ query: String, fileName: String) throws -> CommandStream {
        let program = [try duckdb(for: fileName), "-init", "/dev/null"]
        guard query.utf8.count > longestArgument else {
            return try CommandStream(program + ["-c", query], fileName: fileName)
        }
        // The paths of a thousand parts fit no argument.
        let script = try UnnamedFile()
        try script.write(query + ";\n")
        return try CommandStream(program, input: script.handle, fileName: fileName)
    }

    /// Bytes of an argument that every system takes.
    private static let longestArgument = 1 << 16

    /// How many records each of some Parquet files has.
    static func counts(ofParquet paths: [String], fileName: String) throws -> [Int] {
        try paths.map { path in
            let stream = try run(
                "COPY (SELECT count(*) FROM \(parquet([path]))) TO '/dev/stdout' (FORMAT CSV, HEADER false)",
                fileName: fileName)
            return Int(String(decoding: try stream.all(), as: UTF8.self).trimmingBlanks()) ?? 0
        }
    }

    /// All that comes.
    private func all() throws -> [UInt8] {
        var text: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
        defer { buffer.deallocate() }
        while case let count = try read(into: buffer), count > 0 { text.append(contentsOf: buffer[..<count]) }
        return text
    }

    /// Gives `output` a Parquet file without some records.
    static func writeParquet(
        without rows: Set<Int>, of path: String, fileName: String,
        _ output: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        // The numbers are handed over as a file without a name: a list of millions fits no command line.
        let list = try UnnamedFile()
        try list.write("row\n" + rows.sorted().map { "\($0)\n" }.joined())
        let query = """
            COPY (SELECT * EXCLUDE (file_row_number) FROM \(parquet([path], ", file_row_number = true"))
            WHERE file_row_number NOT IN (SELECT row FROM read_csv('/dev/stdin', header = true, columns = {'row': 'BIGINT'}))
            ORDER BY file_row_number) TO '/dev/stdout' (FORMAT PARQUET)
            """
        let stream = try CommandStream(
            [try duckdb(for: fileName), "-init", "/dev/null", "-c", query], input: list.handle, fileName: fileName)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
        defer { buffer.deallocate() }
        while case let count = try stream.read(into: buffer), count > 0 {
            try output(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    private init(_ arguments: [String], input: FileHandle = .nullDevice, fileName: String) throws {
        self.fileName = fileName
        errors = try UnnamedFile()
        process.executableURL = URL(fileURLWithPath: arguments[0])
        process.arguments = Array(arguments[1...])
        process.standardOutput = output
        process.standardError = errors.handle
        process.standardInput = input
        do {
            try process.run()
        } catch {
            throw Refusal(.unavailable, "'\(arguments[0])' can't be run.", next: "Install it again.")
        }
    }

    deinit {
        if process.isRunning { process.terminate() }
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
            let reason =
                errors.text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "it ended with an error"
            throw Refusal(.badData, "duckdb can't read '\(fileName)': '\(reason)'.", next: "Check the file.")
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
    private static func parquet(_ paths: [String], _ options: String = "") -> String {
        let exact = paths.map { path in quoted(path.map { "*?[".contains($0) ? "[\($0)]" : String($0) }.joined()) }
        let files = exact.count == 1 ? exact[0] : "[\(exact.joined(separator: ", "))]"
        return "read_parquet(\(files), hive_partitioning = false\(options))"
    }

    /// A text of SQL.
    private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
}
