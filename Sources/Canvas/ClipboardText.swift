/// Text that may go to the clipboard of whoever looks at the terminal, and from there into any program: on one line, so
/// that no shell runs what is pasted, without anything that is not seen, and no longer than terminals take.
///
/// ```swift
/// ClipboardText("a\u{1B}[31m\nb").string    // "a[31m b"
/// ```
public struct ClipboardText: Hashable, Sendable {
    /// The text; line ends and tabs are spaces.
    public let string: String
    /// Whether there was more than terminals take.
    public let isCut: Bool

    /// Bytes of a text that fit where terminals take least: 74,994 of a whole sequence (xterm's), in Base64.
    public static let limit = 56_244

    /// - Complexity: O(`limit`), however long `raw` is.
    public init(_ raw: String) {
        let scalars = raw.unicodeScalars
        let head = scalars.prefix(Self.limit)
        let lines = String(head).replacing("\r\n", with: " ")
        let text = VisibleForm.of(lines) { Self.isSpace($0) ? " " : "" }
        var end = text.utf8.index(text.startIndex, offsetBy: Self.limit, limitedBy: text.endIndex) ?? text.endIndex
        // A character goes in whole or not at all.
        while end < text.endIndex, end.samePosition(in: text) == nil { end = text.utf8.index(before: end) }
        string = String(text[..<end])
        isCut = end < text.endIndex || head.endIndex < scalars.endIndex
    }

    public var isEmpty: Bool { string.isEmpty }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
