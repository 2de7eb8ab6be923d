internal import Foundation

extension Table {
    /// Whether a path names several files, or a folder of them, and some are there.
    public static func namesParts(_ path: String) -> Bool { ((try? PartNames.resolved(path)) ?? nil) != nil }

    /// How many files the table is made of.
    public var partCount: Int { source.parts?.names.paths.count ?? 1 }

    /// Whether it is made of what a folder, a pattern or a list names.
    public var isOfParts: Bool { source.parts != nil }

    /// Writes those parts anew that lose records, into a folder of their own, under their names; every other byte of them
    /// as it was. Parts that lose none are not written.
    ///
    /// - Throws: as `copy(without:to:)`.
    /// - Returns: The names of the files that were written, and how many records are left out.
    /// - Complexity: O(bytes).
    public func writeParts(
        without rows: Set<Int>, turns: [Int: Set<TurnPlace>] = [:], to folder: String
    ) throws -> (names: [String], removed: Int) {
        guard let parts = source.parts else { preconditionFailure("a table of parts") }
        try load()
        try parts.checkUnchanged()
        try refuseInside(folder)
        let output = try AtomicFolder(folder)
        let losses = try losses(without: rows, turns: turns, of: parts.parts)
        var removed = 0
        for (part, left) in losses.sorted(by: { $0.key < $1.key }) {
            let part = parts.parts[part]
            // As a table of its own, in which its records are counted from 0.
            let table = try Table(path: part.path, choice: ReadingChoice(part.reading))
            let copy = "\(part.name.replacing("/", with: "__"))"
            removed += try table.writeWithout(left.rows, left.turns, as: copy, in: output)
        }
        try parts.checkUnchanged()
        try output.commit()
        return (losses.keys.sorted().map { parts.parts[$0].name.replacing("/", with: "__") }, removed)
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

    /// Refuses (65) where a part begins inside of a record of the one before: a quote is open there.
    func checkParts() throws {
        guard let parts = source.parts, reading.format == .delimited else { return }
        let (format, marks) = current
        let view = source.text.view
        let all = parts.parts
        for (part, first) in zip(all, try firstRows(of: all)) where part.start < part.end && part.start > 0 && first > 0
        {
            let before = format.extent(at: position(of: first - 1, format, marks, view), in: view)
            if before.upperBound > part.start { throw open(before: part) }
        }
    }

    private func open(before part: Parts.Part) -> Refusal {
        Refusal(
            .badData, "The part before '\(part.name)' ends inside of a record: a quote is not closed there.",
            next: "Close it; if quotes mean nothing here: --quoting none")
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
        let counts =
            counted.isEmpty ? [] : try CommandStream.counts(ofParquet: counted.map(\.path), fileName: fileName)
        var first = 0
        // The records between a mark and the beginning of a part are gone through.
        let (format, marks) = current
        let view = source.text.view
        return parts.enumerated().map { index, part in
            if part.isCounted {
                defer { first += counts[index] }
                return first
            }
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
        _ rows: Set<Int>, _ turns: [Int: Set<TurnPlace>], as name: String, in folder: AtomicFolder
    ) throws -> Int {
        let parts = turns.filter { !rows.contains($0.key) }
        let (turnExtents, emptied) = try parts.isEmpty ? ([], []) : TurnExtents(self).extents(of: parts)
        let rows = rows.union(emptied)
        try folder.write(name) { output in
            try withoutActuallyEscaping(output) { output in
                try writeRest(rows, turnExtents) { bytes in try output(Array(bytes)) }
            }
        }
        return rows.count
    }
}
