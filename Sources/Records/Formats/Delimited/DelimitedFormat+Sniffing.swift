internal import CScan

/// Finding out how a delimited file is written, from its first records.
extension DelimitedFormat {
    /// What a sample looks like when it is read in one way.
    private struct Trial {
        let dialect: Dialect
        var records: [[String]] = []
        var lines: [Int] = []
        var ends: [Int] = []
        var hasUnclosed = false
        /// Whether the first record goes on behind the sample.
        var isCut = false
        /// The number of fields that most records have, and how many records have it.
        var fields = 0
        var even = 0

        var isEven: Bool { !records.isEmpty && even == records.count }
    }

    private static let candidates: [UInt8] = [44, 59, 9, 124]  // , ; tab |
    private static let sampleRecords = 200

    /// Guesses whatever `choice` leaves open.
    ///
    /// The delimiter is the one that cuts every record of the sample into the same number of fields, and the most of
    /// them; where none does, the one under which most records agree. Quotes mean nothing in a tab-delimited file in which
    /// one would never be closed. The first record holds the names, unless it holds a number above numbers.
    ///
    /// - Throws: `Refusal`: 65 for a text without records, 64 for a dialect that can't be.
    static func sniffed(
        _ text: SourceView, isWhole: Bool, fileName: String, encoding: TextEncoding, choice: ReadingChoice
    ) throws -> (format: DelimitedFormat, notices: [String]) {
        var notices: [String] = []
        let mark = ByteOrderMark.length(in: text)
        if mark > 0 { notices.append(ByteOrderMark.notice) }
        let terminator = Self.terminator(of: text)
        if terminator == 13 { notices.append("Records end in carriage returns alone.") }
        var start = Start(text: text, terminator: terminator, position: mark)
        start.skipEmptyLines()
        let named = start.skipSeparatorLine()
        start.skipComments(asChosen: choice.comment)
        start.skipEmptyLines()
        notices += start.notices
        guard start.position < text.count else { throw nothing(fileName, isWhole: isWhole) }
        let trial = try best(start, choice, named: named, isWhole: isWhole, terminator: terminator, encoding: encoding)
        if trial.isCut {
            throw Refusal.endlessStart(
                fileName, line: start.line, open: trial.hasUnclosed ? trial.records.first?.count : nil)
        }
        return try made(
            trial, start, choice, isWhole: isWhole, fileName: fileName, terminator: terminator, encoding: encoding,
            notices: notices)
    }

    /// Of a sample in which no record begins.
    private static func nothing(_ fileName: String, isWhole: Bool) -> Refusal {
        let next = "Name a file with a header line and at least one record."
        if isWhole { return Refusal(.badData, "'\(fileName)' is empty.", next: next) }
        let looked = ReadingLimits.text(ReadingLimits.firstRecord)
        return Refusal(
            .badData, "The first \(looked) of '\(fileName)' hold empty lines and comments alone.", next: next)
    }

    // MARK: Trials

    private static func best(
        _ start: Start, _ choice: ReadingChoice, named: UInt8?, isWhole: Bool, terminator: UInt8, encoding: TextEncoding
    ) throws -> Trial {
        let delimiters = (choice.delimiter ?? named).map { [$0] } ?? candidates
        var best: Trial?
        for delimiter in delimiters {
            let quotings = choice.quoting.map { [$0] } ?? quotings(start, delimiter)
            for quoting in quotings {
                var dialect = Dialect(delimiter: delimiter, quoting: quoting, comment: choice.comment)
                try dialect.check()
                var trial = trial(dialect, start, isWhole: isWhole, terminator: terminator, encoding: encoding)
                if hasBlanks(trial) {
                    dialect.skipsBlanks = true
                    trial = Self.trial(dialect, start, isWhole: isWhole, terminator: terminator, encoding: encoding)
                }
                if best.map({ isBetter(trial, than: $0) }) ?? true { best = trial }
            }
        }
        if let best, best.fields > 1 || choice.delimiter != nil || named != nil { return best }
        let quoting = choice.quoting ?? best?.dialect.quoting ?? .doubled
        let dialect = Dialect(delimiter: Dialect.oneColumn, quoting: quoting, comment: choice.comment)
        return trial(dialect, start, isWhole: isWhole, terminator: terminator, encoding: encoding)
    }

