import ArgumentParser
import Records

/// How a file is to be read, where it is not found out rightly; the same for every command that reads one.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("\(Formats.list.all.map { $0.option }.joined(separator: ", ")).", valueName: "format"))
    var format: String?
    @Option(
        help: ArgumentHelp(
            "The delimiter: one character, '\\t', '\\x1f', or a name such as tab, pipe or space.", valueName: "char"))
    var delimiter: String?
    @Flag(inversion: .prefixedNo, help: "Whether the first record holds names, and no data.") var header: Bool?
    @Option(
        help: ArgumentHelp(
            "How many records at the top name the columns: more than one where units or long names stand below; 0: none.",
            valueName: "n"))
    var headerRows: Int?
    @Option(help: ArgumentHelp("Leave out this many lines at the top, such as a title.", valueName: "n")) var skip: Int?
    @Option(help: ArgumentHelp("How quotes inside quotes are written: doubled, backslash or none.", valueName: "way"))
    var quoting: String?
    @Option(
        help: ArgumentHelp(
            "\(TextEncoding.allCases.map(\.spoken).joined(separator: ", ")).", valueName: "name"))
    var encoding: String?
    @Option(help: ArgumentHelp("none, gzip or zstd.", valueName: "name")) var compression: String?
    @Option(help: ArgumentHelp("The character that begins a line which is no record.", valueName: "char")) var comment:
        String?
    @Option(
        help: ArgumentHelp(
            "What stands for no value, beside the empty field: comma-separated; in every column, and nothing else does.",
            valueName: "NA,None,-"))
    var missing: String?

    @Option(help: ArgumentHelp("A NumPy matrix whose columns are added (repeatable).", valueName: "file.npy"))
    var beside: [String] = []

    /// - Throws: `Refusal` (64) naming the option that can't be understood.
    func choice() throws -> ReadingChoice {
        var choice = ReadingChoice()
        choice.format = try format.map { try Self.named("format", $0, FileFormat.allCases) { $0.kind.option } }
        switch try delimiter.map(Self.delimiter) {
        case .byte(let byte): choice.delimiter = byte
        case .text(let text): choice.delimiterText = text
        case nil: break
        }
        choice.hasHeader = header
        if let headerRows {
            guard (0...Self.mostHeaderRows).contains(headerRows), header.map({ $0 == (headerRows > 0) }) ?? true else {
                throw Refusal(
                    .usage,
                    "\(headerRows) records can't name the columns\(header == false ? ", with --no-header beside" : "").",
                    next: "Give a number from 0 to \(Self.mostHeaderRows), and nothing else of the header.")
            }
            choice.hasHeader = headerRows > 0
            choice.headerRows = headerRows > 0 ? headerRows : nil
        }
        if let skip {
            guard (0...Self.mostSkipped).contains(skip) else {
                throw Refusal(
                    .usage, "\(skip) lines can't be skipped.", next: "Give a number from 0 to \(Self.mostSkipped).")
            }
            choice.skippedLines = skip
        }
        choice.values = missing.map { .listed(SchemaOptions.list($0)) }
        choice.quoting = try quoting.map { try Self.named("way of quoting", $0, Quoting.allCases, \.rawValue) }
        choice.encoding = try encoding.map { try TextEncoding(named: $0) }
        choice.compression = try compression.map {
            try Self.named("compression", $0, Compression.allCases, \.rawValue)
        }
        switch try comment.map({ try Self.mark($0, "a comment's first character") }) {
        case .byte(let byte): choice.comment = byte
        case .text(let text): choice.commentText = text
        case nil: break
        }
        choice.matrices = beside
        return choice
    }

    /// Whether anything was said.
    var isEmpty: Bool {
        format == nil && delimiter == nil && header == nil && quoting == nil && encoding == nil && compression == nil
            && comment == nil && skip == nil && headerRows == nil && missing == nil && beside.isEmpty
    }

    private static let mostSkipped = 1_000_000
    private static let mostHeaderRows = 20

    /// A character by which a text is split.
    private enum Mark {
        case byte(UInt8)
        /// Of more bytes than one.
        case text(String)
    }

    private static let delimiterNames: [String: UInt8] = [
        "tab": 9, "comma": 44, "semicolon": 59, "pipe": 124, "bar": 124, "space": 32, "blank": 32, "colon": 58,
        "caret": 94, "unit": 0x1F,
    ]

    /// A delimiter by itself, by a name, or as `\t`, `\x1f` and `\u001f` write it.
    private static func delimiter(_ text: String) throws -> Mark {
        if let known = delimiterNames[text.lowercased()] { return .byte(known) }
        if text == "\\t" { return .byte(9) }
        if text == "\\\\" { return .byte(92) }
        for prefix in ["\\x", "\\u", "0x"] where text.lowercased().hasPrefix(prefix) && text.utf8.count > 2 {
            if let value = UInt32(text.dropFirst(2), radix: 16), let scalar = Unicode.Scalar(value) {
                return try mark(String(Character(scalar)), "a delimiter")
            }
        }
        return try mark(
            text, "a delimiter", next: "'\\t', '\\x1f', or a name: tab, comma, semicolon, pipe, space, caret")
    }

    private static func mark(_ text: String, _ what: String, next: String? = nil) throws -> Mark {
        guard text.count == 1, let byte = text.utf8.first else {
            throw Refusal(
                .usage, "'\(text)' is not \(what).", next: "Give one character\(next.map { ", \($0)" } ?? "").")
        }
        return text.utf8.count == 1 ? .byte(byte) : .text(text)
    }

    private static func named<Choice>(
        _ what: String, _ text: String, _ choices: [Choice], _ name: (Choice) -> String
    ) throws -> Choice {
        let wanted = text.lowercased().filter { $0.isLetter || $0.isNumber }
        guard let choice = choices.first(where: { name($0).filter { $0.isLetter || $0.isNumber } == wanted }) else {
            throw Refusal.unknown(what, text, among: choices.map(name))
        }
        return choice
    }
}
