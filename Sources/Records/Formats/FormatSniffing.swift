/// Which format a text is in.
struct FormatSniffing {
    let sample: SourceView
    let isWhole: Bool
    let fileName: String
    let choice: ReadingChoice

    struct Found {
        let format: any RecordFormat
        let kind: FileFormat
        let encoding: TextEncoding
        let dialect: Dialect?
        let notices: [String]
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
        case .libsvm:
            let format = try LibsvmFormat.make(sample: sample, isWhole: isWhole, fileName: fileName)
            return other(format, .libsvm, encoding, "a label and index:number pairs a line")
        case .npy:
            let header = try NpyHeader(sample, byteCount: nil, fileName: fileName)
            return other(NpyFormat(fileName: fileName, header: header), .npy, .utf8, "a NumPy matrix")
        case .delimited, .parquet: return try delimited(encoding)
        }
    }

    private var guessed: FileFormat {
        // Who says how fields are separated says that they are.
        if choice.delimiter != nil || choice.quoting != nil || choice.hasHeader != nil { return .delimited }
        if sample.starts(with: NpyHeader.magic) { return .npy }
        if JSONLinesFormat.recognises(sample, isWhole: isWhole) { return .jsonLines }
        if JSONArrayFormat.recognises(sample, isWhole: isWhole) { return .jsonArray }
        return LibsvmFormat.recognises(sample, isWhole: isWhole) ? .libsvm : .delimited
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
