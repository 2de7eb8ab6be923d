internal import CScan

/// How the characters of a text are written in bytes.
public enum TextEncoding: String, Codable, Sendable, CaseIterable {
    case utf8
    case utf16LittleEndian
    case utf16BigEndian
    case windows1252
    case iso8859x2
    case iso8859x3
    case iso8859x4
    case iso8859x5
    case iso8859x6
    case iso8859x7
    case iso8859x8
    case iso8859x9
    case iso8859x10
    case iso8859x11
    case iso8859x13
    case iso8859x14
    case iso8859x15
    case iso8859x16
    case windows1250
    case windows1251
    case windows1253
    case windows1254
    case windows1255
    case windows1256
    case windows1257
    case windows1258
    case koi8r
    case koi8u
    case cp437
    case cp850
    case macRoman
    case shiftJIS
    case gb18030
    case eucKR
    case big5
    case eucJP
}

extension TextEncoding {
    /// What people call it.
    public var title: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian: "UTF-16 LE"
        case .utf16BigEndian: "UTF-16 BE"
        case .windows1252: "Windows-1252"
        case .iso8859x2: "ISO 8859-2"
        case .iso8859x3: "ISO 8859-3"
        case .iso8859x4: "ISO 8859-4"
        case .iso8859x5: "ISO 8859-5"
        case .iso8859x6: "ISO 8859-6"
        case .iso8859x7: "ISO 8859-7"
        case .iso8859x8: "ISO 8859-8"
        case .iso8859x9: "ISO 8859-9"
        case .iso8859x10: "ISO 8859-10"
        case .iso8859x11: "ISO 8859-11"
        case .iso8859x13: "ISO 8859-13"
        case .iso8859x14: "ISO 8859-14"
        case .iso8859x15: "ISO 8859-15"
        case .iso8859x16: "ISO 8859-16"
        case .windows1250: "Windows-1250"
        case .windows1251: "Windows-1251"
        case .windows1253: "Windows-1253"
        case .windows1254: "Windows-1254"
        case .windows1255: "Windows-1255"
        case .windows1256: "Windows-1256"
        case .windows1257: "Windows-1257"
        case .windows1258: "Windows-1258"
        case .koi8r: "KOI8-R"
        case .koi8u: "KOI8-U"
        case .cp437: "CP437"
        case .cp850: "CP850"
        case .macRoman: "Mac Roman"
        case .shiftJIS: "Shift-JIS"
        case .gb18030: "GB18030"
        case .eucKR: "EUC-KR"
        case .big5: "Big5"
        case .eucJP: "EUC-JP"
        }
    }

    /// What the command line calls it.
    public var spoken: String {
        switch self {
        case .utf16LittleEndian: "utf16le"
        case .utf16BigEndian: "utf16be"
        case .iso8859x2: "iso8859-2"
        case .iso8859x3: "iso8859-3"
        case .iso8859x4: "iso8859-4"
        case .iso8859x5: "iso8859-5"
        case .iso8859x6: "iso8859-6"
        case .iso8859x7: "iso8859-7"
        case .iso8859x8: "iso8859-8"
        case .iso8859x9: "iso8859-9"
        case .iso8859x10: "iso8859-10"
        case .iso8859x11: "iso8859-11"
        case .iso8859x13: "iso8859-13"
        case .iso8859x14: "iso8859-14"
        case .iso8859x15: "iso8859-15"
        case .iso8859x16: "iso8859-16"
        case .koi8r: "koi8-r"
        case .koi8u: "koi8-u"
        case .macRoman: "macroman"
        case .shiftJIS: "shift-jis"
        case .eucKR: "euc-kr"
        case .eucJP: "euc-jp"
        default: rawValue
        }
    }

    /// What the tables in C know it by: the place of a table of single bytes, or a number below 0; nil of those that are
    /// converted otherwise.
    var tableCode: Int32? {
        switch self {
        case .utf8, .utf16LittleEndian, .utf16BigEndian, .windows1252: nil
        case .shiftJIS: Int32(ENCODING_CP932)
        case .gb18030: Int32(ENCODING_GB18030)
        case .eucKR: Int32(ENCODING_CP949)
        case .big5: Int32(ENCODING_BIG5)
        case .eucJP: Int32(ENCODING_EUC_JP)
        default: Self.singles.firstIndex(of: self).map { Int32($0) }
        }
    }

    /// Those of one byte a character, in the order of their tables.
    private static let singles: [TextEncoding] = [
        .iso8859x2, .iso8859x3, .iso8859x4, .iso8859x5, .iso8859x6, .iso8859x7, .iso8859x8, .iso8859x9, .iso8859x10,
        .iso8859x11, .iso8859x13, .iso8859x14, .iso8859x15, .iso8859x16, .windows1250, .windows1251, .windows1253,
        .windows1254, .windows1255, .windows1256, .windows1257, .windows1258, .koi8r, .koi8u, .cp437, .cp850, .macRoman,
    ]

    /// Other names for them, without what is neither a letter nor a digit.
    private static let otherNames: [String: TextEncoding] = [
        "utf16": .utf16LittleEndian, "utf8sig": .utf8, "ascii": .utf8, "usascii": .utf8, "cp1252": .windows1252,
        "win1252": .windows1252, "latin1": .windows1252, "iso88591": .windows1252, "latin2": .iso8859x2,
        "latin3": .iso8859x3, "latin4": .iso8859x4, "latin5": .iso8859x9, "latin6": .iso8859x10, "latin7": .iso8859x13,
        "latin8": .iso8859x14, "latin9": .iso8859x15, "latin10": .iso8859x16, "cyrillic": .windows1251,
        "tis620": .iso8859x11, "sjis": .shiftJIS, "cp932": .shiftJIS, "ms932": .shiftJIS, "windows31j": .shiftJIS,
        "gbk": .gb18030, "gb2312": .gb18030, "cp936": .gb18030, "cp949": .eucKR, "uhc": .eucKR, "ksc5601": .eucKR,
        "cp950": .big5, "ujis": .eucJP, "ibm437": .cp437, "ibm850": .cp850, "mac": .macRoman, "macintosh": .macRoman,
    ]

    /// The encoding of this name, or of another that it has; case, hyphens and blanks make no difference.
    ///
    /// - Throws: `Refusal` (64) with the names that there are.
    public init(named name: String) throws {
        func key(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
        var wanted = key(name)
        if wanted.hasPrefix("cp125") || wanted.hasPrefix("win125") { wanted = "windows" + wanted.suffix(4) }
        guard let found = Self.allCases.first(where: { key($0.spoken) == wanted }) ?? Self.otherNames[wanted] else {
            throw Refusal.unknown("encoding", name, among: Self.allCases.map(\.spoken))
        }
        self = found
    }
}
