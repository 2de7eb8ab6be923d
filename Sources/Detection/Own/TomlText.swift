internal import Records

/// The part of TOML that a file of detectors needs, read strictly: comments, tables in double brackets, and names with a
/// string, a number, yes or no, or a list of strings. What else TOML has is refused where it stands.
struct TomlText {
    struct Place: Hashable {
        var line = 1
        var column = 1
    }

    enum Value {
        case text(String)
        case number(Double)
        case flag(Bool)
        case list([(text: String, place: Place)])
    }

    struct Entry {
        let name: String
        let place: Place
        let value: Value
        let valuePlace: Place
    }

    /// A table and what stands in it.
    struct Section {
        let name: String
        let place: Place
        var entries: [Entry] = []
    }

    private let path: String
    private let text: [Character]
    private var position = 0
    private var place = Place()

    private init(_ text: String, _ path: String) {
        self.text = Array(text)
        self.path = path
    }

    /// - Throws: `Refusal` with file, line and column.
    /// - Complexity: O(characters).
    static func sections(of text: String, named path: String) throws -> [Section] {
        var toml = TomlText(text, path)
        return try toml.read()
    }

    static func refusal(_ path: String, _ place: Place, _ what: String, _ next: String) -> Refusal {
        Refusal(.badData, "\(path):\(place.line):\(place.column): \(what)", next: next)
    }

    private func refused(_ place: Place, _ what: String, _ next: String) -> Refusal {
        Self.refusal(path, place, what, next)
    }

    private mutating func read() throws -> [Section] {
        var sections: [Section] = []
        while true {
            skip(lines: true)
            guard let next = peek else { return sections }
            let start = place
            if next == "[" {
                sections.append(Section(name: try header(start), place: start))
            } else {
                let name = try name()
                guard !sections.isEmpty else {
                    throw refused(start, "'\(name)' stands before any table.", "Begin with a line [[detector]].")
                }
                if let before = sections[sections.count - 1].entries.first(where: { $0.name == name }) {
                    throw refused(
                        start, "'\(name)' stands on line \(before.place.line) already.", "Keep one of the two lines.")
                }
                skip(lines: false)
                guard take("=") else {
                    throw refused(place, "An '=' should follow '\(name)'.", "Write \(name) = \"value\".")
                }
                skip(lines: false)
                let valuePlace = place
                let value = try value()
                sections[sections.count - 1].entries.append(
                    Entry(name: name, place: start, value: value, valuePlace: valuePlace))
            }
            skip(lines: false)
            guard peek == nil || peek?.isNewline == true else {
                throw refused(place, "The line should end here.", "Write one name a line; a comment begins with #.")
            }
        }
    }

    private mutating func header(_ start: Place) throws -> String {
        for _ in 0..<2 {
            guard take("[") else { throw refused(start, "Tables stand in double brackets.", "Write [[detector]].") }
        }
        let name = try name()
        for _ in 0..<2 {
            guard take("]") else { throw refused(place, "']]' should close the table's name.", "Write [[\(name)]].") }
        }
        return name
    }

    private mutating func name() throws -> String {
        let start = place
        var name = ""
        while let next = peek, next.isASCII, next.isLetter || next.isNumber || next == "-" || next == "_" {
            name.append(next)
            advance()
        }
        guard !name.isEmpty else { throw refused(start, "A name should be here.", "Write name = \"value\".") }
        return name
    }

    private mutating func value() throws -> Value {
        let start = place
        switch peek {
        case "\"", "'": return .text(try string())
        case "[": return .list(try list())
        default: break
        }
        var word = ""
        while let next = peek, !next.isWhitespace, next != "#", next != ",", next != "]" {
            word.append(next)
            advance()
        }
        if word == "true" || word == "false" { return .flag(word == "true") }
        guard let number = Double(word), number.isFinite,
            word.first?.isNumber == true || "+-".contains(word.first ?? "x")
        else {
            throw refused(
                start, word.isEmpty ? "A value should be here." : "'\(word)' is no value.",
                "Write a text in quotes, a number, true, false, or a list of texts in [ ].")
        }
        return .number(number)
    }

    private mutating func list() throws -> [(text: String, place: Place)] {
        _ = take("[")
        var values: [(text: String, place: Place)] = []
        while true {
            skip(lines: true)
            if take("]") { return values }
            let start = place
            guard peek == "\"" || peek == "'" else {
                throw refused(start, "A text should be here, in quotes.", "Write \"text\", and close the list with ].")
            }
            values.append((try string(), start))
            skip(lines: true)
            if take(",") { continue }
            guard take("]") else { throw refused(place, "A ',' or ']' should be here.", "Close the list with ].") }
            return values
        }
    }

    /// "…" with escapes, or '…' as it stands, as patterns are best written.
    private mutating func string() throws -> String {
        let start = place
        let quote = peek
        advance()
        var text = ""
        while let next = peek, !next.isNewline {
            advance()
            if next == quote { return text }
            guard next == "\\", quote == "\"" else {
                text.append(next)
                continue
            }
            let escaped = place
            switch peek {
            case "\\", "\"": text.append(peek ?? "\\")
            case "n": text.append("\n")
            case "t": text.append("\t")
            default:
                throw refused(
                    escaped, "A backslash stands before \\, \", n or t only.",
                    "Write a pattern in single quotes, where a backslash is itself: '\\d+'.")
            }
            advance()
        }
        throw refused(start, "A quote is not closed on its line.", "Close it with \(quote.map(String.init) ?? "").")
    }

    private var peek: Character? { position < text.count ? text[position] : nil }

    private mutating func advance() {
        guard let next = peek else { return }
        position += 1
        if next.isNewline { place = Place(line: place.line + 1, column: 1) } else { place.column += 1 }
    }

    private mutating func take(_ wanted: Character) -> Bool {
        guard peek == wanted else { return false }
        advance()
        return true
    }

    /// Skips blanks and a comment; with `lines` the ends of lines too.
    private mutating func skip(lines: Bool) {
        while let next = peek {
            if next == "#" {
                while let inside = peek, !inside.isNewline { advance() }
            } else if next == " " || next == "\t" || next == "\u{FEFF}" || (lines && next.isNewline) {
                advance()
            } else {
                return
            }
        }
    }
}
