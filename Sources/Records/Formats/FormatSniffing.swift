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
        let sparse: ArffHeader?
    }

    /// The format that was chosen, or the first that recognises the sample; delimited text is what is left.
    ///
    /// - Parameter encoding: what the text was converted from, or what its bytes are to be read as.
    /// - Throws: `Refusal` (65) for a sample that is not in the chosen format.
    func found(encoding: TextEncoding) throws -> Found {
        let sample = FormatSample(
            bytes: sample, isWhole: isWhole, fileName: fileName, choice: choice, encoding: encoding, json: json)
        let kind = choice.format?.kind ?? guessed(sample)
        let found = try kind.open(sample)
        let said = choice.format == nil ? kind.explanation.map { ["The file is read as \($0)."] } ?? [] : []
        return Found(
            format: found.format, kind: kind.format, encoding: found.encoding ?? encoding, dialect: found.dialect,
            notices: said + found.notices, sparse: found.sparse)
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

    private func guessed(_ sample: FormatSample) -> any FormatKind {
        // Who says how fields are separated says that they are.
        if choice.delimiter != nil || choice.quoting != nil { return DelimitedKind() }
        let kinds = Formats.list.all
        if let kind = kinds.first(where: { $0.recognises(sample) }) { return kind }
        // What a file's name says it is and is not is refused by its place, not read as something else.
        let ending = FileEnding.of(fileName)
        return kinds.first { $0.endings.contains(ending) } ?? DelimitedKind()
    }
}
