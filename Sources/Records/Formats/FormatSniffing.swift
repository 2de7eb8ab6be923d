/// Which format a text is in.
struct FormatSniffing {
    let sample: SourceView
    let isWhole: Bool
    let fileName: String
    let choice: ReadingChoice
    /// How the records stand in it, where it is JSON.
    private(set) var json: JSONShape?

    struct Found {
        let format: any RecordFormat
        let kind: FileFormat
        let encoding: TextEncoding
        let dialect: Dialect?
        let notices: [String]
        /// The header of an ARFF file whose records are sparse.
        var sparse: ArffHeader? = nil
    }

    /// The format that was chosen, or the first that recognises the sample; delimited text is what is left.
    ///
    /// - Parameter encoding: what the text was converted from, or what its bytes are to be read as.
    /// - Throws: `Refusal` (65) for a sample that is not in the chosen format.
    func found(encoding: TextEncoding) throws -> Found {
        switch choice.format ?? guessed {
        case .jsonLines:
            let format = try JSONLinesFormat.make(
                sample: sample, isWhole: isWhole, fileName: fileName, keepsArrays: choice.keepsArrays)
            return other(format, .jsonLines, encoding, "a JSON object a line")
        case .jsonArray:
            let format = try JSONArrayFormat.make(
                sample: sample, isWhole: isWhole, fileName: fileName, keepsArrays: choice.keepsArrays)
            return other(format, .jsonArray, encoding, "an array of JSON objects")
        case .jsonObjects:
            let format = try JSONArrayFormat.make(
                sample: sample, isWhole: isWhole, fileName: fileName, isSequence: true, keepsArrays: choice.keepsArrays)
            return other(format, .jsonObjects, encoding, "JSON objects, one after the other")
        case .jsonTable:
            throw Refusal(
                .badData, "'\(fileName)' is no JSON of columns, of arrays or of objects inside of one.",
                next: "Leave --format out, or name another one.")
        case .arff:
            let isWestern =
                choice.encoding == nil && encoding == .utf8 && WesternText.isLikely(sample, isWhole: isWhole)
            let encoding = isWestern ? TextEncoding.windows1252 : encoding
            let made = try ArffFormat.make(sample: sample, isWhole: isWhole, fileName: fileName, encoding: encoding)
            let found = other(made.format, .arff, encoding, "ARFF, with the kinds of columns that it declares")
            return Found(
                format: found.format, kind: .arff, encoding: encoding, dialect: nil,
                notices: found.notices + (isWestern ? [WesternText.notice] : []) + made.notices, sparse: made.sparse)
        case .libsvm:
            let format = try LibsvmFormat.make(sample: sample, isWhole: isWhole, fileName: fileName)
            return other(format, .libsvm, encoding, "a label and index:number pairs a line")
        case .npy:
            let header = try NpyHeader(sample, byteCount: nil, fileName: fileName)
            return other(NpyFormat(fileName: fileName, header: header), .npy, .utf8, "a NumPy matrix")
        case .delimited, .parquet, .arrow: return try delimited(encoding)
        }
    }

    /// Finds out whether the text is JSON, and how its records stand in it.
    ///
    /// - Parameter whole: gives the whole text, where its beginning does not tell.
    mutating func lookForJSON(_ whole: () throws -> SourceView) throws {
        let isOpen = choice.format == nil && choice.delimiter == nil && choice.quoting == nil
        guard isOpen || choice.format == .jsonTable else { return }
        json = try JSONShape.of(
            sample, isWhole: isWhole, fileName: choice.format == .jsonTable ? "" : fileName,
            hasHeader: choice.hasHeader, isTable: choice.format == .jsonTable, whole: whole)
    }

    private var guessed: FileFormat {
        // Who says how fields are separated says that they are.
        if choice.delimiter != nil || choice.quoting != nil { return .delimited }
        if sample.starts(with: NpyHeader.magic) { return .npy }
        switch json {
        case .lines, .table: return .jsonLines
        case .array: return .jsonArray
        case .objects: return .jsonObjects
        case nil: break
        }
        if LibsvmFormat.recognises(sample, isWhole: isWhole) { return .libsvm }
        if ArffFormat.recognises(sample) { return .arff }
        // What a file's name says it is and is not is refused by its place, not read as something else.
        switch FileEnding.of(fileName) {
        case "jsonl", "ndjson": return .jsonLines
        case "json": return .jsonArray
        case "svm", "libsvm", "svmlight": return .libsvm
        case "arff": return .arff
        default: return .delimited
        }
    }

    private func other(
        _ format: any RecordFormat, _ kind: FileFormat, _ encoding: TextEncoding, _ what: String
    ) -> Found {
        let notices = choice.format == nil ? ["The file is read as \(what)."] : []
        return Found(format: format, kind: kind, encoding: encoding, dialect: nil, notices: notices)
    }

    private func delimited(_ converted: TextEncoding) throws -> Found {
        var encoding = converted
        var notices: [String] = []
        if choice.encoding == nil, encoding == .utf8, WesternText.isLikely(sample, isWhole: isWhole) {
            encoding = .windows1252
            notices.append(WesternText.notice)
        }
        let sniffed = try DelimitedFormat.sniffed(
            sample, isWhole: isWhole, fileName: fileName, encoding: encoding == .windows1252 ? encoding : .utf8,
            choice: choice)
        return Found(
            format: sniffed.format, kind: .delimited, encoding: encoding, dialect: sniffed.format.dialect,
            notices: notices + sniffed.notices)
    }
}
