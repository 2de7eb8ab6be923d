import ArgumentParser
import Records

/// How a file is to be read, where it is not found out rightly; the same for every command that reads one.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("\(FileFormat.allCases.map(\.spoken).joined(separator: ", ")).", valueName: "format"))
    var format: String?
    @Option(
        help: ArgumentHelp(
            "The delimiter: one character, '\\t', '\\x1f', or a name such as tab, pipe or space.", valueName: "char"))
    var delimiter: String?
    @Flag(inversion: .prefixedNo, help: "Whether the first record holds names, and no data.") var header: Bool?
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
        choice.format = try format.map { try Self.named("format", $0, FileFormat.allCases) { $0.spoken } }
        choice.delimiter = try delimiter.map(Self.delimiter)
        choice.hasHeader = header
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
        choice.comment = try comment.map { try Self.byte($0, "a comment's first character") }
        choice.matrices = beside
        return choice
    }

    /// Whether anything was said.
    var isEmpty: Bool {
        format == nil && delimiter == nil && header == nil && quoting == nil && encoding == nil && compression == nil
            && comment == nil && skip == nil && missing == nil && beside.isEmpty
    }

    private static let mostSkipped = 1_000_000
    private static let delimiterNames: [String: UInt8] = [
        "tab": 9, "comma": 44, "semicolon": 59, "pipe": 124, "bar": 124, "space": 32, "blank": 32, "colon": 58,
        "caret": 94, "unit": 0x1F,
    ]

    /// A delimiter by itself, by a name, or as `\t`, `\x1f` and `\u001f` write it.
    private static func delimiter(_ text: String) throws -> UInt8 {
        if let known = delimiterNames[text.lowercased()] { return known }
        if text == "\\t" { return 9 }
        if text == "\\\\" { return 92 }
        for prefix in ["\\x", "\\u", "0x"] where text.lowercased().hasPrefix(prefix) && text.utf8.count > 2 {
            if let byte = UInt8(text.dropFirst(2), radix: 16) { return byte }
        }
        guard text.utf8.count == 1, let byte = text.utf8.first, byte < 128 else {
            throw Refusal(
                .usage, "'\(text)' is not a delimiter.",
                next: "Give one ASCII character, '\\t', '\\x1f', or a name: tab, comma, semicolon, pipe, space, caret.")
        }
        return byte
    }

    private static func byte(_ text: String, _ what: String) throws -> UInt8 {
        guard text.utf8.count == 1, let byte = text.utf8.first, byte < 128 else {
            throw Refusal(.usage, "'\(text)' is not \(what).", next: "Give one ASCII character.")
        }
        return byte
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

extension FileFormat {
    /// What the command line calls it.
    var spoken: String {
        switch self {
        case .jsonLines: "jsonl"
        case .jsonArray: "json"
        case .jsonObjects: "json-objects"
        case .jsonTable: "json-table"
        default: rawValue
        }
    }
}
