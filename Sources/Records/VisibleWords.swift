/// Words that name what a stranger chose (files, columns, values), so that they can be said anywhere: what would move a
/// cursor, end a line, turn the direction of writing or can't be seen is shown by name, and of what is endless the middle
/// is left out.
public enum VisibleWords {
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

    /// Whether a scalar does something instead of being seen: a control, a mark of direction, a tag.
    public static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
            0xFFF9...0xFFFB, 0xFFFE...0xFFFF, 0xE0000...0xE007F:
            true
        default: false
        }
    }

    /// The picture of a hidden scalar where there is one (␀ to ␟, ␡).
    public static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value)
        case 0x7F: "\u{2421}"
        default: nil
        }
    }

    private static func shown(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        if scalar == "\n" { return ["\u{23CE}"] }
        guard isHidden(scalar) else { return [scalar] }
        return picture(of: scalar).map { [$0] }
            ?? Array("\u{2039}U+\(Hexadecimal.number(of: scalar))\u{203A}".unicodeScalars)
    }
}
