internal import Foundation

/// What a program writes: the way to read files that another program reads best.
final class CommandStream: ByteStream {
    private let process = Process()
    private let output = Pipe()
    /// Where it complains: a file, as a pipe that nobody reads would stop it.
    private let errors: UnnamedFile
    private let source: Origin

    /// Where programs are looked for.
    @TaskLocal static var folders = ProcessInfo.processInfo.environment["PATH"] ?? ""

    /// What is read, for sentences.
    struct Origin {
        let fileName: String
        let format: DuckdbFormat?
        /// Where it is far away.
        let address: String?

        init(_ paths: [String], fileName: String, format: DuckdbFormat? = nil) {
            (self.fileName, self.format) = (fileName, format)
            address = paths.first.flatMap { RemoteFile.isAddress($0) ? $0 : nil }
        }
    }

    /// The records of some files, one after the other: as CSV, or as JSON objects, a line each.
    ///
    /// - Throws: `Refusal` (69) where there is no duckdb.
    static func table(
        _ paths: [String], _ format: DuckdbFormat, asJSON: Bool, fileName: String
    ) throws -> CommandStream {
        let output = asJSON ? "FORMAT JSON" : "FORMAT CSV, HEADER"
        return try run(
            "\(format.preparation)COPY (SELECT * FROM \(format.relation(paths))) TO '/dev/stdout' (\(output))",
            Origin(paths, fileName: fileName, format: format))
    }

    /// Whether files have columns of lists, structures or maps, which no cell of CSV holds, or are conversations by the
    /// names of their columns, which JSON has elsewhere: their ids are the same then.
    ///
    /// - Throws: `Refusal`: 69 where there is no duckdb, 65 where it can't read the file.
    static func isNested(_ paths: [String], _ format: DuckdbFormat, fileName: String) throws -> Bool {
        let types = "SELECT column_type, column_name FROM (DESCRIBE SELECT * FROM \(format.relation(paths)))"
        let stream = try run(
            "\(format.preparation)COPY (\(types)) TO '/dev/stdout' (FORMAT CSV, HEADER false)",
            Origin(paths, fileName: fileName, format: format))
        let lines = String(decoding: try stream.all(), as: UTF8.self).split(separator: "\n")
        let names = lines.map { $0.split(separator: ",").last.map(String.init) ?? "" }
        if DialogueShape(names: names, holdsConversations: { _ in false }) != nil { return true }
        return lines.contains { type in
            type.contains("[") || type.contains("STRUCT(") || type.contains("MAP(") || type.contains("UNION(")
        }
    }

    /// How many records each of some files has.
    static func counts(of paths: [String], _ format: DuckdbFormat, fileName: String) throws -> [Int] {
        // One query for all: a thousand processes would take a minute.
        let each = paths.enumerated().map { index, path in
            "SELECT \(index) AS place, count(*) AS records FROM \(format.relation([path]))"
        }
        let query = "SELECT records FROM (\(each.joined(separator: " UNION ALL "))) ORDER BY place"
        let stream = try run(
            "\(format.preparation)COPY (\(query)) TO '/dev/stdout' (FORMAT CSV, HEADER false)",
            Origin(paths, fileName: fileName, format: format))
        return String(decoding: try stream.all(), as: UTF8.self).split(separator: "\n").map { Int($0) ?? 0 }
    }

    /// The bytes of a file far away, as they are.
    static func bytes(of address: String) throws -> CommandStream {
        try run(
            "COPY (SELECT content FROM read_blob(\(Sql.text(address)))) TO '/dev/stdout' (FORMAT BLOB)",
            Origin([address], fileName: RemoteFile.name(of: address)))
    }

