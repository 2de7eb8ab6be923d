internal import CScan

/// How a delimited file is written: what separates its fields, how they are quoted, and whether its first record names
/// them.
public struct Dialect: Hashable, Codable, Sendable {
    /// The byte between two fields; ASCII, and neither a quote nor a line end.
    public var delimiter: UInt8
    /// Whether the first record holds the column names.
    public var hasHeader: Bool
    public var quoting: Quoting
    /// Whether blanks after a delimiter are no part of the field.
    public var skipsBlanks: Bool
    /// The byte that begins a line which is no record; nil where there are none.
    public var comment: UInt8?
    /// Whether records begin with a name that the header has none for.
    public var hasRowNames: Bool

    /// What "separates" the fields of a file with one column: a character that texts do not have.
    public static let oneColumn: UInt8 = 0x1F

    public init(
        delimiter: UInt8 = 44, hasHeader: Bool = true, quoting: Quoting = .doubled, skipsBlanks: Bool = false,
        comment: UInt8? = nil, hasRowNames: Bool = false
    ) {
        self.hasRowNames = hasRowNames
        self.delimiter = delimiter
        self.hasHeader = hasHeader
        self.quoting = quoting
        self.skipsBlanks = skipsBlanks
        self.comment = comment
    }
}

extension Dialect {
    /// The delimiter in words: "comma", "tab", or the character in quotes.
    public var delimiterName: String {
        switch delimiter {
        case 44: "comma"
        case 59: "semicolon"
        case 9: "tab"
        case 124: "vertical bar"
        case 32: "blank"
        case Self.oneColumn: "nothing (one column)"
        default: "'\(Character(Unicode.Scalar(delimiter)))'"
        }
    }

    /// - Throws: `Refusal` (64) when the delimiter could not be told from text, a quote or a line end.
    func check() throws {
        guard delimiter < 128, ![10, 13, 34, 0].contains(delimiter), delimiter != comment else {
            throw Refusal(
                .usage, "Byte \(delimiter) cannot separate fields.",
                next: "Choose one ASCII character that is neither a quote nor a line end, such as a comma or a tab.")
        }
        guard let comment else { return }
        guard comment > 32, comment < 128, comment != 34 else {
            throw Refusal(
                .usage, "Byte \(comment) cannot begin a comment.", next: "Choose one ASCII character, such as '#'.")
        }
    }

    /// For the loops in C.
    func scanned(terminator: UInt8, encoding: TextEncoding) -> scan_dialect {
        scan_dialect(
            delimiter: delimiter, terminator: terminator, quote: quoting == .none ? 0 : 34,
            backslash: quoting == .backslash, skips_blanks: skipsBlanks, comment: comment ?? 0,
            single_byte: encoding == .windows1252, trails: false)
    }
}
