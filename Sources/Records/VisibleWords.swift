/// Words that name what a stranger chose (files, columns, values), so that they can be said anywhere: what would move a
/// cursor, end a line, turn the direction of writing or can't be seen is shown by name, and of what is endless the middle
/// is left out.
enum VisibleWords {
    /// What a refusal says in more scalars than this is shortened.
    static let most = 2_000

    /// - Complexity: O(|text|); one pass over the bytes where nothing is to be shown by name.
    static func of(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        if isPlain, text.utf8.count <= most { return text }
        let scalars = text.unicodeScalars
        let count = scalars.count
        guard count > most else { return String(String.UnicodeScalarView(scalars.flatMap(shown))) }
        let (head, tail) = (scalars.prefix(most * 2 / 3), scalars.suffix(most / 3))
        return String(
            String.UnicodeScalarView(head.flatMap(shown) + " … ".unicodeScalars + tail.flatMap(shown)))
    }

    private static func shown(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        switch scalar.value {
        case 0x0A: ["\u{23CE}"]
        case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value).map { [$0] } ?? []
        case 0x7F: ["\u{2421}"]
        case 0x80..<0xA0, 0x061C, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
            0xFFFE...0xFFFF, 0xE0000...0xE007F:
            Array("\u{2039}U+\(digits(scalar))\u{203A}".unicodeScalars)
        default: [scalar]
        }
    }

    private static func digits(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
