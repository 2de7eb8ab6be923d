import ArgumentParser
import Records

/// How a file is to be read, where it is not found out rightly; the same for every command that reads one.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("\(FileFormat.allCases.map(\.spoken).joined(separator: ", ")).", valueName: "format"))
    var format: String?
    @Option(help: ArgumentHelp("The delimiter: one character, or 'tab'.", valueName: "char")) var delimiter: String?
    @Flag(help: "The first record is data, not names.") var noHeader = false
    @Option(help: ArgumentHelp("How quotes inside quotes are written: doubled, backslash or none.", valueName: "way"))
    var quoting: String?
    @Option(help: ArgumentHelp("utf8, utf16le, utf16be or windows1252.", valueName: "name")) var encoding: String?
    @Option(help: ArgumentHelp("none, gzip or zstd.", valueName: "name")) var compression: String?
    @Option(help: ArgumentHelp("The character that begins a line which is no record.", valueName: "char")) var comment:
        String?

    @Option(help: ArgumentHelp("A NumPy matrix whose columns are added (repeatable).", valueName: "file.npy"))
    var beside: [String] = []

    /// - Throws: `Refusal` (64) naming the option that can't be understood.
    func choice() throws -> ReadingChoice {
        var choice = ReadingChoice()
        choice.format = try format.map { try Self.named("format", $0, FileFormat.allCases) { $0.spoken } }
        choice.delimiter = try delimiter.map { try Self.byte($0 == "tab" ? "\t" : $0, "a delimiter, or 'tab'") }
        if noHeader { choice.hasHeader = false }
        choice.quoting = try quoting.map { try Self.named("way of quoting", $0, Quoting.allCases, \.rawValue) }
        choice.encoding = try encoding.map { try Self.named("encoding", $0, TextEncoding.allCases) { $0.spoken } }
        choice.compression = try compression.map {
            try Self.named("compression", $0, Compression.allCases, \.rawValue)
        }
        choice.comment = try comment.map { try Self.byte($0, "a comment's first character") }
        choice.matrices = beside
        return choice
    }

    /// Whether anything was said.
    var isEmpty: Bool {
        format == nil && delimiter == nil && !noHeader && quoting == nil && encoding == nil && compression == nil
            && comment == nil && beside.isEmpty
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
        default: rawValue
        }
    }
}

extension TextEncoding {
    /// What the command line calls it.
    var spoken: String {
        switch self {
        case .utf8: "utf8"
        case .utf16LittleEndian: "utf16le"
        case .utf16BigEndian: "utf16be"
        case .windows1252: "windows1252"
        }
    }
}
