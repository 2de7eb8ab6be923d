/// Parts that are Parquet or Arrow files: `duckdb` reads them as one, in the order of their names.
enum DuckdbParts {
    /// What duckdb reads the file as; nil where Lethe reads it.
    static func format(_ path: String, _ choice: ReadingChoice) -> DuckdbFormat? {
        let isFar = RemoteFile.isAddress(path)
        guard let file = try? isFar ? RemoteFile.file(path) : MappedFile(path: path) else { return nil }
        return DuckdbFormat(of: file, choice: choice)
    }

    static func open(_ names: PartNames, _ format: DuckdbFormat, path: String, choice: ReadingChoice) throws -> Source {
        let fileName = StandardInput.fileName(of: path)
        let firstPath = names.paths[0]
        let first = try RemoteFile.isAddress(firstPath) ? RemoteFile.file(firstPath) : MappedFile(path: firstPath)
        let unpacked = try Unpacking.table(names.paths, format, fileName: fileName, choice: choice)
        try unpacked.text.extend(by: Source.sampleBytes)
        let whole = unpacked.text.view
        let isWhole = unpacked.text.isComplete && whole.count <= Source.sampleBytes
        let sample = SourceView(rebasing: whole[..<min(whole.count, Source.sampleBytes)])
        let found = try FormatSniffing(sample: sample, isWhole: isWhole, fileName: fileName, choice: unpacked.choice)
            .found(encoding: unpacked.encoding)
        var reading = Reading(format: format.format, compression: .none, encoding: found.encoding, dialect: nil)
        reading.matrices = choice.matrices.map(Source.absolute)
        reading.values = choice.values ?? .usual
        reading.arrays = choice.keepsArrays ? nil : .canonical
        let parts = Parts(names, path: path, isText: false)
        for (path, name) in zip(names.paths, names.names) {
            let begin = PartStart(name: name, start: 0, position: 0, line: 1, columnNames: found.format.columnNames)
            parts.append(
                Parts.Part(
                    path: path, name: name, stamp: try FileStamp(of: path), reading: reading, begin: begin, end: 0,
                    isComplete: true, isMapped: false, order: nil, isCounted: true))
        }
        return Source(
            file: first, text: unpacked.text, reading: reading, format: found.format,
            notices: ["The table is made of \(names.paths.count) \(names.paths.count == 1 ? "file" : "files")."]
                + names.notices
                + unpacked.notices + found.notices,
            matrices: try choice.matrices.map(MatrixBeside.init), original: nil, choice: choice,
            parts: parts)
    }
}
