/// How the characters of a text are written in bytes.
public enum TextEncoding: String, Codable, Sendable, CaseIterable {
    case utf8
    case utf16LittleEndian
    case utf16BigEndian
    case windows1252
}

extension TextEncoding {
    /// What people call it.
    public var title: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian: "UTF-16 LE"
        case .utf16BigEndian: "UTF-16 BE"
        case .windows1252: "Windows-1252"
        }
    }

    /// What the command line calls it.
    public var spoken: String {
        switch self {
        case .utf16LittleEndian: "utf16le"
        case .utf16BigEndian: "utf16be"
        default: rawValue
        }
    }

    /// Other names for them, without what is neither a letter nor a digit.
    private static let otherNames: [String: TextEncoding] = [
        "utf16": .utf16LittleEndian, "cp1252": .windows1252, "latin1": .windows1252, "iso88591": .windows1252,
        "ascii": .utf8, "usascii": .utf8, "utf8sig": .utf8,
    ]

    /// The encoding of this name, or of another that it has; case, hyphens and blanks make no difference.
    ///
    /// - Throws: `Refusal` (64) with the names that there are.
    public init(named name: String) throws {
        let wanted = name.lowercased().filter { $0.isLetter || $0.isNumber }
        guard let found = Self.allCases.first(where: { $0.spoken == wanted }) ?? Self.otherNames[wanted] else {
            throw Refusal.unknown("encoding", name, among: Self.allCases.map(\.spoken))
        }
        self = found
    }
}
