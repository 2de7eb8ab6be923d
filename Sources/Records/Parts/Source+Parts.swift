internal import Foundation

extension Source {
    /// Opens the parts that `path` names as one text.
    ///
    /// - Throws: as `open`; `Refusal` (64) for formats whose parts can't be joined.
    static func open(_ names: PartNames, path: String, choice: ReadingChoice) throws -> Source {
        guard let firstPath = names.paths.first(where: { holdsRecords($0, choice) }) else {
            throw Refusal(
                .badData, "All of the \(names.paths.count) files that '\(path)' stands for hold no record.",
                next: "Name files with records.")
        }
        let left = names.paths.drop { $0 != firstPath }
        let kept = PartNames(
            paths: Array(left), names: Array(names.names.suffix(left.count)), notices: names.notices)
        var single = choice
        single.matrices = []
        if ParquetParts.areParquet(firstPath, choice) {
            return try ParquetParts.open(kept, path: path, choice: choice)
        }
        let first = try open(firstPath, choice: single)
        switch first.reading.format {
        case .delimited, .jsonLines, .libsvm: break
        default:
            throw Refusal(
                .usage,
                "Parts of this kind can't be joined: '\(kept.names[0])' is \(first.reading.format == .npy ? "a matrix" : "one JSON document").",
                next: first.reading.format == .npy
                    ? "Name one file." : "Write a record a line, for instance with jq -c '.[]'.")
        }
        let parts = Parts(kept, path: path)
        let fileName = path.split(separator: "/").last.map(String.init) ?? path
        let text = try SourceText(PartsStream(parts, first: first, asked: choice), fileName: fileName)
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
        guard !ParquetParts.areParquet(path, choice), let source = try? open(path, choice: alone),
            source.reading.format == .delimited, let before = try? source.bytesBeforeRecords()
        else { return true }
        return before < source.text.view.count
    }

    /// What stands before the first record: a byte-order mark, comments, a header; all there is where no record follows.
    func bytesBeforeRecords() throws -> Int {
        var indexer = format.makeIndexer()
        var marks = RecordMarks()
        let view = text.view
        let isWhole = text.isComplete && view.count <= Source.sampleBytes
        let sample = SourceView(rebasing: view[..<min(view.count, Source.sampleBytes)])
        try indexer.advance(through: sample, isLast: isWhole, limit: sample.count, into: &marks)
        return marks.marks.first?.position ?? view.count
    }
}

/// What a file weighs, before it is opened.
enum FileSize {
    static func isEmpty(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_size == 0
    }
}
