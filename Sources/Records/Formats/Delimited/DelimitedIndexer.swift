internal import CScan
internal import Foundation

/// Finds the records of a delimited text: in parallel and 64 bytes at a time where it is regular, field by field where it
/// is not.
struct DelimitedIndexer: PartIndexer {
    let format: DelimitedFormat

    private var fileName: String
    /// The names of the columns, as the file that is gone through has them.
    private var names: [String]
    private var fieldCount: Int { format.fieldCount }
    private var trails: Bool { format.trails }

    /// How far the text was looked through; behind `record` where that one is not whole yet.
    private(set) var position: Int
    /// Where the first record that was not announced begins, and its line.
    private var record: (position: Int, line: Int)
    /// What is known at `position`.
    private var isQuoted = false
    private var delimiters = 0
    private var line: Int
    private var waves = 1
    private(set) var oddities = DelimitedOddities()

    private static let chunk = 1 << 20
    private static let mostWaves = 32

    init(_ format: DelimitedFormat) {
        self.format = format
        (fileName, names) = (format.fileName, format.columnNames)
        oddities.skippedLines = format.emptyBefore
        position = format.firstRecord
        record = (format.firstRecord, format.firstLine)
        line = format.firstLine
    }

    mutating func begin(_ part: PartStart) {
        (fileName, names, oddities.part) = (part.name, part.columnNames, part.name)
        (position, line) = (part.position, part.line)
        record = (position, line)
        (isQuoted, delimiters) = (false, 0)
    }

    mutating func advance(
        through text: SourceView, isLast: Bool, limit: Int, into marks: inout RecordMarks
    ) throws {
        guard let base = text.baseAddress else { return }
        // What the last bytes say may depend on those that are still to come.
        let available = isLast ? text.count : max(position, text.count - 8)
        let goal = position + min(limit, available - position)
        if marks.isAtStart { skipToFirst(base, text.count, isLast: isLast, into: &marks) }
        while position < goal {
            let before = position
            try wave(base, text.count, from: position, to: goal, isLast: isLast, into: &marks)
            if position == before { break }
        }
        if isLast, position == text.count, record.position < text.count {
            try walk(base, text.count, to: text.count, isLast: true, into: &marks)
        }
    }

    /// Steps over what is empty before the first record.
    private mutating func skipToFirst(
        _ base: UnsafePointer<UInt8>, _ count: Int, isLast: Bool, into marks: inout RecordMarks
    ) {
        guard record.position == position else { return }
        skip(base, count, isLast: isLast)
        guard position < count else { return }
        marks.append(count: 0, marks: [RecordMarks.Mark(row: marks.rowCount, position: position, line: line)])
    }

    private mutating func skip(_ base: UnsafePointer<UInt8>, _ count: Int, isLast: Bool) {
        var dialect = format.scanned
        dialect.grows = !isLast && dialect.lenient
        var lines: UInt64 = 0
        position = scan_skip(base, count, record.position, &dialect, &lines)
        oddities.skippedLines += Int(lines)
        line = record.line + Int(lines)
        record = (position, line)
        (isQuoted, delimiters) = (false, 0)
    }

    // MARK: Regular text

    struct Part: Sendable {
        let range: Range<Int>
        var startsQuoted: Bool
        var chunk: scan_chunk
        var marks: [scan_mark]
    }

