internal import CScan

/// Opens the parts of a table behind the first, and sees that they belong to it.
struct PartOpening: Sendable {
    struct Opened {
        let source: Source
        /// Where the records begin in its own text, and on which line.
        let records: (position: Int, line: Int)
        let order: [Int]?
    }

    let first: Source
    let firstName: String
    private let asked: ReadingChoice
    /// As the first is read; what it can't say of others is found out.
    private let choice: ReadingChoice

    /// A header and some records: a thousand parts are looked at.
    private static let sampleBytes = 1 << 14

    init(first: Source, named firstName: String, asked: ReadingChoice) {
        var choice = ReadingChoice(first.reading)
        choice.matrices = []
        choice.mayBeEmpty = true
        choice.encoding = asked.encoding
        // Each is looked at by itself: packed or not, with or without a title and lines of units.
        choice.compression = asked.compression
        choice.skippedLines = asked.skippedLines
        choice.headerRows = asked.headerRows
        // Where the first has no header, another's would be taken for a record.
        if first.reading.dialect?.hasHeader != true { choice.hasHeader = asked.hasHeader }
        (self.first, self.firstName, self.asked, self.choice) = (first, firstName, asked, choice)
    }

    /// - Throws: `Refusal` (65) naming the part and what is other about it.
    func open(_ path: String, named name: String) throws -> Opened {
        // More is looked at where that is too little to tell.
        if let brief = try? Source.open(path, choice: choice, sampleBytes: Self.sampleBytes),
            let opened = try? check(brief, name)
        {
            return opened
        }
        return try check(try Source.open(path, choice: choice), name)
    }

    /// The first itself, which is opened already.
    var opened: Opened { Opened(source: first, records: first.recordsBegin, order: nil) }

    private func check(_ source: Source, _ name: String) throws -> Opened {
        guard source.reading.format == first.reading.format else {
            throw other("'\(name)' is in another format than '\(firstName)'")
        }
        try refuseOtherText(source, name)
        guard source.reading.format == .delimited else {
            return Opened(source: source, records: source.recordsBegin, order: nil)
        }
        let (mine, theirs) = (source.format.columnNames, first.format.columnNames)
        if mine == theirs { return Opened(source: source, records: source.recordsBegin, order: nil) }
        if let extra = mine.first(where: { !theirs.contains($0) }) {
            throw other("'\(name)' has the column '\(extra)', which '\(firstName)' has not")
        }
        let order = theirs.map { mine.firstIndex(of: $0) }
        if let lacking = zip(theirs, order).first(where: { $1 == nil })?.0 {
            throw other("'\(name)' lacks the column '\(lacking)', which '\(firstName)' has")
        }
        return Opened(source: source, records: source.recordsBegin, order: order.compactMap(\.self))
    }

    private func refuseOtherText(_ source: Source, _ name: String) throws {
        let theirs = first.reading.encoding
        var mine = source.reading.encoding
        if asked.encoding == nil, mine == .utf8, source.text.isFile, Self.isWestern(source) { mine = .windows1252 }
        if asked.encoding == nil, mine != theirs, !(isASCII(mine) && isASCII(theirs) && Self.isASCII(source)) {
            throw Refusal(
                .badData, "'\(name)' is \(mine.rawValue) and '\(firstName)' \(theirs.rawValue).",
                next: "Bring them to one encoding, or say which all have: --encoding")
        }
        if first.reading.dialect?.hasHeader == false, source.reading.dialect?.hasHeader == true {
            throw Refusal(
                .badData, "'\(name)' begins with a header, and '\(firstName)' with none.",
                next: "If that line is a record: --no-header")
        }
    }

    /// Whether ASCII is written as it is in an encoding.
    private func isASCII(_ encoding: TextEncoding) -> Bool { encoding == .utf8 || encoding == .windows1252 }

    /// More of it is looked at for this than for how fields are written.
    private static func isWestern(_ source: Source) -> Bool {
        let view = source.text.view
        let sample = SourceView(rebasing: view[..<min(view.count, Source.sampleBytes)])
        return WesternText.isLikely(sample, isWhole: sample.count == view.count)
    }

    private static func isASCII(_ source: Source) -> Bool {
        let view = source.text.view
        return view.baseAddress.map { scan_is_ascii($0, 0, view.count) } ?? true
    }

    private func other(_ what: String) -> Refusal {
        Refusal(
            .badData, "\(what), so they are no parts of one table.",
            next: "Name those that belong together with a pattern, such as 'train-*.csv'.")
    }
}

extension Source {
    /// Where the first record may begin, and on which line.
    var recordsBegin: (position: Int, line: Int) {
        format.recordsBegin(in: text.view)
    }
}
