/// What is odd about a delimited file, in counts and with the first line of each.
struct DelimitedOddities: Sendable {
    struct Count: Sendable {
        var records = 0
        /// "line 5"; of several parts also of which.
        private(set) var place = ""

        mutating func add(line: Int, of part: String?) {
            if records == 0 { place = PartName.line(line, of: part) }
            records += 1
        }
    }

    /// The part of a table that is gone through; nil where it is one file.
    var part: String?

    var skippedLines = 0
    /// Fields with text behind their closing quote, and the first record that has one.
    private var goingOn = Count()
    /// Fields whose first character is a quote, as it is never closed.
    private var standing = Count()
    /// Fields in quotes that hold other quotes, which are neither doubled nor behind a backslash.
    private var inner = Count()
    /// Fields that went on behind a quote which a backslash stands before.
    private(set) var backslashes = 0
    /// Whether carriage returns alone end records.
    var splits = false
    /// Records with fewer fields than most, and with more.
    private var short = Count()
    private var long = Count()
    private var mostFields = 0
    /// Whether any field behind the last column holds something.
    var hasFullExtra = false
    /// Whether a record has something where all others end in a delimiter.
    var trailsBroke = false
    private var broken = Count()
    private var brokenByte: UInt8 = 0
    /// Whether there are characters beyond ASCII, as UTF-8 writes them.
    var hasMultibyte = false
    /// The record that goes over the most lines, where that is suspicious.
    private var tallest = (lines: 0, place: "")

    static let mostExtraColumns = 64
    static let suspiciousLines = 1000

    var brokenRecords: Int { broken.records }

    mutating func note(
        fields: Int, of expected: Int, line: Int, lines: Int, goingOn fieldsGoingOn: Int, fileName: String,
        format: DelimitedFormat
    ) throws {
        for _ in 0..<fieldsGoingOn { goingOn.add(line: line, of: part) }
        if fields < expected { short.add(line: line, of: part) }
        if fields > expected { long.add(line: line, of: part) }
        mostFields = max(mostFields, fields)
        if lines >= Self.suspiciousLines, lines > tallest.lines { tallest = (lines, PartName.line(line, of: part)) }
        guard fields > expected + Self.mostExtraColumns else { return }
        let reach = lines > 0 ? "lines \(line) to \(line + lines)" : "line \(line)"
        throw Refusal(
            .badData,
            "'\(fileName)', \(reach): \(fields) fields, but "
                + "\(format.dialect.hasHeader ? "the header" : "the first record") has \(format.columnNames.count).",
            next: "Put quotes around fields that hold a \(format.dialect.delimiterName), or say what separates them: "
                + "--delimiter")
    }

    /// Looks whether the first quote inside a field that goes on behind it has a backslash before.
    mutating func noteBackslash(_ bytes: SourceView) {
        guard let close = bytes.dropFirst().firstIndex(of: 34), close > 1, bytes[close - 1] == 92 else { return }
        backslashes += 1
    }

    mutating func noteInner(line: Int) { inner.add(line: line, of: part) }

    mutating func noteStanding(line: Int) { standing.add(line: line, of: part) }

    mutating func noteBroken(line: Int, byte: UInt8) {
        if broken.records == 0 { brokenByte = byte }
        broken.add(line: line, of: part)
    }

    /// The columns that there are after all, and what to say.
    func outcome(
        names: [String], fieldCount: Int, trails: Bool, dialect: Dialect
    ) -> (names: [String], notices: [String]) {
        var names = names
        var notices: [String] = []
        let hadNames = names.count
        let needed = hasFullExtra ? mostFields : trailsBroke ? fieldCount : names.count
        while names.count < needed { names.append(HeaderNames.free(("column", names.count + 1), taken: Set(names))) }
        if skippedLines > 0 {
            let what = dialect.comment == nil ? "empty line" : "line that is empty or a comment"
            let many = dialect.comment == nil ? "empty lines" : "lines that are empty or comments"
            let article = dialect.comment == nil ? "An" : "A"
            notices.append(
                skippedLines == 1 ? "\(article) \(what) was skipped." : "\(skippedLines) \(many) were skipped.")
        }
        if goingOn.records > 0 {
            let fields = goingOn.records == 1 ? "A field has" : "\(goingOn.records) fields have"
            notices.append("\(fields) text after the closing quote, kept as it is (\(goingOn.place)).")
        }
        if inner.records > 0 {
            let fields =
                inner.records == 1 ? "A field in quotes holds" : "\(Self.grouped(inner.records)) fields in quotes hold"
            notices.append(
                "\(fields) quotes that are not doubled: kept as characters (\(inner.place)).")
        }
        if standing.records > 0 {
            let fields = standing.records == 1 ? "A field begins" : "\(Self.grouped(standing.records)) fields begin"
            let read = standing.records == 1 ? "it is read as it stands" : "they are read as they stand"
            notices.append("\(fields) with a quote that is never closed: \(read) (\(standing.place)).")
        }
        if short.records > 0 {
            notices.append(
                "\(Self.counted(short, "has", "have")) fewer fields than the others: what is missing reads as empty.")
        }
        if long.records > 0 {
            let where_ =
                names.count > hadNames
                ? "in \(HeaderNames.list(names[hadNames...].map { "'\($0)'" }))" : "nowhere, as it is empty"
            notices.append("\(Self.counted(long, "has", "have")) more fields than the others: the rest is \(where_).")
        }
        if trails, !trailsBroke {
            notices.append("Every record ends in a \(dialect.delimiterName): the empty last column is left out.")
        }
        if tallest.lines > 0 {
            notices.append(
                "The record on \(tallest.place) goes over \(tallest.lines + 1) lines: is a quote left open there?")
        }
        if broken.records > 0 {
            notices.append(
                "\(Self.counted(broken, "holds", "hold")) bytes that are not UTF-8 (0x"
                    + "\(String(brokenByte, radix: 16, uppercase: true))), shown as U+FFFD; "
                    + "another encoding: --encoding windows1252")
        }
        return (names, notices)
    }

    /// "3,001".
    private static func grouped(_ count: Int) -> String {
        var text = "\(count)"
        for place in stride(from: text.count - 3, to: 0, by: -3) {
            text.insert(",", at: text.index(text.startIndex, offsetBy: place))
        }
        return text
    }

    private static func counted(_ count: Count, _ one: String, _ many: String) -> String {
        count.records == 1
            ? "A record (\(count.place)) \(one)"
            : "\(count.records) records (the first on \(count.place)) \(many)"
    }
}
