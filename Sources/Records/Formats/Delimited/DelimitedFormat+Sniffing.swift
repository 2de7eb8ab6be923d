internal import CScan

/// Finding out how a delimited file is written, from its first records.
extension DelimitedFormat {
    static let splitNotice = "Carriage returns alone end records, among other line ends."
    static let backslashNotice = "A backslash is taken to stand before a quote inside quotes."

    /// Guesses whatever `choice` leaves open.
    ///
    /// The delimiter is the one that cuts every record of the sample into the same number of fields, and the most of
    /// them; where none does, the one under which most records agree. Quotes mean nothing where fields that go over line
    /// ends would have to be, and all lines are alike without. The first record holds the names, unless its cells are
    /// values of their columns.
    ///
    /// - Throws: `Refusal`: 65 for a text without records, 64 for a dialect that can't be.
    static func sniffed(
        _ text: SourceView, isWhole: Bool, fileName: String, encoding: TextEncoding, choice: ReadingChoice
    ) throws -> (format: DelimitedFormat, notices: [String]) {
        var notices: [String] = []
        let mark = ByteOrderMark.length(in: text)
        if mark > 0 { notices.append(ByteOrderMark.notice) }
        let terminator = choice.isLenient ? Self.terminator(of: text) : Self.firstTerminator(of: text)
        if terminator == 13 { notices.append("Records end in carriage returns alone.") }
        var start = Start(text: text, terminator: terminator, position: mark, isLenient: choice.isLenient)
        try start.skip(choice.skippedLines ?? 0, of: fileName)
        start.skipEmptyLines()
        let named = start.skipSeparatorLine()
        start.skipComments(choice, encoding)
        start.skipEmptyLines()
        guard start.position < text.count else { throw nothing(fileName, isWhole: isWhole) }
        var sniffing = DelimitedSniffing(
            start: start, choice: choice, named: named, isWhole: isWhole, fileName: fileName, encoding: encoding)
        var trial = try sniffing.best()
        let titles = choice.isLenient && choice.skippedLines == nil ? DelimitedTitle.count(trial) : 0
        if titles > 0 {
            let lines = trial.starts[titles] - 1
            notices.append(DelimitedTitle.notice(Array(trial.records.prefix(titles)), lines: lines))
            try sniffing.skip(lines, from: mark)
            trial = try sniffing.best()
        }
        notices += sniffing.start.notices
        if trial.format.splits { notices.append(splitNotice) }
        if trial.isCut {
            throw Refusal.endlessStart(
                fileName, line: sniffing.start.line, open: trial.hasUnclosed ? trial.records.first?.count : nil)
        }
        return try made(
            trial, sniffing.start, choice, isWhole: isWhole, fileName: fileName, notices: notices,
            skipped: sniffing.skippedLines)
    }

    /// Of a sample in which no record begins.
    private static func nothing(_ fileName: String, isWhole: Bool) -> Refusal {
        let next = "Name a file with a header line and at least one record."
        if isWhole { return Refusal(.badData, "'\(fileName)' is empty.", next: next) }
        let looked = ReadingLimits.text(ReadingLimits.firstRecord)
        return Refusal(
            .badData, "The first \(looked) of '\(fileName)' hold empty lines and comments alone.", next: next)
    }

    // MARK: The format

