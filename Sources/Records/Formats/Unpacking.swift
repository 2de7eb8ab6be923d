/// From the bytes of a file to its text: unpacked, converted.
struct Unpacking {
    private(set) var text: SourceText
    let compression: Compression
    let encoding: TextEncoding
    /// What duckdb made it of; nil where it is the file's.
    let duckdb: DuckdbFormat?
    /// What is left to be found out.
    private(set) var choice: ReadingChoice
    let notices: [String]

    private static let sampleBytes = 64 * 1024

    /// Finds out how the bytes are packed and encoded, and makes a text of them; nothing is unpacked yet but the beginning.
    ///
    /// - Throws: `Refusal`: 65 for what can't be unpacked, 69 where the program that reads Parquet or Arrow is missing.
    static func text(of file: MappedFile, fileName: String, choice: ReadingChoice) throws -> Unpacking {
        if let format = DuckdbFormat(of: file, choice: choice) {
            return try table([file.nameForOthers], format, fileName: fileName, choice: choice)
        }
        var notices: [String] = []
        var pipe = file.isRegular ? nil : file.makePipeStream()
        var beginning = file.isRegular ? Array(file.bytes.prefix(sampleBytes)) : []
        if !file.isRegular { beginning = try readUp(to: sampleBytes, from: &pipe) }
        let compression = choice.compression ?? Self.compression(beginning)
        func raw() -> any ByteStream {
            guard let pipe else { return MappedStream(file) }
            return ChainedStream(beginning, then: pipe)
        }
        var stream: (any ByteStream)?
        switch compression {
        case .none: stream = pipe == nil ? nil : raw()
        case .gzip: stream = GzipStream(raw(), fileName: fileName)
        case .zstd: stream = ZstdStream(raw(), fileName: fileName)
        }
        if compression != .none {
            if choice.compression == nil { notices.append("The file is unpacked with \(compression.rawValue).") }
            var unpacked = stream
            beginning = try readUp(to: sampleBytes, from: &unpacked)
            stream = unpacked.map { ChainedStream(beginning, then: $0) }
        }
        let encoding = choice.encoding ?? Self.encoding(beginning)
        if let code = encoding.tableCode {
            stream = DecodedStream(stream ?? MappedStream(file), code: code)
            if choice.encoding == nil { notices.append("The text is \(encoding.title), and is converted.") }
        }
        if encoding == .utf16LittleEndian || encoding == .utf16BigEndian {
            let source: any ByteStream = stream ?? MappedStream(file)
            stream = UTF16Stream(source, isBigEndian: encoding == .utf16BigEndian, fileName: fileName)
            if choice.encoding == nil { notices.append("The text is UTF-16, and is converted.") }
        }
        let text = try stream.map { try SourceText($0, fileName: fileName) } ?? SourceText(file)
        return Unpacking(
            text: text, compression: compression, encoding: encoding, duckdb: nil, choice: choice, notices: notices
        )
    }

    /// Has bytes stand in for characters that were said to separate fields, or to begin comments.
    ///
    /// - Returns: Nil where the text has one byte for each of them anyway.
    mutating func standIn(_ fileName: String) throws -> StandIns? {
        let view = text.view
        let sample = SourceView(rebasing: view[..<min(view.count, Source.sampleBytes)])
        let isWestern =
            choice.encoding == nil && encoding == .utf8 && WesternText.isLikely(sample, isWhole: text.isComplete)
        let made = try choice.standingIn(for: text, encoding, isWestern: isWestern, fileName: fileName)
        (text, choice) = (made.text, made.choice)
        try text.extend(by: Source.sampleBytes)
        return made.standIns
    }

    /// The text that duckdb makes of files.
    static func table(
        _ paths: [String], _ format: DuckdbFormat, fileName: String, choice: ReadingChoice
    ) throws -> Unpacking {
        var inner = ReadingChoice()
        inner.encoding = .utf8
        inner.keepsArrays = choice.keepsArrays
        // Columns of lists and structures come as JSON; a project of an earlier version knows them as duckdb spells them.
        let isNested = try !choice.keepsArrays && CommandStream.isNested(paths, format, fileName: fileName)
        if isNested {
            inner.format = .jsonLines
        } else {
            (inner.format, inner.delimiter, inner.hasHeader, inner.quoting) = (.delimited, 44, true, .doubled)
        }
        let stream = try CommandStream.table(paths, format, asJSON: isNested, fileName: fileName)
        return Unpacking(
            text: try SourceText(stream, fileName: fileName), compression: .none, encoding: .utf8, duckdb: format,
            choice: inner,
            notices: choice.format == nil ? ["The file is \(format.title), and is read through duckdb."] : [])
    }

    private static func compression(_ beginning: [UInt8]) -> Compression {
        if beginning.starts(with: [0x1F, 0x8B]) { return .gzip }
        return beginning.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) ? .zstd : .none
    }

    /// UTF-16 by its byte-order mark, or by every other byte being 0 in most of the text; else UTF-8 as far as is known.
    private static func encoding(_ beginning: [UInt8]) -> TextEncoding {
        if beginning.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        if beginning.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
        let pairs = beginning.count / 2
        if let encoding = EastAsianText.encoding(of: beginning, isWhole: beginning.count < sampleBytes) {
            return encoding
        }
        guard pairs >= 4 else { return .utf8 }
        let evenZeros = stride(from: 0, to: pairs * 2, by: 2).count { beginning[$0] == 0 }
        let oddZeros = stride(from: 1, to: pairs * 2, by: 2).count { beginning[$0] == 0 }
        if oddZeros * 2 > pairs, evenZeros * 20 < pairs { return .utf16LittleEndian }
        return evenZeros * 2 > pairs && oddZeros * 20 < pairs ? .utf16BigEndian : .utf8
    }

    private static func readUp<Stream: ByteStream>(to limit: Int, from stream: inout Stream?) throws -> [UInt8] {
        try readUp(to: limit) { try stream?.read(into: $0) ?? 0 }
    }

    private static func readUp(to limit: Int, from stream: inout (any ByteStream)?) throws -> [UInt8] {
        try readUp(to: limit) { try stream?.read(into: $0) ?? 0 }
    }

    private static func readUp(
        to limit: Int, _ read: (UnsafeMutableRawBufferPointer) throws -> Int
    ) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            count = 0
            while count < limit {
                let room = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let new = try read(room)
                if new == 0 { break }
                count += new
            }
        }
    }
}
