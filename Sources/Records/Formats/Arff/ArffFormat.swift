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
    ) throws -> (format: DelimitedFormat, notices: [String], sparse: ArffHeader?) {
        let found = try ArffHeader(sample, fileName: fileName)
        if found.isSparse {
            let made = make(found, data: sample, fileName: fileName, encoding: encoding, quote: 39)
            var format = made.format
            format.firstRecord = 0
            return (format, made.notices, found)
        }
        let made = make(
            found, data: SourceView(rebasing: sample[found.start...]), fileName: fileName, encoding: encoding)
        return (made.format, made.notices, nil)
    }

    /// The format of the records behind a header.
    ///
    /// - Parameter quote: what quotes fields; nil: what begins most of those that are quoted in `data`.
    static func make(
        _ found: ArffHeader, data: SourceView, fileName: String, encoding: TextEncoding, quote: UInt8? = nil
    ) -> (format: DelimitedFormat, notices: [String]) {
        var dialect = Dialect(delimiter: 44, quoting: .backslash, skipsBlanks: true, comment: 37)
        dialect.isLenient = true
        dialect.keepsInnerQuotes = false
        let header = HeaderNames(found.attributes.map(\.name))
        var format = DelimitedFormat(
            fileName: fileName, columnNames: header.names, dialect: dialect, terminator: found.terminator,
            encoding: encoding, repairs: encoding == .utf8)
        (format.firstRecord, format.firstLine) = (found.start, found.line)
        format.fieldCount = found.attributes.count
        format.declaredKinds = found.attributes.map(\.kind)
        format.quote = quote ?? Self.quote(data)
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
    /// What a sparse record has that says nothing: 0, or the first of the values that are listed.
    private(set) var zero = "0"

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
        let written = rest.drop { $0 == " " || $0 == "\t" }
        let type = written.lowercased()
        guard !type.isEmpty else { return nil }
        if type.hasPrefix("{") {
            let value = written.dropFirst().drop { $0 == " " }
            if let mark = value.first, mark == "'" || mark == "\"" {
                zero = String(value.dropFirst().prefix { $0 != mark })
            } else {
                zero = String(value.prefix { $0 != "," && $0 != "}" }).trimmingBlanks()
            }
        }
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
