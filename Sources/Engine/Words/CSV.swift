/// One field of a CSV file, as others should read it.
public enum CSV {
    private static let formulaStarts: [Unicode.Scalar] = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    /// Quoted where needed, as any reader gives it back; blanks at the ends are kept by quotes.
    public static func plainField(_ text: String) -> String { quoted(text.unicodeScalars) }

    /// A record without its line end. One empty field is quoted: an empty line is no record.
    ///
    /// - Parameter isSafe: whether nothing may be a formula.
    public static func line(_ fields: [String], isSafe: Bool = false) -> String {
        fields == [""] ? "\"\"" : fields.map(isSafe ? field : plainField).joined(separator: ",")
    }

    /// Quoted where needed, and never a formula.
    public static func field(_ text: String) -> String {
        // Scalar by scalar: to Swift a sign with a combining mark, or a return with a line feed, is another Character.
        var scalars = text.unicodeScalars
        if let first = scalars.first, formulaStarts.contains(first), Double(text) == nil {
            scalars.insert("'", at: scalars.startIndex)
        }
        return quoted(scalars)
    }

    private static func quoted(_ scalars: String.UnicodeScalarView) -> String {
        guard
            scalars.contains(where: { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }) || scalars.first == " "
                || scalars.last == " "
        else { return String(scalars) }
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in scalars { quoted.append(contentsOf: scalar == "\"" ? [scalar, scalar] : [scalar]) }
        quoted.append("\"")
        return String(quoted)
    }
}
