extension ReadingChoice {
    /// Refuses (64) what was said of a file and means nothing to its format: it would have no effect, unsaid.
    ///
    /// - Parameter hasHeader: whether there is a header, or none, to be told of.
    func refuseUnused(by format: FileFormat, hasHeader: Bool = false, _ fileName: String) throws {
        guard !isFound, format != .delimited else { return }
        let unused: [(option: String, isSaid: Bool)] = [
            ("--delimiter", delimiter != nil || delimiterText != nil), ("--quoting", quoting != nil),
            (self.hasHeader == true ? "--header" : "--no-header", self.hasHeader != nil && !hasHeader),
            ("--header-rows", headerRows != nil && headerRows != (hasHeader ? 1 : nil)),
            ("--skip", skippedLines != nil),
            ("--comment", commentText != nil || comment.map { !Self.comments(of: format).contains($0) } ?? false),
            ("--encoding", encoding != nil && [.parquet, .arrow, .npy].contains(format)),
            ("--compression", compression != nil && [.parquet, .arrow].contains(format)),
        ]
        guard let option = unused.first(where: \.isSaid)?.option else { return }
        let isOptional = self.format == nil && !["--encoding", "--compression"].contains(option)
        let comments = Self.comments(of: format).map { "'\(Character(Unicode.Scalar($0)))'" }
        let because =
            option == "--comment" && !comments.isEmpty
            ? ", in which \(comments.joined(separator: " and ")) begins a comment" : ""
        throw Refusal(
            .usage, "\(option) means nothing to '\(fileName)', which is read as \(format.name)\(because).",
            next: isOptional
                ? "Leave it out; if the file is a delimited text: --format delimited" : "Leave it out.")
    }

    /// What begins a comment in a format, said or not.
    private static func comments(of format: FileFormat) -> [UInt8] {
        switch format {
        case .jsonLines: [35]
        case .arff: [37]
        case .libsvm: [35]
        default: []
        }
    }
}

extension FileFormat {
    /// What people call it, in a sentence.
    fileprivate var name: String {
        switch self {
        case .delimited: "delimited text"
        case .jsonLines: "JSON Lines"
        case .jsonArray: "a JSON array"
        case .jsonObjects: "JSON objects"
        case .jsonTable: "a table in JSON"
        case .arff: "ARFF"
        case .libsvm: "libsvm"
        case .npy: "a NumPy matrix"
        case .parquet: "Parquet"
        case .arrow: "Arrow"
        }
    }
}