    /// Looks through some chunks at once; of those after the first it is tried whether they begin in quotes or not.
    private mutating func wave(
        _ base: UnsafePointer<UInt8>, _ count: Int, from start: Int, to end: Int, isLast: Bool,
        into marks: inout RecordMarks
    ) throws {
        var ranges: [Range<Int>] = []
        var next = start
        while next < end, ranges.count < waves {
            ranges.append(next..<min(end, next + Self.chunk))
            next = min(end, next + Self.chunk)
        }
        let (startsQuoted, look, parted) = (isQuoted, look(marks.spacing), ranges)
        let address = UInt(bitPattern: base)
        let parts = Parallel.map(parted.count) { index -> Part in
            guard let base = UnsafePointer<UInt8>(bitPattern: address) else { return Part.nothing(parted[index]) }
            if index == 0 { return look(base, count, parted[0], startsQuoted) }
            let part = look(base, count, parted[index], false)
            return part.chunk.is_regular ? part : look(base, count, parted[index], true)
        }
        for var part in parts {
            if part.startsQuoted != isQuoted { part = look(base, count, part.range, isQuoted) }
            let isWhole = part.chunk.record_ends == 0 || delimiters + Int(part.chunk.head) == fieldCount - 1
            // Whether a record is too long is told field by field.
            let mayBeTooLong = part.range.upperBound - record.position > ReadingLimits.record
            guard part.chunk.is_regular, isWhole, !mayBeTooLong else {
                waves = 1
                return try walk(base, count, to: part.range.upperBound, isLast: isLast, into: &marks)
            }
            take(part, into: &marks)
        }
        waves = min(waves * 2, Self.mostWaves)
    }

    private func look(_ spacing: Int) -> @Sendable (UnsafePointer<UInt8>, Int, Range<Int>, Bool) -> Part {
        let (format, expected) = (format, fieldCount - 1)
        var dialect = format.scanned
        dialect.trails = trails
        return { [dialect] base, count, range, startsQuoted in
            var dialect = dialect
            let capacity = range.count / spacing + 2
            var marks = [scan_mark](repeating: scan_mark(), count: capacity)
            let chunk = scan_index(
                base, range.lowerBound, range.upperBound, count, &dialect, startsQuoted, UInt64(expected),
                format.checksText, spacing, &marks, capacity)
            marks.removeSubrange(Int(chunk.marks)...)
            return Part(range: range, startsQuoted: startsQuoted, chunk: chunk, marks: marks)
        }
    }

    private mutating func take(_ part: Part, into marks: inout RecordMarks) {
        let chunk = part.chunk
        let first = marks.rowCount
        marks.append(
            count: Int(chunk.record_ends),
            marks: part.marks.map {
                RecordMarks.Mark(row: first + Int($0.row), position: Int($0.position), line: line + Int($0.line))
            })
        if chunk.record_ends > 0 {
            record = (Int(chunk.last_start), line + Int(chunk.last_line))
            delimiters = Int(chunk.tail)
        } else {
            delimiters += Int(chunk.tail)
        }
        if chunk.has_high, format.checksText { oddities.hasMultibyte = true }
        isQuoted = chunk.ends_quoted
        line += Int(chunk.line_ends)
        position = part.range.upperBound
    }

    // MARK: Any text

    /// Reads record by record from the first that was not announced to the first that begins at `end` or behind it.
    private mutating func walk(
        _ base: UnsafePointer<UInt8>, _ count: Int, to end: Int, isLast: Bool, into marks: inout RecordMarks
    ) throws {
        var dialect = format.scanned
        dialect.single_byte = false
        skip(base, count, isLast: isLast)
        while record.position < end, record.position < count {
            var fields = 0
            var lines = 0
            var next = record.position
            var field = scan_field()
            var goingOn = 0
            var lastCount = 0
            // No farther than a record may go, whatever is still to come; of a quote in it, than it is looked for.
            let reach = min(count, record.position + ReadingLimits.record * (dialect.lenient ? 2 : 1) + 1)
            var mayChange = false
            repeat {
                field = scan_next(base, reach, next, &dialect)
                fields += 1
                lastCount = Int(field.span.count)
                if fields > fieldCount, lastCount > 0 { oddities.hasFullExtra = true }
                if trails, fields == fieldCount, lastCount > 0 { oddities.trailsBroke = true }
                if field.goes_on {
                    let bytes = SourceView(start: base + Int(field.span.start), count: Int(field.span.count))
                    if format.dialect.keepsInnerQuotes, format.holdsQuotes(bytes) {
                        oddities.noteInner(line: record.line + lines)
                    } else {
                        goingOn += 1
                    }
                    oddities.noteBackslash(bytes)
                }
                if field.stands { oddities.noteStanding(line: record.line + lines) }
                mayChange = mayChange || field.is_cut
                lines += Int(field.line_ends)
                next = field.next
            } while field.ending == SCAN_DELIMITER
            let isCut = field.ending == SCAN_UNCLOSED || field.ending == SCAN_FILE || mayChange
            if next - record.position > ReadingLimits.record {
                let place = record.line + (field.ending == SCAN_UNCLOSED ? lines - Int(field.line_ends) : 0)
                throw Refusal.tooLong(
                    fileName, line: place, open: field.ending == SCAN_UNCLOSED ? name(ofField: fields) : nil)
            }
            if isCut, !isLast {
                position = record.position
                return
            }
            if field.ending == SCAN_UNCLOSED {
                throw unclosed(field: fields, line: record.line + lines - Int(field.line_ends))
            }
            try oddities.note(
                fields: fields, of: fieldCount, line: record.line, lines: lines, goingOn: goingOn, fileName: fileName,
                format: format)
            if format.checksText { checkText(base, record.position, next, count) }
            if !format.splits, fields > fieldCount, format.terminator == 10 { noteReturns(base, next, count) }
            marks.append(position: record.position, line: record.line)
            let endsLine = field.ending == SCAN_RECORD && base[next - 1] == format.terminator
            record = (next, record.line + lines + (endsLine ? 1 : 0))
            skip(base, count, isLast: isLast)
        }
        (isQuoted, delimiters, line, position) = (false, 0, record.line, record.position)
    }

