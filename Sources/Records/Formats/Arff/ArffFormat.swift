/// ARFF, as Weka writes it: `@attribute` lines that name the columns and say what they are, and behind `@data` records with
/// commas between fields, quoted by either quote, with backslashes inside; "?" is missing, "%" begins a comment.
enum ArffFormat {
    /// Whether the first line that says something says `@relation` or `@attribute`.
    static func recognises(_ sample: SourceView) -> Bool {
        var lines = ArffLines(sample, terminator: 10)
        guard let first = lines.next() else { return false }
        return first.isCommand("relation") || first.isCommand("attribute")
    }

    /// The format as the header and the first records have it.
    ///
    /// - Throws: `Refusal` (65) naming the line of what can't be read.
    static func make(
        sample: SourceView, isWhole: Bool, fileName: String, encoding: TextEncoding
    ) throws -> (format: DelimitedFormat, notices: [String]) {
        let terminator = DelimitedFormat.terminator(of: sample)
        var lines = ArffLines(sample, terminator: terminator)
        var names: [String] = []
        var kinds: [Column.Kind?] = []
        var hasData = false
        while !hasData, let line = lines.next() {
            let place = "'\(fileName)', line \(line.number)"
            if line.isCommand("data") {
                hasData = true
            } else if line.isCommand("attribute") {
                guard let attribute = ArffAttribute(line.text) else {
                    throw Refusal(
                        .badData, "\(place): a column is declared without a name or a type.",
                        next: "Write it as '@attribute name numeric'.")
                }
                guard !attribute.isRelational else {
                    throw Refusal(
                        .badData, "\(place): column '\(attribute.name)' holds tables, which are not read.",
                        next: "Write its fields as columns of their own.")
                }
                names.append(attribute.name)
                kinds.append(attribute.kind)
            } else if !line.isCommand("relation") {
                throw Refusal(
                    .badData, "\(place): '\(line.text.prefix(60))' is no line of an ARFF header.",
                    next: "A header has @relation, @attribute and @data lines; comments begin with '%'.")
            }
        }
        guard hasData, !names.isEmpty else {
            throw Refusal(
                .badData, "'\(fileName)', line \(lines.number): the header has no @\(hasData ? "attribute" : "data").",
                next: "It may have been cut short: fetch or write it again; or say what it is: --format")
        }
        let start = lines.position
        let number = lines.number + 1
        guard let first = lines.next() else {
            throw Refusal(.badData, "'\(fileName)' has a header but no records.", next: "Name a file with records.")
        }
        guard first.text.first != "{" else {
            throw Refusal(
                .badData, "'\(fileName)', line \(first.number): the records are sparse ARFF, which is not read.",
                next: "Write them in full: in Weka, with the filter SparseToNonSparse.")
        }
        var dialect = Dialect(delimiter: 44, quoting: .backslash, skipsBlanks: true, comment: 37)
        dialect.isLenient = true
        let header = HeaderNames(names)
        var format = DelimitedFormat(
            fileName: fileName, columnNames: header.names, dialect: dialect, terminator: terminator, encoding: encoding,
            repairs: encoding == .utf8)
        (format.firstRecord, format.firstLine, format.fieldCount) = (start, number, names.count)
        format.declaredKinds = kinds
        format.quote = quote(SourceView(rebasing: sample[start...]))
        return (format, header.notices)
    }

    /// The quote that more fields begin with.
    private static func quote(_ data: SourceView) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var before: UInt8 = 10
        for byte in data {
            if byte == 34 || byte == 39, [10, 13, 44, 32].contains(before) { counts[byte, default: 0] += 1 }
            before = byte
        }
        return counts[34, default: 0] > counts[39, default: 0] ? 34 : 39
    }
}

/// Lines that say something: neither empty nor comments.
struct ArffLines {
    struct Line {
        let text: String
        let number: Int

        /// Whether the line begins with `@word`.
        func isCommand(_ word: String) -> Bool {
            text.split(whereSeparator: { $0 == " " || $0 == "\t" }).first?.lowercased() == "@" + word
        }
    }

    private let sample: SourceView
    private let terminator: UInt8
    /// Behind the last line, and its number.
    private(set) var position: Int
    private(set) var number = 0

    init(_ sample: SourceView, terminator: UInt8) {
        self.sample = sample
        self.terminator = terminator
        position = ByteOrderMark.length(in: sample)
    }

    mutating func next() -> Line? {
        while position < sample.count {
            let end = sample[position...].firstIndex(of: terminator) ?? sample.count
            let text = String(decoding: sample[position..<end], as: UTF8.self).trimmingBlanks()
            position = min(end + 1, sample.count)
            number += 1
            if !text.isEmpty, !text.hasPrefix("%") { return Line(text: text, number: number) }
        }
        return nil
    }
}

/// `@attribute 'name' type`.
struct ArffAttribute {
    let name: String
    /// Nil of a date, which tells by itself.
    let kind: Column.Kind?
    let isRelational: Bool

    /// Nil where there is no name or no type.
    init?(_ line: String) {
        var rest = Substring(line).drop { $0 != " " && $0 != "\t" }.drop { $0 == " " || $0 == "\t" }
        guard let first = rest.first else { return nil }
        if first == "'" || first == "\"" {
            rest = rest.dropFirst()
            var name = ""
            var isEscaped = false
            while let character = rest.first, isEscaped || character != first {
                if !isEscaped, character == "\\" {
                    isEscaped = true
                } else {
                    name.append(character)
                    isEscaped = false
                }
                rest = rest.dropFirst()
            }
            self.name = name
            rest = rest.dropFirst()
        } else {
            let name = rest.prefix { $0 != " " && $0 != "\t" && $0 != "{" }
            self.name = String(name)
            rest = rest.dropFirst(name.count)
        }
        let type = rest.drop { $0 == " " || $0 == "\t" }.lowercased()
        guard !type.isEmpty else { return nil }
        isRelational = type.hasPrefix("relational")
        if type.hasPrefix("{") {
            kind = .category
        } else if type.hasPrefix("string") {
            kind = .text
        } else {
            kind = type.hasPrefix("date") ? nil : .number
        }
    }
}
