internal import Foundation

extension Source {
    /// Opens the parts that `path` names as one text.
    ///
    /// - Throws: as `open`; `Refusal` (64) for formats whose parts can't be joined.
    static func open(_ names: PartNames, path: String, choice: ReadingChoice) throws -> Source {
        guard let firstIndex = names.paths.firstIndex(where: { holdsRecords($0, choice) }) else {
            throw Refusal(
                .badData, "All of the \(names.paths.count) files that '\(path)' stands for hold no record.",
                next: "Name files with records.")
        }
        let (firstPath, firstName) = (names.paths[firstIndex], names.names[firstIndex])
        var single = choice
        single.matrices = []
        if let format = DuckdbParts.format(firstPath, choice) {
            return try DuckdbParts.open(names, format, path: path, choice: choice)
        }
        let first = try open(firstPath, choice: single)
        if let (what, next) = first.reading.format.kind.notJoined {
            throw Refusal(.usage, "Parts of this kind can't be joined: '\(firstName)' is \(what).", next: next)
        }
        let parts = Parts(names, path: path, isText: true)
        let fileName = StandardInput.fileName(of: path)
        let opening = PartOpening(first: first, named: firstName, asked: choice)
        let text = SourceText(
            try PartsText(parts, opening: opening, firstIndex: firstIndex, fileName: fileName))
        try text.extend(by: sampleBytes)
        var reading = first.reading
        reading.matrices = choice.matrices.map(absolute)
        let count = names.paths.count
        return Source(
            file: first.file, text: text, reading: reading, format: first.format,
            notices: ["The table is made of \(count) \(count == 1 ? "file" : "files")."] + names.notices
                + first.notices,
            matrices: try choice.matrices.map(MatrixBeside.init), original: nil, choice: choice,
            parts: parts)
    }

    /// Whether a part has more than a header; one that can't be read has, so that it is said why not.
    private static func holdsRecords(_ path: String, _ choice: ReadingChoice) -> Bool {
        if FileSize.isEmpty(path) { return false }
        var alone = choice
        alone.matrices = []
        alone.mayBeEmpty = true
        guard DuckdbParts.format(path, choice) == nil, let source = try? open(path, choice: alone),
            source.reading.format == .delimited
        else { return true }
        return (try? source.holdsRecord()) ?? true
    }

    /// Whether a record begins in what is looked at of it; where that is not all, one may follow.
    private func holdsRecord() throws -> Bool {
        var indexer = format.makeIndexer()
        var marks = RecordMarks()
        let view = text.view
        let isWhole = text.isComplete && view.count <= Source.sampleBytes
        let sample = SourceView(rebasing: view[..<min(view.count, Source.sampleBytes)])
        try indexer.advance(through: sample, isLast: isWhole, limit: sample.count, into: &marks)
        return marks.rowCount > 0 || !isWhole
    }
}

/// What a file weighs, before it is opened.
enum FileSize {
    static func isEmpty(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_size == 0
    }

    /// 0 where it can't be told.
    static func bytes(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
    }
}
