import Foundation

/// The files that one path names together: those of a folder, those that a pattern matches, those of a list.
struct PartNames: Sendable {
    /// One after the other, as they are read.
    let paths: [String]
    /// What tells them apart: their paths below the folder, or their file names.
    let names: [String]
    /// What was left out, in a sentence.
    let notices: [String]

    /// The most files that a table is made of.
    static let most = 100_000

    /// The parts that `path` names; nil where it is one file, or is there not at all.
    ///
    /// A folder stands for the files in it and below, hidden ones, those that begin with "_" and those of another ending
    /// than most left out; a pattern (`*`, `?`, `[…]`) for what it matches; "@FILE" for the paths in a list, a line each.
    /// Order is by name, but in a list.
    ///
    /// - Throws: `Refusal` (66) where a folder, a pattern or a list names no file.
    static func resolved(_ path: String) throws -> PartNames? {
        if RemoteFile.isAddress(path) { return RemoteFile.isPattern(path) ? try farAway(path) : nil }
        var status = stat()
        if stat(path, &status) == 0 {
            return status.st_mode & S_IFMT == S_IFDIR ? try inFolder(path) : nil
        }
        let (folder, name) = PathText.parts(of: path)
        if path.hasPrefix("@"), path.count > 1 { return try inList(String(path.dropFirst())) }
        if name.hasPrefix("@"), name.count > 1 {
            return try inList(PathText.path(of: String(name.dropFirst()), in: folder))
        }
        return path.contains(where: { "*?[".contains($0) }) ? try matching(path) : nil
    }

    private static func farAway(_ pattern: String) throws -> PartNames {
        let paths = try RemoteFile.matching(pattern)
        guard !paths.isEmpty else {
            throw Refusal(.noInput, "No file matches '\(pattern)'.", next: "Check the address; quote it in a shell.")
        }
        return PartNames(paths: paths, names: unique(paths), notices: [])
    }

    /// The files of a table and, behind them, those of its test set.
    ///
    /// - Throws: as `resolved`; `Refusal` (64) where a file is in both.
    static func joined(_ path: String, _ test: String) throws -> PartNames {
        func names(_ path: String) throws -> PartNames {
            try resolved(path) ?? PartNames(paths: [path], names: [PathText.parts(of: path).name], notices: [])
        }
        let (own, beside) = (try names(path), try names(test))
        let real = Set(own.paths.map(absolute))
        if let twice = beside.paths.first(where: { real.contains(absolute($0)) }) {
            throw Refusal(
                .usage, "'\(twice)' is a file of the table, and of its test set too.",
                next: "Name other files with --test; to hold out a share of one file: --test-fraction, or --split COL")
        }
        let all = own.names + beside.names
        let paths = own.paths + beside.paths
        return PartNames(
            paths: paths, names: Set(all).count == all.count ? all : unique(paths),
            notices: own.notices + beside.notices)
    }

    private static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    }

    private static func inFolder(_ path: String) throws -> PartNames {
        var folder = path
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        var names: [String] = []
        try list(folder, below: "", into: &names, level: 0)
        names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        // What most of them are, by their endings: a read-me beside them is no part.
        let endings = Dictionary(grouping: names, by: ending)
        let main = endings.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
        let kept = names.filter { ending($0) == main }
        guard !kept.isEmpty else {
            throw Refusal(
                .noInput, "The folder '\(path)' holds no file of records.", next: "Name a file, or a folder of files.")
        }
        let others = names.filter { ending($0) != main }
        let notice =
            others.isEmpty
            ? []
            : [
                "\(others.count) other \(others.count == 1 ? "file" : "files") in the folder not read: \(HeaderNames.list(others.map { "'\($0)'" }))."
            ]
        return PartNames(paths: kept.map { "\(folder)/\($0)" }, names: kept, notices: notice)
    }

    private static func list(_ folder: String, below: String, into names: inout [String], level: Int) throws {
        let entries: [String]
        do {
            entries = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw Refusal(
                .noInput, "The folder '\(folder)' can't be read.",
                next: "Check its permissions with: ls -ld '\(folder)'")
        }
        for entry in entries where !entry.hasPrefix(".") && !entry.hasPrefix("_") {
            var status = stat()
            let path = "\(folder)/\(entry)"
            guard stat(path, &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFREG:
                names.append(below + entry)
                if names.count > most {
                    throw Refusal(
                        .noInput,
                        "The folder '\(folder)' holds more than \(most) files, the most that a table is made of.",
                        next: "Join some of them first.")
                }
            case S_IFDIR where level < 8 && !entry.hasSuffix(".lethe"):
                try list(path, below: below + entry + "/", into: &names, level: level + 1)
            default: break
            }
        }
    }

    /// What a file is called by its kind: "csv", "jsonl.gz".
    private static func ending(_ name: String) -> String {
        let file = PathText.parts(of: name).name
        let words = file.split(separator: ".").dropFirst().suffix(2).map { $0.lowercased() }
        guard let last = words.last else { return "" }
        return ["gz", "zst"].contains(last) ? words.joined(separator: ".") : last
    }

    private static func matching(_ pattern: String) throws -> PartNames {
        var found = glob_t()
        defer { globfree(&found) }
        let isFound = glob(pattern, GLOB_NOSORT | GLOB_BRACE, nil, &found) == 0
        let all = (0..<(isFound ? Int(found.gl_pathc) : 0)).compactMap {
            found.gl_pathv[$0].map { String(cString: $0) }
        }
        let paths = all.filter { path in
            var status = stat()
            return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard !paths.isEmpty else {
            throw Refusal(
                .noInput, "No file matches '\(pattern)'.",
                next: "See what is there with: ls; quote the pattern in a shell.")
        }
        return PartNames(paths: paths, names: unique(paths), notices: [])
    }

    private static func inList(_ list: String) throws -> PartNames {
        let folder = PathText.parts(of: list).folder
        let bytes = try SmallFile.bytes(of: list, atMost: 64 << 20, "a list of files")
        let text = String(decoding: bytes, as: UTF8.self)
        let paths = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
            .map { $0.hasPrefix("/") || RemoteFile.isAddress($0) ? $0 : PathText.path(of: $0, in: folder) }
        guard !paths.isEmpty else {
            throw Refusal(.noInput, "The list '\(list)' names no file.", next: "Write a path a line into it.")
        }
        var seen: Set<String> = []
        if let twice = paths.first(where: { !seen.insert($0).inserted }) {
            throw Refusal(
                .badData, "The list '\(list)' names '\(twice)' twice.", next: "Take one of them out of it.")
        }
        return PartNames(paths: paths, names: unique(paths), notices: [])
    }

    /// File names where they tell the parts apart, else their paths without what all begin with.
    private static func unique(_ paths: [String]) -> [String] {
        let names = paths.map { PathText.parts(of: $0).name }
        if Set(names).count == names.count { return names }
        // The folders that all share tell nothing, but where the table is kept.
        let folders = paths.map { absolute($0).split(separator: "/").map(String.init) }
        var shared = 0
        while folders.allSatisfy({ $0.count > shared + 1 && $0[shared] == folders[0][shared] }) { shared += 1 }
        return folders.map { $0.dropFirst(shared).joined(separator: "/") }
    }
}
