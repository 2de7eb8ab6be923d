internal import Crypto
internal import Foundation

extension Table {
    /// Whether a path names several files, or a folder of them, and some are there.
    public static func namesParts(_ path: String) -> Bool { ((try? PartNames.resolved(path)) ?? nil) != nil }

    /// Whether a path is an address of what is far away, so that opening it asks the network.
    public static func isFarAway(_ path: String) -> Bool { RemoteFile.isAddress(path) }

    /// The file that a record stands in, of a table that is made of several; nil where it is one.
    public func partName(of row: Int) -> String? {
        guard let parts = source.parts else { return nil }
        let (format, marks) = current
        let place =
            parts.isText ? marks.mark(before: row).position : position(of: row, format, marks, source.text.view)
        return parts.file(at: place)?.name
    }

    /// Whether a file of this name would be one of those that the table is made of, as its folder holds it or its pattern
    /// matches it.
    public func wouldHold(_ name: String) -> Bool {
        guard isOfParts, !RemoteFile.isAddress(path) else { return false }
        func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
        let (table, file) = (absolute(path), absolute(name))
        return file.hasPrefix(table + "/") || fnmatch(table, file, FNM_PATHNAME | FNM_PERIOD) == 0
    }

    /// The name of the file that a record stands in.
    public func fileName(of row: Int) -> String { partName(of: row) ?? fileName }

    /// How many files the table is made of.
    public var partCount: Int { source.parts?.names.paths.count ?? 1 }

    /// Whether it is made of what a folder, a pattern or a list names.
    public var isOfParts: Bool { source.parts != nil }

    /// Writes those parts anew that lose records, into a folder of their own, under their names; every other byte of them
    /// as it was. Parts that lose none are not written.
    ///
    /// - Throws: as `copy(without:to:)`.
    /// - Returns: The names of the files that were written, how many records are left out, and the SHA-256 of the names and
    ///   bytes, in hexadecimal.
    /// - Complexity: O(bytes).
    public func writeParts(
        without rows: Set<Int>, turns: [Int: Set<TurnPlace>] = [:], to folder: String
    ) throws -> (names: [String], removed: Int, digest: String) {
        let draft = try draftParts(without: rows, turns: turns, to: folder)
        try draft.commit()
        return (draft.names, draft.removed, draft.digest)
    }

    /// As `writeParts`, on the disk, but without its name, which `commit` gives it.
    public func draftParts(
        without rows: Set<Int>, turns: [Int: Set<TurnPlace>] = [:], to folder: String
    ) throws -> PartsDraft {
        guard let parts = source.parts else { preconditionFailure("a table of parts") }
        try load()
        try parts.checkUnchanged()
        try refuseInside(folder)
        let output = try AtomicFolder(folder)
        let all = parts.all
        let losses = try losses(without: rows, turns: turns, of: all)
        var removed = 0
        var names: [String] = []
        var hash = SHA256()
        for (part, left) in losses.sorted(by: { $0.key < $1.key }) {
            let part = all[part]
            // As a table of its own, in which its records are counted from 0.
            let table = try Table(path: part.path, choice: ReadingChoice(part.reading))
            let copy = "\(part.name.replacing("/", with: "__"))"
            names.append(copy)
            hash.update(data: Array((copy + "\n").utf8))
            removed += try table.writeWithout(left.rows, left.turns, as: copy, in: output) { hash.update(data: $0) }
        }
        try parts.checkUnchanged()
        return PartsDraft(output: output, names: names, removed: removed, digest: Hexadecimal.text(hash.finalize()))
    }

    /// A copy in the folder that the table is read from would be part of it.
    private func refuseInside(_ folder: String) throws {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return }
        let source = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
        let target = URL(fileURLWithPath: folder).standardizedFileURL
        let parent = target.deletingLastPathComponent().resolvingSymlinksInPath().path
        guard parent == source || parent.hasPrefix(source + "/") else { return }
        throw Refusal(
            .cannotCreate, "'\(folder)' is in the folder that the table is read from, and would be part of it.",
            next: "Name a folder beside it.")
    }

    private struct Loss {
        var rows: Set<Int> = []
        var turns: [Int: Set<TurnPlace>] = [:]
    }

    /// What goes of every part, its records counted from 0.
    private func losses(
        without rows: Set<Int>, turns: [Int: Set<TurnPlace>], of parts: [Parts.Part]
    ) throws -> [Int: Loss] {
        let firsts = try firstRows(of: parts)
        func place(_ row: Int) -> (part: Int, row: Int) {
            let part = (firsts.firstIndex { $0 > row } ?? firsts.count) - 1
            return (part, row - firsts[part])
        }
        var losses: [Int: Loss] = [:]
        for row in rows {
            let (part, local) = place(row)
            losses[part, default: Loss()].rows.insert(local)
        }
        for (row, places) in turns where !rows.contains(row) && !places.isEmpty {
            let (part, local) = place(row)
            losses[part, default: Loss()].turns[local] = places
        }
        return losses
    }

    /// The first record of every part.
    func firstRows(of parts: [Parts.Part]) throws -> [Int] {
        let counted = parts.filter(\.isCounted)
        var counts: [Int] = []
        if let first = counted.first, let format = DuckdbFormat(first.reading.format) {
            counts = try CommandStream.counts(of: counted.map(\.path), format, fileName: fileName)
        }
        var first = 0
        let (format, marks) = current
        let view = source.text.view
        let isText = source.parts?.isText == true
        return parts.enumerated().map { index, part in
            if part.isCounted {
                defer { first += counts[index] }
                return first
            }
            // The first record of every part has a mark; in a text that was joined they are gone through.
            if isText { return marks.firstRow(markedFrom: part.start) }
            var low = 0
            var high = rowCount
            while low < high {
                let middle = (low + high) / 2
                if position(of: middle, format, marks, view) < part.start { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }

    /// Writes the table without some records into a file of `folder`.
    ///
    /// - Returns: How many records are left out: those without a turn left, too.
    private func writeWithout(
        _ rows: Set<Int>, _ turns: [Int: Set<TurnPlace>], as name: String, in folder: AtomicFolder,
        _ body: ([UInt8]) -> Void
    ) throws -> Int {
        let parts = turns.filter { !rows.contains($0.key) }
        let turns = try parts.isEmpty ? TurnExtents.Found() : TurnExtents(self).found(parts)
        let rows = rows.union(turns.emptied)
        try folder.write(name) { output in
            try withoutActuallyEscaping(output) { output in
                try withoutActuallyEscaping(body) { body in
                    try writeRest(rows, turns) { bytes in
                        let bytes = Array(bytes)
                        body(bytes)
                        try output(bytes)
                    }
                }
            }
        }
        return rows.count
    }
}

/// Parts of a table that were written anew, in a folder that has no name yet.
public struct PartsDraft: Sendable {
    fileprivate let output: AtomicFolder
    /// Of the files that were written.
    public let names: [String]
    /// How many records are left out.
    public let removed: Int
    /// SHA-256 of the names and bytes, in hexadecimal.
    public let digest: String

    /// Gives the folder its name.
    public func commit() throws { try output.commit() }
}
