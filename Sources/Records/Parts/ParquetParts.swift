/// Parts that are Parquet files: `duckdb` reads them as one, in the order of their names.
enum ParquetParts {
    static func areParquet(_ path: String, _ choice: ReadingChoice) -> Bool {
        if let format = choice.format { return format == .parquet }
        guard let file = try? MappedFile(path: path) else { return false }
        return file.bytes.starts(with: Unpacking.parquetMagic)
    }

    static func open(_ names: PartNames, path: String, choice: ReadingChoice) throws -> Source {
        let fileName = path.split(separator: "/").last.map(String.init) ?? path
        let files = try names.paths.map { try MappedFile(path: $0) }
        let unpacked = try Unpacking.parquet(paths: names.paths, fileName: fileName, choice: choice)
        try unpacked.text.extend(by: Source.sampleBytes)
        let whole = unpacked.text.view
        let isWhole = unpacked.text.isComplete && whole.count <= Source.sampleBytes
        let sample = SourceView(rebasing: whole[..<min(whole.count, Source.sampleBytes)])
        let found = try FormatSniffing(sample: sample, isWhole: isWhole, fileName: fileName, choice: unpacked.choice)
            .found(encoding: unpacked.encoding)
        var reading = Reading(format: .parquet, compression: .none, encoding: found.encoding, dialect: nil)
        reading.matrices = choice.matrices.map(Source.absolute)
        reading.values = choice.values ?? .usual
        reading.arrays = choice.keepsArrays ? nil : .canonical
        let parts = Parts(names, path: path)
        for (index, file) in files.enumerated() {
            parts.append(
                Parts.Part(
                    path: names.paths[index], name: names.names[index], file: file, reading: reading, header: 0,
                    start: 0, end: 0, isCounted: true))
        }
        return Source(
            file: files[0], text: unpacked.text, reading: reading, format: found.format,
            notices: ["The table is made of \(files.count) \(files.count == 1 ? "file" : "files")."] + names.notices
                + unpacked.notices + found.notices,
            matrices: try choice.matrices.map(MatrixBeside.init), original: nil, choice: choice,
            parts: parts)
    }
}
