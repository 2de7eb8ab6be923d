import Records

/// A file of keys: the part of TOML that one needs, read strictly.
///
/// Comments, bare and quoted names, strings of both kinds on one line, lists of them over several, and the header `[keys]`.
/// Whatever else TOML has (numbers, dates, dotted names, other tables) is refused where it stands.
struct KeyFile {
    typealias Place = TomlCursor.Place

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
    private var cursor: TomlCursor

    private init(_ text: String, _ path: String) {
        cursor = TomlCursor(text)
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
            cursor.skipBlank(lines: true)
            guard let next = cursor.peek else { return entries }
            let start = cursor.place
            if next == "[" {
                try header(start, isFirst: entries.isEmpty)
            } else {
                let name = try name()
                if let before = seen[name] {
                    throw refused(
                        start, "'\(name)' stands on line \(before.line) already.", "Keep one of the two lines.")
                }
                seen[name] = start
                cursor.skipBlank(lines: false)
                guard cursor.take("=") else {
                    throw refused(cursor.place, "An '=' should follow '\(name)'.", "Write \(name) = \"key\".")
                }
                cursor.skipBlank(lines: false)
                entries.append(Entry(name: name, place: start, values: try values()))
            }
            cursor.skipBlank(lines: false)
            guard cursor.peek == nil || cursor.peek?.isNewline == true else {
                throw refused(
                    cursor.place, "The line should end here.", "Write one command a line; a comment begins with #.")
            }
        }
    }

    private mutating func header(_ start: Place, isFirst: Bool) throws {
        let rest = cursor.restOfLine
        guard rest.hasPrefix("[keys]"), isFirst else {
            throw refused(start, "There is one table only, [keys], at the top.", "Leave this line out.")
        }
        for _ in 0..<6 { cursor.advance() }
    }

    private mutating func name() throws -> String {
        if cursor.peek == "\"" || cursor.peek == "'" { return try string() }
        let start = cursor.place
        let name = cursor.bareName()
        guard !name.isEmpty else {
            throw refused(start, "The name of a command should be here.", "'lethe help keys' lists them.")
        }
        return name
    }

    private mutating func values() throws -> [Entry.Value] {
        guard cursor.take("[") else { return [try value()] }
        var values: [Entry.Value] = []
        while true {
            cursor.skipBlank(lines: true)
            if cursor.take("]") { return values }
            values.append(try value())
            cursor.skipBlank(lines: true)
            if cursor.take(",") { continue }
            guard cursor.take("]") else {
                throw refused(cursor.place, "A ',' or ']' should be here.", "Close the list with ].")
            }
            return values
        }
    }

    private mutating func value() throws -> Entry.Value {
        let start = cursor.place
        guard cursor.peek == "\"" || cursor.peek == "'" else {
            throw refused(start, "A key should be here, in quotes.", "Write \"U\", or [\"U\", \"F5\"], or [] for none.")
        }
        return Entry.Value(text: try string(), place: start)
    }

    private mutating func string() throws -> String {
        do { return try cursor.string(["\\": "\\", "\"": "\""]) } catch .escape(let place) {
            throw refused(place, "A backslash stands before \\ or \" only.", "Write \"\\\\\" for a backslash.")
        } catch .unclosed(let start, let quote) {
            throw refused(start, "A quote is not closed on its line.", "Close it with \(quote).")
        }
    }

    private func refused(_ place: Place, _ what: String, _ next: String) -> Refusal {
        Self.refusal(path, place, what, next: next)
    }
}
