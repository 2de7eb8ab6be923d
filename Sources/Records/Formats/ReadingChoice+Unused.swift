extension ReadingChoice {
    /// Refuses (64) what was said of a file and means nothing to its format: it would have no effect, unsaid.
    ///
    /// - Parameter hasHeader: whether there is a header, or none, to be told of.
    func refuseUnused(by format: FileFormat, hasHeader: Bool = false, _ fileName: String) throws {
        let kind = format.kind
        guard !isFound, !kind.options.contains(.dialect) else { return }
        let unused: [(option: String, isSaid: Bool)] = [
            ("--delimiter", delimiter != nil || delimiterText != nil), ("--quoting", quoting != nil),
            (self.hasHeader == true ? "--header" : "--no-header", self.hasHeader != nil && !hasHeader),
            ("--header-rows", headerRows != nil && headerRows != (hasHeader ? 1 : nil)),
            ("--skip", skippedLines != nil),
            ("--comment", commentText != nil || comment.map { !kind.comments.contains($0) } ?? false),
            ("--encoding", encoding != nil && !kind.options.contains(.encoding)),
            ("--compression", compression != nil && !kind.options.contains(.compression)),
        ]
        guard let option = unused.first(where: \.isSaid)?.option else { return }
        let isOptional = self.format == nil && !["--encoding", "--compression"].contains(option)
        let comments = kind.comments.map { "'\(Character(Unicode.Scalar($0)))'" }
        let because =
            option == "--comment" && !comments.isEmpty
            ? ", in which \(comments.joined(separator: " and ")) begins a comment" : ""
        throw Refusal(
            .usage, "\(option) means nothing to '\(fileName)', which is read as \(kind.phrase)\(because).",
            next: isOptional
                ? "Leave it out; if the file is a delimited text: --format delimited" : "Leave it out.")
    }
}
