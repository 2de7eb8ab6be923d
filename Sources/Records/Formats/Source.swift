internal import Foundation

/// A file that was opened: its text, how that is read, and the records at its beginning.
struct Source: Sendable {
    let file: MappedFile
    let text: SourceText
    let reading: Reading
    let format: any RecordFormat
    /// What was guessed or repaired so far, one sentence each.
    let notices: [String]
    /// Matrices that give more columns.
    let matrices: [MatrixBeside]
    /// What the text was made from, where records stand otherwise in the file.
    let original: JSONOriginal?
    /// What a person said, or a project remembers, of how it is read.
    let choice: ReadingChoice
    /// The files that it is made of, where they are several.
    var parts: Parts?
    /// The text as the file has it, where bytes stand in for characters in the one that is read.
    var standIns: StandIns?

    /// How much of a text is looked at before anything else: 1 MiB.
    static let sampleBytes = 1 << 20

    /// Opens a file and finds out how it is read, where `choice` leaves that open.
    ///
    /// - Parameter sampleBytes: how much of it is looked at.
    /// - Throws: `Refusal`: 66 for a file that is missing, a directory or unreadable; 65 for one that is empty or of a kind
    ///   that is not read, or a record in the sample that can't be; 64 for a choice that can't be.
    /// - Complexity: O(1): nothing but the beginning is read.
    static func open(
        _ path: String, choice: ReadingChoice, sampleBytes: Int = Source.sampleBytes
    ) throws -> Source {
        if let test = choice.testSet { return try open(path, beside: test, choice: choice) }
        if let names = try PartNames.resolved(path) { return try open(names, path: path, choice: choice) }
        let file = try RemoteFile.isAddress(path) ? RemoteFile.file(path) : MappedFile(path: path)
        let fileName = StandardInput.fileName(of: path)
        var unpacked = try Unpacking.text(of: file, fileName: fileName, choice: choice)
        try unpacked.text.extend(by: sampleBytes)
        var standIns: StandIns?
        if choice.needsStandIns, unpacked.duckdb == nil { standIns = try unpacked.standIn(fileName) }
        let whole = unpacked.text.view
        let isWhole = unpacked.text.isComplete && whole.count <= sampleBytes
        let sample = SourceView(rebasing: whole[..<min(whole.count, sampleBytes)])
        try FileKind.check(sample, fileName: fileName, delimiter: unpacked.choice.delimiter)
        var sniffing = FormatSniffing(sample: sample, isWhole: isWhole, fileName: fileName, choice: unpacked.choice)
        try sniffing.lookForJSON {
            while !unpacked.text.isComplete { try unpacked.text.extend(by: Self.sampleBytes << 5) }
            return unpacked.text.view
        }
        if case .table(let table) = sniffing.json {
            try choice.refuseUnused(by: .jsonTable, hasHeader: table.hasHeader != nil, fileName)
            return try made(of: table, unpacked, file, fileName, choice)
        }
        let found = try sniffing.found(encoding: unpacked.encoding)
        try choice.refuseUnused(by: unpacked.duckdb?.format ?? found.kind, fileName)
        var reading = Reading(
            format: unpacked.duckdb?.format ?? found.kind, compression: unpacked.compression,
            encoding: found.encoding, dialect: unpacked.duckdb == nil ? found.dialect : nil)
        reading.matrices = choice.matrices.map(absolute)
        reading.values = choice.values ?? .usual
        reading.arrays = choice.keepsArrays ? nil : .canonical
        if let header = found.sparse {
            let sparse = try SparseArff(header, of: unpacked.text, fileName: fileName)
            let text = try SourceText(sparse.makeStream(), fileName: fileName)
            try text.extend(by: sampleBytes)
            return Source(
                file: file, text: text, reading: reading, format: found.format,
                notices: unpacked.notices + found.notices + [sparse.notice],
                matrices: try choice.matrices.map(MatrixBeside.init),
                original: JSONOriginal(text: unpacked.text, table: sparse.places), choice: choice)
        }
        return Source(
            file: file, text: unpacked.text, reading: reading, format: found.format,
            notices: unpacked.notices + found.notices, matrices: try choice.matrices.map(MatrixBeside.init),
            original: nil, choice: choice, standIns: standIns)
    }

    /// The records of a table of JSON, as an object a line.
    private static func made(
        of table: JSONTable, _ unpacked: Unpacking, _ file: MappedFile, _ fileName: String, _ choice: ReadingChoice
    ) throws -> Source {
        let text = try SourceText(JSONTableStream(table, of: unpacked.text), fileName: fileName)
        try text.extend(by: sampleBytes)
        let whole = text.view
        let isWhole = text.isComplete && whole.count <= sampleBytes
        let sample = SourceView(rebasing: whole[..<min(whole.count, sampleBytes)])
        let format = try JSONLinesFormat.make(
            sample: sample, isWhole: isWhole, fileName: fileName, keepsArrays: choice.keepsArrays)
        var reading = Reading(
            format: .jsonTable, compression: unpacked.compression, encoding: unpacked.encoding,
            dialect: table.hasHeader.map { Dialect(hasHeader: $0) })
        reading.matrices = choice.matrices.map(absolute)
        reading.values = choice.values ?? .usual
        reading.arrays = choice.keepsArrays ? nil : .canonical
        return Source(
            file: file, text: text, reading: reading, format: format,
            notices: unpacked.notices + (choice.format == nil ? [table.notice] : []),
            matrices: try choice.matrices.map(MatrixBeside.init),
            original: JSONOriginal(text: unpacked.text, table: table),
            choice: choice)
    }

    static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    /// What finds the records, when they are read in this way.
    func indexer(for format: any RecordFormat) -> any RecordIndexer {
        let indexer = format.makeIndexer()
        guard let parts, parts.isText, let indexer = indexer as? any PartIndexer else { return indexer }
        return PartsIndexer(indexer, parts)
    }

    /// How much of the file has come, where it is unpacked: unknown before its end, so it grows slowly towards 1.
    var fractionUnpacked: Double {
        if let fraction = text.fractionOpened { return fraction }
        let count = Double(text.view.count)
        return count / (count + Double(max(1, file.bytes.count)))
    }
}

/// A JSON text whose records were written anew, an object a line, and where they stand in it.
struct JSONOriginal: Sendable {
    let text: SourceText
    let table: JSONTable
}
