internal import CScan

/// How a delimited file is written: what separates its fields, how they are quoted, and whether its first record names
/// them.
public struct Dialect: Hashable, Codable, Sendable {
    /// The byte between two fields; ASCII, and neither a quote nor a line end.
    public var delimiter: UInt8
    /// What separates fields, where it is a character beyond ASCII, for which `delimiter` stands in.
    public var delimiterText: String?
    /// What begins a line which is no record, so.
    public var commentText: String?
    /// Whether the first record holds the column names.
    public var hasHeader: Bool
    public var quoting: Quoting
    /// Whether blanks after a delimiter are no part of the field.
    public var skipsBlanks: Bool
    /// The byte that begins a line which is no record; nil where there are none.
    public var comment: UInt8?
    /// Whether records begin with a name that the header has none for.
    public var hasRowNames: Bool
    /// Whether a line that begins as a comment does is a record all the same where it has as many fields as the others:
    /// so it is where nobody said what begins a comment.
    public var keepsFullComments = false
    /// Lines at the top that are left out: a title, a date, a sentence.
    public var skippedLines = 0
    /// Whether the line of the names begins as a comment does.
    public var isHeaderCommented = false
    /// Records at the top that name columns: one, or more where a header goes on below, with units for instance.
    public var headerRows = 1
    /// Whether a field in quotes that holds other quotes keeps them all; in projects of earlier versions the first of them
    /// closes the field.
    public var keepsInnerQuotes = true
    /// Whether the file is read by the rules of this version; projects of earlier ones read on by theirs.
    public var isLenient = true

    /// What "separates" the fields of a file with one column: a character that texts do not have.
    public static let oneColumn: UInt8 = 0x1E

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
        if let delimiterText { return "'\(delimiterText)'" }
        return switch delimiter {
        case 44: "comma"
        case 59: "semicolon"
        case 9: "tab"
        case 124: "vertical bar"
        case 32: "blank"
        case Self.oneColumn: "nothing (one column)"
        case 0x1F: "unit separator"
        case 0..<32: "byte \(delimiter)"
        default: "'\(Character(Unicode.Scalar(delimiter)))'"
        }
    }

    /// - Throws: `Refusal` (64) when the delimiter could not be told from text, a quote or a line end.
    func check() throws {
        guard delimiter < 128 || delimiterText != nil, ![10, 13, 34, 0].contains(delimiter) else {
            throw Refusal(
                .usage, "\(Self.shown(delimiter)) cannot separate fields.",
                next: "Choose one ASCII character that is neither a quote nor a line end, such as a comma or a tab.")
        }
        guard let comment else { return }
        if commentText != nil, delimiter != comment { return }
        guard delimiter != comment else {
            throw Refusal(
                .usage, "\(Self.shown(delimiter)) cannot both separate fields and begin a comment.",
                next: "Choose another for one of them: --delimiter, --comment")
        }
        guard comment > 32, comment < 127, comment != 34 else {
            throw Refusal(
                .usage, "\(Self.shown(comment)) cannot begin a comment.",
                next: "Choose one ASCII character, such as '#'.")
        }
    }

    /// A byte in a sentence: the character in quotes, or its number where it can't be seen.
    private static func shown(_ byte: UInt8) -> String {
        byte > 32 && byte < 127 ? "'\(Character(Unicode.Scalar(byte)))'" : "Byte \(byte)"
    }

    /// For the loops in C.
    func scanned(terminator: UInt8, encoding: TextEncoding) -> scan_dialect {
        scan_dialect(
            delimiter: delimiter, terminator: terminator, quote: quoting == .none ? 0 : 34,
            backslash: quoting == .backslash, skips_blanks: skipsBlanks, comment: comment ?? 0,
            single_byte: encoding == .windows1252, trails: false, lenient: isLenient, splits: false,
            keeps_full_comments: keepsFullComments, grows: false, fields: 0)
    }
}