    private static func made(
        _ trial: DelimitedTrial, _ start: Start, _ choice: ReadingChoice, isWhole: Bool, fileName: String,
        notices: [String], skipped: Int
    ) throws -> (format: DelimitedFormat, notices: [String]) {
        var dialect = trial.dialect
        dialect.skippedLines = start.isHeaderCommented && choice.isLenient ? start.line - 1 : skipped
        dialect.isHeaderCommented = start.isHeaderCommented && choice.isLenient
        var notices = notices
        let first = trial.records.first ?? []
        var rest = Array(trial.records.dropFirst())
        let header =
            start.isHeaderCommented ? nil : DelimitedHeader(first, above: rest, values: choice.values ?? .usual)
        dialect.hasHeader = choice.hasHeader ?? header?.isHeader ?? true
        if dialect.delimiter == Dialect.oneColumn {
            notices.append("Nothing separates fields: there is one column.")
        } else if choice.delimiter == nil, dialect.delimiter != 44 {
            notices.append("Fields are taken to be separated by a \(dialect.delimiterName).")
        }
        if choice.quoting == nil, dialect.quoting == .backslash {
            notices.append(backslashNotice)
        }
        if choice.quoting == nil, dialect.quoting == .none, start.sample.contains(34) {
            notices.append("Quotes are read as characters like others, as one would never be closed.")
        }
        if dialect.keepsFullComments, choice.comment == nil {
            notices.append("Lines that begin with '#' and are no records are left out.")
        }
        if dialect.skipsBlanks { notices.append("A blank after each delimiter is left out.") }
        if choice.hasHeader == nil, let notice = header?.notice { notices.append(notice) }
        if trial.hasUnclosed, trial.records.count == 1 {
            throw Refusal(
                .badData,
                "'\(fileName)', line \(start.line): the quote that opens field \(first.count) is never closed.",
                next:
                    "Close it, or double a quote that belongs to the text; if quotes mean nothing here: --quoting none"
            )
        }
        let more = dialect.hasHeader ? MoreHeaders(below: first, rest, choice) : nil
        if let more {
            dialect.headerRows = 1 + more.count
            rest.removeFirst(more.count)
            if choice.headerRows == nil { notices.append(more.notice(lines: trial.starts)) }
        }
        if dialect.hasHeader, rest.isEmpty, isWhole, !choice.mayBeEmpty {
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
            var texts = more?.names(below: first) ?? first
            if start.isHeaderCommented, let name = texts.first, name.hasPrefix("#") {
                texts[0] = String(name.dropFirst())
            }
            let wider = rest.filter { $0.count == first.count + 1 }
            let areMost = !wider.isEmpty && wider.count * 10 >= rest.count * 9
            if choice.hasRowNames ?? areMost {
                fieldCount += 1
                if choice.hasRowNames == nil, wider.allSatisfy({ $0.last?.isEmpty ?? true }) {
                    trails = true
                } else {
                    dialect.hasRowNames = true
                    texts.insert("", at: 0)
                    notices.append(
                        "The header has a name less than the records have fields: the first column has none.")
                }
            } else if areMost, wider.allSatisfy({ $0.last?.isEmpty ?? true }) {
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
            var texts = more?.names(below: first) ?? first
            texts.removeLast()
            names = HeaderNames(texts)
            notices =
                notices.filter { !$0.contains("had no name") } + names.notices.filter { $0.contains("had no name") }
            trails = true
        }
        var format = trial.format
        format.columnNames = names.names
        format.dialect = dialect
        let above = dialect.hasHeader ? min(dialect.headerRows, trial.ends.count) : 0
        format.firstRecord = above > 0 ? trial.ends[above - 1] : start.position
        format.firstLine = above > 0 ? trial.lines[above - 1] : start.line
        format.fieldCount = fieldCount
        format.trails = trails
        format.emptyBefore = start.emptyLines
        return (format, notices)
    }

    /// Carriage return where lines end in one and none, or hardly any, in a line feed; else line feed.
    static func terminator(of text: SourceView) -> UInt8 {
        var isQuoted = false
        var (returns, feeds) = (0, 0)
        var i = 0
        while i < text.count, returns + feeds < 1000 {
            let byte = text[i]
            if byte == 34 { isQuoted.toggle() }
            i += 1
            if byte == 10, !isQuoted { feeds += 1 }
            guard byte == 13, !isQuoted else { continue }
            while i < text.count, text[i] == 13 { i += 1 }
            if i < text.count, text[i] != 10 { returns += 1 }
        }
        return returns > 0 && feeds * 10 <= returns && firstTerminator(of: text) == 13 ? 13 : 10
    }

    /// Carriage return where the first line ends in one and no line feed follows; else line feed.
    private static func firstTerminator(of text: SourceView) -> UInt8 {
        var isQuoted = false
        for (i, byte) in text.enumerated() {
            if byte == 34 { isQuoted.toggle() }
            if isQuoted || (byte != 10 && byte != 13) { continue }
            return byte == 13 && i + 1 < text.count && text[i + 1] != 10 ? 13 : 10
        }
        return 10
    }
}