    private mutating func checkText(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ count: Int) {
        if scan_is_ascii(base, start, end) { return }
        let valid = scan_utf8(base, start, end, end)
        if valid >= end - start {
            oddities.hasMultibyte = true
        } else {
            oddities.noteBroken(line: record.line, byte: base[start + valid])
        }
    }

    private func name(ofField field: Int) -> String {
        field <= names.count ? "column '\(names[field - 1])'" : "field \(field)"
    }

    private func unclosed(field: Int, line: Int) -> Refusal {
        Refusal(
            .badData, "'\(fileName)', line \(line): the quote that opens \(name(ofField: field)) is never closed.",
            next: "Close it, or double a quote that belongs to the text; if quotes mean nothing here: --quoting none")
    }

    /// Notes a record in which carriage returns alone end others.
    private mutating func noteReturns(_ base: UnsafePointer<UInt8>, _ end: Int, _ count: Int) {
        var format = format
        format.splits = true
        var dialect = format.scanned
        var next = record.position
        var ending = SCAN_DELIMITER
        while ending == SCAN_DELIMITER {
            let field = scan_next(base, count, next, &dialect)
            (next, ending) = (field.next, field.ending)
        }
        if next < end { oddities.splits = true }
    }

    func outcome() -> (format: any RecordFormat, notices: [String]) {
        let (names, notices) = oddities.outcome(
            names: format.columnNames, fieldCount: fieldCount, trails: trails, dialect: format.dialect)
        var final = format
        final.columnNames = names
        final.repairs = oddities.brokenRecords > 0 || format.dialect.hasStandIns
        final.trails = trails && !oddities.trailsBroke
        return (final, notices)
    }

    /// What shows only late: text that is not UTF-8 and nothing in it looks as if it were, carriage returns that end
    /// records, backslashes before quotes.
    func better(than choice: ReadingChoice) -> BetterReading? {
        var better = format
        if choice.encoding == nil, format.encoding == .utf8, oddities.brokenRecords > 0, !oddities.hasMultibyte {
            // Records stay where they are.
            (better.encoding, better.repairs) = (.windows1252, false)
            return BetterReading(format: better, encoding: .windows1252, notice: WesternText.notice)
        }
        guard format.dialect.isLenient else { return nil }
        if oddities.splits, !format.splits {
            better.splits = true
            return BetterReading(format: better, notice: DelimitedFormat.splitNotice)
        }
        if choice.quoting == nil, format.dialect.quoting == .doubled, oddities.backslashes > 0 {
            better.dialect.quoting = .backslash
            return BetterReading(format: better, dialect: better.dialect, notice: DelimitedFormat.backslashNotice)
        }
        return nil
    }
}

extension DelimitedIndexer.Part {
    static func nothing(_ range: Range<Int>) -> Self {
        Self(range: range, startsQuoted: false, chunk: scan_chunk(), marks: [])
    }
}
