internal import CScan

/// Tries ways to read a sample, and takes the best.
struct DelimitedSniffing {
    private(set) var start: DelimitedFormat.Start
    let choice: ReadingChoice
    /// The delimiter that the file names in a line of its own.
    let named: UInt8?
    let isWhole: Bool
    let fileName: String
    let encoding: TextEncoding
    /// Lines at the top that are left out.
    private(set) var skippedLines: Int

    init(
        start: DelimitedFormat.Start, choice: ReadingChoice, named: UInt8?, isWhole: Bool, fileName: String,
        encoding: TextEncoding
    ) {
        self.start = start
        self.choice = choice
        self.named = named
        self.isWhole = isWhole
        self.fileName = fileName
        self.encoding = encoding
        skippedLines = choice.skippedLines ?? 0
    }

    /// , ; tab | unit separator ^ start of heading
    private static let candidates: [UInt8] = [44, 59, 9, 124, 0x1F, 94, 1]
    private static let fewestSpacedRecords = 3

    /// Begins anew behind a title.
    mutating func skip(_ lines: Int, from mark: Int) throws {
        var start = DelimitedFormat.Start(
            text: self.start.text, terminator: self.start.terminator, position: mark, isLenient: self.start.isLenient)
        try start.skip(lines, of: fileName)
        start.skipEmptyLines()
        start.skipComments(choice, encoding)
        start.skipEmptyLines()
        self.start = start
        skippedLines = lines
    }

    func best() throws -> DelimitedTrial {
        let known = choice.delimiter ?? named
        let delimiters = known.map { [$0] } ?? Self.candidates.filter { $0 != choice.comment && isThere($0) }
        var best: DelimitedTrial?
        for delimiter in delimiters {
            let trial = try self.best(delimiter)
            if best.map({ trial.isBetter(than: $0) }) ?? true { best = trial }
        }
        if let best, best.fields > 1 || known != nil { return best }
        if choice.isLenient, let spaced = try spaced() { return spaced }
        var dialect = dialect(Dialect.oneColumn, choice.quoting ?? best?.dialect.quoting ?? .doubled)
        dialect.skipsBlanks = false
        return trial(dialect)
    }

    private func isThere(_ delimiter: UInt8) -> Bool { delimiter == 44 || start.sample.contains(delimiter) }

    /// Blanks separate fields where they do so on every line, and some column holds numbers alone.
    private func spaced() throws -> DelimitedTrial? {
        guard start.sample.contains(32) else { return nil }
        let trial = try best(32)
        guard trial.isEven, trial.fields > 1, trial.records.count >= Self.fewestSpacedRecords, trial.goingOn == 0 else {
            return nil
        }
        let below = trial.records.dropFirst()
        let hasNumbers = (0..<trial.fields).contains { column in
            below.allSatisfy { FieldText.number($0[column]) != nil }
        }
        return hasNumbers && !trial.records.contains { $0.contains("") } ? trial : nil
    }

    /// The best way to quote with a delimiter.
    private func best(_ delimiter: UInt8) throws -> DelimitedTrial {
        if let quoting = choice.quoting { return try tried(delimiter, quoting) }
        var best = try tried(delimiter, .doubled)
        let usual = best
        if hasBackslashes {
            let trial = try tried(delimiter, .backslash)
            if trial.isBetterQuoted(than: usual) { best = trial }
        }
        if best.hasUnclosed, start.sample.contains(34) {
            let trial = try tried(delimiter, .none)
            if trial.isBetterQuoted(than: best) { best = trial }
        }
        return best
    }

    private func tried(_ delimiter: UInt8, _ quoting: Quoting) throws -> DelimitedTrial {
        var dialect = dialect(delimiter, quoting)
        try dialect.check()
        var trial = trial(dialect)
        if choice.skipsBlanks == nil, trial.hasBlanks {
            dialect.skipsBlanks = true
            trial = self.trial(dialect)
        }
        if choice.comment == nil, choice.isLenient, hasComments(trial) {
            dialect.comment = 35
            dialect.keepsFullComments = true
            trial = self.trial(dialect)
        }
        return trial
    }

    private func dialect(_ delimiter: UInt8, _ quoting: Quoting) -> Dialect {
        var dialect = Dialect(delimiter: delimiter, quoting: quoting, comment: choice.comment)
        dialect.delimiterText = choice.delimiterText
        dialect.commentText = choice.commentText
        dialect.skipsBlanks = choice.skipsBlanks ?? false
        dialect.keepsFullComments = choice.keepsFullComments
        dialect.isLenient = choice.isLenient
        dialect.keepsInnerQuotes = choice.keepsInnerQuotes && choice.isLenient
        return dialect
    }

    /// Whether lines that begin with "#" are comments: there were some at the top, or some have another number of fields
    /// than all the others have.
    private func hasComments(_ trial: DelimitedTrial) -> Bool {
        guard trial.fields > 1, !start.isHeaderCommented else { return false }
        let marked = trial.records.filter { $0.first?.hasPrefix("#") == true }
        guard marked.contains(where: { $0.count != trial.fields }) else { return false }
        if start.skippedComments > 0 { return true }
        let others = trial.records.count { $0.count == trial.fields && $0.first?.hasPrefix("#") == false }
        return others + marked.count == trial.records.count && marked.allSatisfy { $0.count != trial.fields }
    }

    /// Whether a backslash stands before a quote.
    private var hasBackslashes: Bool {
        let sample = start.sample
        return sample.indices.dropLast().contains { sample[$0] == 92 && sample[$0 + 1] == 34 }
    }

    /// The records of the sample; of a longer one where the first record, which may hold the names, is not whole in it.
    private func trial(_ dialect: Dialect) -> DelimitedTrial {
        var format = DelimitedFormat(
            fileName: fileName, dialect: dialect, terminator: start.terminator, encoding: encoding,
            repairs: encoding == .utf8)
        let trial = trial(format)
        guard dialect.isLenient, format.terminator == 10, start.sample.contains(13), trial.fields > 1 else {
            return trial
        }
        format.splits = true
        let split = self.trial(format)
        return split.records.count > trial.records.count ? split : trial
    }

    private func trial(_ format: DelimitedFormat) -> DelimitedTrial {
        let trial = DelimitedTrial(format, start, start.sample, isWhole: isWhole)
        guard trial.isCut, start.sample.count < start.text.count else { return trial }
        return DelimitedTrial(format, start, start.text, isWhole: isWhole, isLast: true)
    }
}
