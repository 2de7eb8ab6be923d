/// Walks through a small TOML text character by character and knows where it stands: what readers of settings share, each of
/// which takes as much of TOML as it needs and refuses the rest where it stands.
public struct TomlCursor: Sendable {
    public struct Place: Hashable, Comparable, Sendable {
        public static let start = Place(line: 1, column: 1)

        public var line: Int
        public var column: Int

        public init(line: Int, column: Int) { (self.line, self.column) = (line, column) }

        public static func < (one: Self, other: Self) -> Bool { (one.line, one.column) < (other.line, other.column) }
    }

    /// What is wrong with a string, and where.
    public enum StringFault: Error, Sendable {
        /// A backslash stands before something else than `escapes` has.
        case escape(Place)
        case unclosed(Place, quote: Character)
    }

    public private(set) var place = Place.start
    private let text: [Character]
    private var position = 0

    public init(_ text: String) { self.text = Array(text) }

    /// The character under the cursor; nil behind the last.
    public var peek: Character? { position < text.count ? text[position] : nil }

    /// What is left of the line.
    public var restOfLine: String { String(text[position...].prefix { !$0.isNewline }) }

    public mutating func advance() {
        guard let next = peek else { return }
        position += 1
        if next.isNewline { place = Place(line: place.line + 1, column: 1) } else { place.column += 1 }
    }

    /// Goes on where a character is the one that is wanted.
    public mutating func take(_ wanted: Character) -> Bool {
        guard peek == wanted else { return false }
        advance()
        return true
    }

    /// Skips blanks and a comment; with `lines` the ends of lines too.
    public mutating func skipBlank(lines: Bool) {
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

    /// A bare name: letters, digits, hyphens and underscores of ASCII; empty where there is none.
    public mutating func bareName() -> String {
        var name = ""
        while let next = peek, next.isASCII, next.isLetter || next.isNumber || next == "-" || next == "_" {
            name.append(next)
            advance()
        }
        return name
    }

    /// "…" with escapes, or '…' as it stands; the cursor is at the quote.
    ///
    /// - Parameter escapes: what stands for what behind a backslash.
    public mutating func string(_ escapes: [Character: Character]) throws(StringFault) -> String {
        let start = place
        let quote = peek ?? "\""
        advance()
        var text = ""
        while let next = peek, !next.isNewline {
            advance()
            if next == quote { return text }
            guard next == "\\", quote == "\"" else {
                text.append(next)
                continue
            }
            guard let escaped = peek, let meant = escapes[escaped] else { throw .escape(place) }
            text.append(meant)
            advance()
        }
        throw .unclosed(start, quote: quote)
    }
}
