internal import Records

/// The part of TOML that a file of detectors needs, read strictly: comments, tables in double brackets, and names with a
/// string, a number, yes or no, or a list of strings. What else TOML has is refused where it stands.
struct TomlText {
    typealias Place = TomlCursor.Place

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
    private var cursor: TomlCursor

    private init(_ text: String, _ path: String) {
        cursor = TomlCursor(text)
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
            cursor.skipBlank(lines: true)
            guard let next = cursor.peek else { return sections }
            let start = cursor.place
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
                cursor.skipBlank(lines: false)
                guard cursor.take("=") else {
                    throw refused(cursor.place, "An '=' should follow '\(name)'.", "Write \(name) = \"value\".")
                }
                cursor.skipBlank(lines: false)
                let valuePlace = cursor.place
                let value = try value()
                sections[sections.count - 1].entries.append(
                    Entry(name: name, place: start, value: value, valuePlace: valuePlace))
            }
            cursor.skipBlank(lines: false)
            guard cursor.peek == nil || cursor.peek?.isNewline == true else {
                throw refused(
                    cursor.place, "The line should end here.", "Write one name a line; a comment begins with #.")
            }
        }
    }

    private mutating func header(_ start: Place) throws -> String {
        for _ in 0..<2 {
            guard cursor.take("[") else {
                throw refused(start, "Tables stand in double brackets.", "Write [[detector]].")
            }
        }
        let name = try name()
        for _ in 0..<2 {
            guard cursor.take("]") else {
                throw refused(cursor.place, "']]' should close the table's name.", "Write [[\(name)]].")
            }
        }
        return name
    }

    private mutating func name() throws -> String {
        let start = cursor.place
        let name = cursor.bareName()
        guard !name.isEmpty else { throw refused(start, "A name should be here.", "Write name = \"value\".") }
        return name
    }

    private mutating func value() throws -> Value {
        let start = cursor.place
        switch cursor.peek {
        case "\"", "'": return .text(try string())
        case "[": return .list(try list())
        default: break
        }
        var word = ""
        while let next = cursor.peek, !next.isWhitespace, next != "#", next != ",", next != "]" {
            word.append(next)
            cursor.advance()
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
        _ = cursor.take("[")
        var values: [(text: String, place: Place)] = []
        while true {
            cursor.skipBlank(lines: true)
            if cursor.take("]") { return values }
            let start = cursor.place
            guard cursor.peek == "\"" || cursor.peek == "'" else {
                throw refused(start, "A text should be here, in quotes.", "Write \"text\", and close the list with ].")
            }
            values.append((try string(), start))
            cursor.skipBlank(lines: true)
            if cursor.take(",") { continue }
            guard cursor.take("]") else {
                throw refused(cursor.place, "A ',' or ']' should be here.", "Close the list with ].")
            }
            return values
        }
    }

    private mutating func string() throws -> String {
        do { return try cursor.string(["\\": "\\", "\"": "\"", "n": "\n", "t": "\t"]) } catch .escape(let place) {
            throw refused(
                place, "A backslash stands before \\, \", n or t only.",
                "Write a pattern in single quotes, where a backslash is itself: '\\d+'.")
        } catch .unclosed(let start, let quote) {
            throw refused(start, "A quote is not closed on its line.", "Close it with \(quote).")
        }
    }
}
