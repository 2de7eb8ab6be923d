/// What a character outside of ASCII is read as.
enum CharacterFolding {
    case letter, nothing
    case byte(UInt8)

    init(_ value: UInt32) {
        switch value {
        case 0xC0...0x24F: self = value == 0xD7 || value == 0xF7 ? .byte(FoldedText.separator) : .letter
        // Greek, Cyrillic, Armenian, Hebrew, Arabic letters.
        case 0x386...0x52F, 0x5D0...0x5EA, 0x620...0x64A: self = .letter
        case 0xFF01...0xFF5E: self = .byte(UInt8(value - 0xFEE0))
        case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: self = .byte(32)
        case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: self = .byte(45)
        case 0x2018, 0x2019, 0x2BC: self = .byte(39)
        case 0x201C...0x201F, 0xAB, 0xBB: self = .byte(34)
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFE00...0xFE0F, 0xFEFF:
            self = .nothing
        // Scripts that are written without blanks: a number may follow a word at once.
        case 0xE00...0xE7F, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7AF, 0x20000...0x3FFFF:
            self = .byte(FoldedText.separator)
        default: self = Self.rare(value)
        }
    }

    private static func rare(_ value: UInt32) -> CharacterFolding {
        guard let scalar = Unicode.Scalar(value) else { return .byte(FoldedText.separator) }
        let properties = scalar.properties
        if properties.numericType == .decimal, let digit = properties.numericValue { return .byte(48 + UInt8(digit)) }
        if properties.isAlphabetic { return .letter }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return .letter
        default: return .byte(FoldedText.separator)
        }
    }
}
