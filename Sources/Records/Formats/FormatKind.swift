/// A kind of file that records stand in: all that the program knows of one before it reads it. A new one is a conforming type
/// in its own file with its `RecordFormat`, and a line in `Formats.bundled`.
public protocol FormatKind: Sendable {
    /// What projects store: "jsonLines".
    var id: String { get }
    /// What `--format` calls it: "jsonl".
    var option: String { get }
    /// On the screen: "JSON Lines".
    var title: String { get }
    /// Behind "read as" in a sentence: "a JSON array".
    var phrase: String { get }
    /// How records stand in it, said where it was found out: "a JSON object a line"; nil where that goes without saying.
    var explanation: String? { get }
    /// What names of its files end in, without a point.
    var endings: [String] { get }
    /// Bytes that begin a comment in it.
    var comments: [UInt8] { get }
    /// Options of reading that mean something to it.
    var options: FormatOptions { get }
    /// Why files of it are no parts of one table, "'…' is …", and what to do instead; nil where the text of one can follow
    /// that of another.
    var notJoined: (what: String, next: String)? { get }

    /// Whether the beginning of a text is in this format; what is not recognised by any is told by its name.
    func recognises(_ sample: FormatSample) -> Bool

    /// The format as the beginning of a text has it.
    ///
    /// - Throws: `Refusal` (65) with the place of what is not in this format.
    func open(_ sample: FormatSample) throws -> FoundFormat
}

extension FormatKind {
    public var option: String { id }
    public var phrase: String { title }
    public var explanation: String? { nil }
    public var endings: [String] { [] }
    public var comments: [UInt8] { [] }
    public var options: FormatOptions { .text }
    public var notJoined: (what: String, next: String)? { ("read as \(phrase)", "Name one file.") }

    public func recognises(_ sample: FormatSample) -> Bool { false }

    /// As a value that is compared and stored.
    public var format: FileFormat { FileFormat(id) }
}

/// Options of reading that not all formats have a use for.
public struct FormatOptions: OptionSet, Hashable, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let encoding = FormatOptions(rawValue: 1)
    public static let compression = FormatOptions(rawValue: 2)
    /// Delimiter, quotes, header, skipped lines and comments.
    public static let dialect = FormatOptions(rawValue: 4)

    /// Those of any text.
    public static let text: FormatOptions = [.encoding, .compression]
}

/// The beginning of a text, by which its format is found out.
public struct FormatSample {
    public let bytes: SourceView
    /// Whether nothing follows.
    public let isWhole: Bool
    public let fileName: String
    /// What a person said of how it is read.
    public let choice: ReadingChoice
    /// What it was converted from.
    public let encoding: TextEncoding
    /// How records stand in it, where it is JSON.
    let json: JSONShape?
}

/// A format as the beginning of a text has it.
public struct FoundFormat {
    public let format: any RecordFormat
    /// What the bytes are to be read as, where that is not what they were converted from.
    public var encoding: TextEncoding?
    public var dialect: Dialect?
    /// What was guessed, one sentence each.
    public var notices: [String] = []
    /// The header of an ARFF file whose records are sparse.
    var sparse: ArffHeader?

    public init(_ format: any RecordFormat) { self.format = format }
}