    /// Doubled quotes first; a backslash before a quote, or a quote that is never closed, makes others worth a try.
    private static func quotings(_ start: Start, _ delimiter: UInt8) -> [Quoting] {
        var quotings: [Quoting] = [.doubled]
        let sample = start.sample
        let hasEscape = sample.indices.dropLast().contains { sample[$0] == 92 && sample[$0 + 1] == 34 }
        if hasEscape { quotings.append(.backslash) }
        if delimiter == 9 { quotings.append(.none) }
        return quotings
    }

    private static func isBetter(_ a: Trial, than b: Trial) -> Bool {
        if a.hasUnclosed != b.hasUnclosed { return b.hasUnclosed && a.fields > 1 }
        if a.fields <= 1 || b.fields <= 1 { return a.fields > b.fields }
        if a.isEven != b.isEven { return a.isEven }
        if !a.isEven {
            let (shareA, shareB) = (a.even * b.records.count, b.even * a.records.count)
            if shareA != shareB { return shareA > shareB }
        }
        return a.fields > b.fields
    }

    /// The records of the sample; of a longer one where the first record, which may hold the names, is not whole in it.
    private static func trial(
        _ dialect: Dialect, _ start: Start, isWhole: Bool, terminator: UInt8, encoding: TextEncoding
    ) -> Trial {
        let trial = trial(
            dialect, start, start.sample, isWhole: isWhole, terminator: terminator, encoding: encoding)
        guard trial.isCut, start.sample.count < start.text.count else { return trial }
        return Self.trial(dialect, start, start.text, isWhole: isWhole, terminator: terminator, encoding: encoding)
    }

    private static func trial(
        _ dialect: Dialect, _ start: Start, _ sample: SourceView, isWhole: Bool, terminator: UInt8,
        encoding: TextEncoding
    ) -> Trial {
        var trial = Trial(dialect: dialect)
        let isCut = !isWhole || sample.count < start.text.count
        guard let base = sample.baseAddress else { return trial }
        let format = DelimitedFormat(
            fileName: "", columnNames: [], dialect: dialect, terminator: terminator, encoding: encoding,
            repairs: encoding == .utf8, firstRecord: 0, firstLine: 1, fieldCount: 1, trails: false,
            emptyBefore: 0)
        var scanned = format.scanned
        var position = start.position
        var line = start.line
        while trial.records.count < sampleRecords, position < sample.count {
            var texts: [String] = []
            var field = scan_field()
            repeat {
                field = scan_next(base, sample.count, position, &scanned)
                texts.append(format.text(FieldSpan(field.span), in: sample))
                position = field.next
                line += Int(field.line_ends)
            } while field.ending == SCAN_DELIMITER
            if field.ending == SCAN_UNCLOSED, !isCut { trial.hasUnclosed = true }
            if isCut, field.ending != SCAN_RECORD {
                if !trial.records.isEmpty { break }
                (trial.isCut, trial.hasUnclosed) = (true, field.ending == SCAN_UNCLOSED)
            }
            if field.ending == SCAN_RECORD { line += 1 }
            trial.records.append(texts)
            var lines: UInt64 = 0
            trial.ends.append(position)
            trial.lines.append(line)
            position = scan_skip(base, sample.count, position, &scanned, &lines)
            line += Int(lines)
        }
        let counts = trial.records.reduce(into: [Int: Int]()) { $0[$1.count, default: 0] += 1 }
        let most = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
        (trial.fields, trial.even) = (most?.key ?? 0, most?.value ?? 0)
        return trial
    }

    /// Whether nearly every field but the first begins with one blank and goes on with something else.
    private static func hasBlanks(_ trial: Trial) -> Bool {
        guard !trial.dialect.skipsBlanks, trial.dialect.delimiter != 32, trial.records.count > 1 else { return false }
        let fields = trial.records.flatMap { $0.dropFirst() }
        let blank = fields.count { $0.hasPrefix(" ") && !$0.hasPrefix("  ") }
        return fields.count >= 2 && blank * 10 >= fields.count * 9
    }

    // MARK: The format

