internal import CScan

/// What a sample of a delimited text looks like when it is read in one way.
struct DelimitedTrial {
    let format: DelimitedFormat
    var records: [[String]] = []
    /// The line behind each record, and its end.
    var lines: [Int] = []
    var ends: [Int] = []
    /// The line on which each record begins.
    var starts: [Int] = []
    var hasUnclosed = false
    /// Whether the first record goes on behind the sample.
    var isCut = false
    /// The number of fields that most records have, and how many records have it.
    var fields = 0
    var even = 0
    /// Fields that go on behind a closing quote.
    var goingOn = 0

    var dialect: Dialect { format.dialect }
    var isEven: Bool { !records.isEmpty && even == records.count }

    static let sampleRecords = 200

    /// - Parameters:
    ///   - sample: the text, or its beginning.
    ///   - isLast: whether no longer one can be had, so that a quote which is not closed in it is a character.
    init(
        _ given: DelimitedFormat, _ start: DelimitedFormat.Start, _ sample: SourceView, isWhole: Bool,
        isLast: Bool = false
    ) {
        var format = given
        let isCut = !isWhole || sample.count < start.text.count
        guard let base = sample.baseAddress else {
            self.format = format
            return
        }
        // Before a record is known its fields are as many as most lines have.
        format.fieldCount = Self.usualFields(format, start, sample)
        self.format = format
        var scanned = format.scanned
        var position = start.position
        var line = start.line
        while records.count < Self.sampleRecords, position < sample.count {
            var texts: [String] = []
            var field = scan_field()
            let first = line
            var mayChange = false
            repeat {
                field = scan_next(base, sample.count, position, &scanned)
                texts.append(format.text(FieldSpan(field.span), in: sample))
                position = field.next
                line += Int(field.line_ends)
                if field.goes_on { goingOn += 1 }
                mayChange = mayChange || field.is_cut
            } while field.ending == SCAN_DELIMITER
            if field.ending == SCAN_UNCLOSED, !isCut { hasUnclosed = true }
            if isCut, field.ending != SCAN_RECORD || mayChange && !(isLast && records.isEmpty) {
                if !records.isEmpty { break }
                (self.isCut, hasUnclosed) = (true, field.ending == SCAN_UNCLOSED)
            }
            if field.ending == SCAN_RECORD, base[position - 1] == format.terminator { line += 1 }
            records.append(texts)
            starts.append(first)
            var lines: UInt64 = 0
            ends.append(position)
            self.lines.append(line)
            position = scan_skip(base, sample.count, position, &scanned, &lines)
            line += Int(lines)
        }
        let counts = records.reduce(into: [Int: Int]()) { $0[$1.count, default: 0] += 1 }
        let most = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
        (fields, even) = (most?.key ?? 0, most?.value ?? 0)
    }

    /// The number of fields that most lines have when none goes over its end.
    private static func usualFields(
        _ format: DelimitedFormat, _ start: DelimitedFormat.Start, _ sample: SourceView
    ) -> Int {
        guard let base = sample.baseAddress else { return 1 }
        var scanned = format.scanned
        scanned.fields = 0
        var counts: [UInt32: Int] = [:]
        var position = start.position
        for _ in 0..<sampleRecords where position < sample.count {
            var next = position
            var isCut = false
            let fields = scan_line_fields(base, sample.count, position, &scanned, &next, &isCut)
            if !isCut || counts.isEmpty { counts[fields, default: 0] += 1 }
            position = scan_skip(base, sample.count, next, &scanned, nil)
        }
        return Int(counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 1)
    }

    /// Whether nearly every field but the first begins with one blank and goes on with something else.
    var hasBlanks: Bool {
        guard !dialect.skipsBlanks, dialect.delimiter != 32, records.count > 1 else { return false }
        let fields = records.flatMap { $0.dropFirst() }
        let blank = fields.count { $0.hasPrefix(" ") && !$0.hasPrefix("  ") }
        return fields.count >= 2 && blank * 10 >= fields.count * 9
    }

    func isBetter(than other: DelimitedTrial) -> Bool {
        if hasUnclosed != other.hasUnclosed { return other.hasUnclosed && fields > 1 }
        if fields <= 1 || other.fields <= 1 { return fields > other.fields }
        if isEven != other.isEven { return isEven }
        if !isEven {
            let (share, otherShare) = (even * other.records.count, other.even * records.count)
            if share != otherShare { return share > otherShare }
        }
        return fields > other.fields
    }

    /// Whether this way to quote is better than another with the same delimiter, which is the usual one.
    func isBetterQuoted(than usual: DelimitedTrial) -> Bool {
        switch dialect.quoting {
        case .doubled: false
        case .backslash:
            if isEven == usual.isEven, hasUnclosed == usual.hasUnclosed {
                goingOn < usual.goingOn
            } else {
                isBetter(than: usual)
            }
        // Quotes are characters where one would never be closed, and all lines are alike.
        case .none: usual.hasUnclosed && isEven && fields > 1
        }
    }
}