    /// The one column that a query gives.
    static func lines(of query: String, from address: String) throws -> [String] {
        let stream = try run(
            "COPY (\(query)) TO '/dev/stdout' (FORMAT CSV, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\u{1F}')",
            Origin([address], fileName: RemoteFile.name(of: address)))
        return String(decoding: try stream.all(), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func run(_ query: String, _ source: Origin) throws -> CommandStream {
        let program = [try duckdb(for: source), "-init", "/dev/null"]
        guard query.utf8.count > longestArgument else { return try CommandStream(program + ["-c", query], source) }
        // The paths of a thousand parts fit no argument.
        let script = try UnnamedFile()
        try script.write(query + ";\n")
        return try CommandStream(program, input: script.handle, source)
    }

    /// Bytes of an argument that every system takes.
    private static let longestArgument = 1 << 16

    /// All that comes.
    private func all() throws -> [UInt8] {
        var text: [UInt8] = []
        try forEachPiece { text.append(contentsOf: $0) }
        return text
    }

    private func forEachPiece(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
        defer { buffer.deallocate() }
        while case let count = try read(into: buffer), count > 0 {
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    /// Gives `output` a Parquet file without some records, and without some elements of lists.
    ///
    /// - Parameter elements: by column, then by record, which go, from 0.
    static func writeParquet(
        without rows: Set<Int>, _ elements: [String: [Int: Set<Int>]] = [:], of path: String, fileName: String,
        _ output: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        // The numbers are handed over as a file without a name: a list of millions fits no command line.
        let list = try UnnamedFile()
        let columns = elements.keys.sorted()
        var lines = "row,place,element\n" + rows.sorted().map { "\($0),-1,0\n" }.joined()
        for (place, column) in columns.enumerated() {
            for (row, gone) in (elements[column] ?? [:]).sorted(by: { $0.key < $1.key }) {
                lines += gone.sorted().map { "\(row),\(place),\($0 + 1)\n" }.joined()
            }
        }
        try list.write(lines)
        let source = Origin([path], fileName: fileName, format: .parquet)
        let stream = try CommandStream(
            [try duckdb(for: source), "-init", "/dev/null", "-c", copy(of: path, columns)], input: list.handle, source)
        try stream.forEachPiece(output)
    }

    private static func copy(of path: String, _ columns: [String]) -> String {
        let lists = columns.indices.map {
            ", gone\($0) AS (SELECT row, list(element) AS elements FROM gone WHERE place = \($0) GROUP BY row)"
        }
        let replaced = columns.enumerated().map { place, column in
            let name = Sql.name(column)
            return "CASE WHEN gone\(place).elements IS NULL THEN t.\(name) ELSE "
                + "[x FOR x, i IN t.\(name) IF NOT list_contains(gone\(place).elements, i)] END AS \(name)"
        }
        let joins = columns.indices.map { " LEFT JOIN gone\($0) ON gone\($0).row = t.file_row_number" }
        return """
            COPY (WITH gone AS (SELECT * FROM read_csv('/dev/stdin', header = true,
            columns = {'row': 'BIGINT', 'place': 'BIGINT', 'element': 'BIGINT'}))\(lists.joined())
            SELECT t.* EXCLUDE (file_row_number)\(replaced.isEmpty ? "" : " REPLACE (\(replaced.joined(separator: ", ")))")
            FROM \(DuckdbFormat.parquet.relation([path], ", file_row_number = true")) t\(joins.joined())
            WHERE t.file_row_number NOT IN (SELECT row FROM gone WHERE place < 0)
            ORDER BY t.file_row_number) TO '/dev/stdout' (FORMAT PARQUET)
            """
    }

    private init(_ arguments: [String], input: FileHandle = .nullDevice, _ source: Origin) throws {
        self.source = source
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
            throw failure(errors.text)
        }
        return 0
    }

    /// What became of the program; what it says is of strangers' making.
    private func failure(_ text: String) -> Refusal {
        let reason = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "it ended with an error"
        let lacks = text.contains("Failed to download extension") || text.contains(".duckdb_extension\" not found")
        if lacks, let (name, place) = source.format?.lacking {
            return Refusal(
                .unavailable,
                "duckdb reads '\(source.fileName)' with its extension '\(name)', and can't load it: '\(reason)'.",
                next: "Install it once: duckdb -c 'INSTALL \(name)\(place)'")
        }
        guard let address = source.address else {
            return Refusal(.badData, "duckdb can't read '\(source.fileName)': '\(reason)'.", next: "Check the file.")
        }
        if lacks {
            let name = address.hasPrefix("az") || address.hasPrefix("abfss") ? "azure" : "httpfs"
            return Refusal(
                .unavailable,
                "duckdb fetches '\(address)' with its extension '\(name)', and can't load it: '\(reason)'.",
                next: "Install it once, where there is a network: duckdb -c 'INSTALL \(name)'")
        }
        return Refusal(
            .noInput, "duckdb can't fetch '\(address)': '\(reason)'.",
            next:
                "Check the address, the network and, for what is private, the secrets that duckdb has.")
    }

    private static func duckdb(for source: Origin) throws -> String {
        for folder in folders.split(separator: ":") {
            let path = "\(folder)/duckdb"
            if access(path, X_OK) == 0 { return path }
        }
        let what =
            source.format.map { "is \($0 == .parquet ? "a" : "an") \($0.title) file, which is read" }
            ?? "is far away, and is fetched"
        throw Refusal(
            .unavailable, "'\(source.fileName)' \(what) through duckdb, and there is none in the PATH.",
            next: "Get it with: pip install duckdb-cli")
    }
}