    private static func made(
        _ trial: Trial, _ start: Start, _ choice: ReadingChoice, isWhole: Bool, fileName: String, terminator: UInt8,
        encoding: TextEncoding, notices: [String]
    ) throws -> (format: DelimitedFormat, notices: [String]) {
        var dialect = trial.dialect
        var notices = notices
        let first = trial.records.first ?? []
        let rest = Array(trial.records.dropFirst())
        dialect.hasHeader = choice.hasHeader ?? isHeader(first, above: rest)
        if dialect.delimiter == Dialect.oneColumn {
            notices.append("Nothing separates fields: there is one column.")
        } else if choice.delimiter == nil, dialect.delimiter != 44 {
            notices.append("Fields are taken to be separated by a \(dialect.delimiterName).")
        }
        if choice.quoting == nil, dialect.quoting == .backslash {
            notices.append("A backslash is taken to stand before a quote inside quotes.")
        }
        if choice.quoting == nil, dialect.quoting == .none, start.sample.contains(34) {
            notices.append("Quotes are read as characters like others, as one would never be closed.")
        }
        if dialect.skipsBlanks { notices.append("A blank after each delimiter is left out.") }
        if choice.hasHeader == nil, !dialect.hasHeader {
            notices.append("The first record holds numbers where the others do: there is no header.")
        }
        if trial.hasUnclosed, trial.records.count == 1 {
            throw Refusal(
                .badData,
                "'\(fileName)', line \(start.line): the quote that opens field \(first.count) is never closed.",
                next:
                    "Close it, or double a quote that belongs to the text; if quotes mean nothing here: --quoting none"
            )
        }
        if dialect.hasHeader, rest.isEmpty, isWhole {
            throw Refusal(
                .badData, "'\(fileName)' has a header line but no records.",
                next: "Name a file with records, or say that it has no header.")
        }
        var names: HeaderNames
        var fieldCount = dialect.hasHeader ? first.count : trial.fields
        guard fieldCount <= ReadingLimits.columns else {
            throw Refusal.tooWide(fileName, line: start.line, columns: fieldCount)
        }
        var trails = false
        if dialect.hasHeader {
            var texts = first
            if start.isHeaderCommented, let name = texts.first, name.hasPrefix("#") {
                texts[0] = String(name.dropFirst())
            }
            let more = rest.filter { $0.count == first.count + 1 }
            let areMost = !more.isEmpty && more.count * 10 >= rest.count * 9
            if choice.hasRowNames ?? areMost {
                fieldCount += 1
                if choice.hasRowNames == nil, more.allSatisfy({ $0.last?.isEmpty ?? true }) {
                    trails = true
                } else {
                    dialect.hasRowNames = true
                    texts.insert("", at: 0)
                    notices.append(
                        "The header has a name less than the records have fields: the first column has none.")
                }
            } else if areMost, more.allSatisfy({ $0.last?.isEmpty ?? true }) {
                fieldCount += 1
                trails = true
            }
            names = HeaderNames(texts)
        } else {
            names = HeaderNames(HeaderNames.numbered(max(1, fieldCount)))
        }
        notices += names.notices
        if names.names.count > 1, dialect.hasHeader, names.names.last.map(HeaderNames.isMadeUp) == true,
            first.last?.isEmpty == true, rest.allSatisfy({ $0.count == first.count && $0.last?.isEmpty == true }),
            !rest.isEmpty
        {
            var texts = first
            texts.removeLast()
            names = HeaderNames(texts)
            notices =
                notices.filter { !$0.contains("had no name") } + names.notices.filter { $0.contains("had no name") }
            trails = true
        }
        let format = DelimitedFormat(
            fileName: fileName, columnNames: names.names, dialect: dialect, terminator: terminator, encoding: encoding,
            repairs: encoding == .utf8,
            firstRecord: dialect.hasHeader ? trial.ends.first ?? start.position : start.position,
            firstLine: dialect.hasHeader ? trial.lines.first ?? start.line : start.line, fieldCount: fieldCount,
            trails: trails, emptyBefore: start.emptyLines)
        return (format, notices)
    }

    /// Whether the first record names the columns: not where it holds a number in a column of numbers, unless nothing is
    /// known of the others.
    private static func isHeader(_ first: [String], above rest: [[String]]) -> Bool {
        if rest.isEmpty { return true }
        for (column, text) in first.enumerated() where FieldText.number(text.trimmingBlanks()) != nil {
            let below = rest.lazy.filter { column < $0.count }.map { $0[column].trimmingBlanks() }
            let present = below.filter { !FieldText.isMissing($0) }
            if !present.isEmpty, present.allSatisfy({ FieldText.number($0) != nil }) { return false }
        }
        return true
    }

    /// Carriage return where the first line ends in one and no line feed follows; else line feed.
    private static func terminator(of text: SourceView) -> UInt8 {
        var isQuoted = false
        for (i, byte) in text.enumerated() {
            if byte == 34 { isQuoted.toggle() }
            if isQuoted || (byte != 10 && byte != 13) { continue }
            return byte == 13 && i + 1 < text.count && text[i + 1] != 10 ? 13 : 10
        }
        return 10
    }
}
