import Records

/// A file of keys: the part of TOML that one needs, read strictly.
///
/// Comments, bare and quoted names, strings of both kinds on one line, lists of them over several, and the header `[keys]`.
/// Whatever else TOML has (numbers, dates, dotted names, other tables) is refused where it stands.
struct KeyFile {
    struct Place: Hashable, Comparable, Sendable {
        static let start = Place(line: 1, column: 1)

        var line: Int
        var column: Int

        static func < (one: Self, other: Self) -> Bool { (one.line, one.column) < (other.line, other.column) }
    }

    struct Entry: Sendable {
        struct Value: Sendable {
            let text: String
            let place: Place
        }

        let name: String
        let place: Place
        let values: [Value]
    }

    private let path: String
    private let text: [Character]
    private var position = 0
    private var place = Place.start

    private init(_ text: String, _ path: String) {
        self.text = Array(text)
        self.path = path
    }

    /// What a file says, in its order.
    ///
    /// - Throws: `Refusal` with file, line and column.
    /// - Complexity: O(characters).
    static func entries(of text: String, named path: String) throws -> [Entry] {
        var file = KeyFile(text, path)
        return try file.read()
    }

    static func refusal(_ path: String, _ place: Place, _ what: String, next: String) -> Refusal {
        Refusal(.badData, "\(path):\(place.line):\(place.column): \(what)", next: next)
    }

    /// A string as such a file has it.
    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private mutating func read() throws -> [Entry] {
        var entries: [Entry] = []
        var seen: [String: Place] = [:]
        while true {
            skipBlank(lines: true)
            guard let next = peek else { return entries }
            let start = place
            if next == "[" {
                try header(start, isFirst: entries.isEmpty)
            } else {
                let name = try name()
                if let before = seen[name] {
                    throw refused(
                        start, "'\(name)' stands on line \(before.line) already.", "Keep one of the two lines.")
                }
                seen[name] = start
                skipBlank(lines: false)
                guard take("=") else {
                    throw refused(place, "An '=' should follow '\(name)'.", "Write \(name) = \"key\".")
                }
                skipBlank(lines: false)
                entries.append(Entry(name: name, place: start, values: try values()))
            }
            skipBlank(lines: false)
            guard peek == nil || peek?.isNewline == true else {
                throw refused(place, "The line should end here.", "Write one command a line; a comment begins with #.")
            }
        }
    }

    private mutating func header(_ start: Place, isFirst: Bool) throws {
        let rest = String(text[position...].prefix { !$0.isNewline })
        guard rest.hasPrefix("[keys]"), isFirst else {
            throw refused(start, "There is one table only, [keys], at the top.", "Leave this line out.")
        }
        for _ in 0..<6 { advance() }
    }

    private mutating func name() throws -> String {
        if peek == "\"" || peek == "'" { return try string() }
        let start = place
        var name = ""
        while let next = peek, next.isASCII, next.isLetter || next.isNumber || next == "-" || next == "_" {
            name.append(next)
            advance()
        }
        guard !name.isEmpty else {
            throw refused(start, "The name of a command should be here.", "'lethe help keys' lists them.")
        }
        return name
    }

    private mutating func values() throws -> [Entry.Value] {
        guard take("[") else { return [try value()] }
        var values: [Entry.Value] = []
        while true {
            skipBlank(lines: true)
            if take("]") { return values }
            values.append(try value())
            skipBlank(lines: true)
            if take(",") { continue }
            guard take("]") else { throw refused(place, "A ',' or ']' should be here.", "Close the list with ].") }
            return values
        }
    }

    private mutating func value() throws -> Entry.Value {
        let start = place
        guard peek == "\"" || peek == "'" else {
            throw refused(start, "A key should be here, in quotes.", "Write \"U\", or [\"U\", \"F5\"], or [] for none.")
        }
        return Entry.Value(text: try string(), place: start)
    }

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
            guard let escaped = peek, escaped == "\\" || escaped == "\"" else {
                throw refused(place, "A backslash stands before \\ or \" only.", "Write \"\\\\\" for a backslash.")
            }
            text.append(escaped)
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

    /// Skips spaces and a comment; with `lines` the ends of lines too.
    private mutating func skipBlank(lines: Bool) {
        while let next = peek {
            if next == "#" {
                while let inside = peek, !inside.isNewline { advance() }
            } else if next == " " || next == "\t" || (lines && next.isNewline) {
                advance()
            } else {
                return
            }
        }
    }

    private func refused(_ place: Place, _ what: String, _ next: String) -> Refusal {
        Self.refusal(path, place, what, next: next)
    }
}
