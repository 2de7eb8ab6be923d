/// Text that is safe to show: the one gate between what records hold and what a screen is told.
///
/// Every control, bidirectional override, invisible, private, unassigned or stray combining scalar is replaced by a
/// visible form (`⏎` for a newline, `␉`, `‹U+202E›`), so neither the cursor nor the order of the text can be moved
/// from inside a record. Making a `DisplayText` from the string of another changes nothing.
///
/// ```swift
/// DisplayText("a\u{1B}[2J\n").string    // "a␛[2J⏎"
/// DisplayText("日本").columns            // 4
/// ```
public struct DisplayText: Hashable, Sendable {
    /// The safe text.
    public let string: String
    /// Terminal columns the text takes.
    public let columns: Int
    /// The clusters; nil where the text is plain ASCII and every byte is one cluster of one column.
    private let parts: [Cluster]?

    /// One user-perceived character and the columns it takes, 1 or 2.
    public struct Cluster: Hashable, Sendable {
        public let text: String
        public let width: Int
    }

    public static let empty = DisplayText("")

    /// The visible form of `raw`.
    ///
    /// - Complexity: O(|raw|); plain ASCII takes one pass over its bytes and no allocation.
    public init(_ raw: String) {
        if Self.isPlain(raw) {
            self.init(plain: raw)
        } else {
            self.init(clusters: Self.clusters(of: VisibleForm.of(raw)))
        }
    }

    /// The visible form of as much of `raw` as fills `limit` columns, with `…` where more follows.
    ///
    /// - Complexity: O(limit), however long `raw` is, unless it piles up combining marks.
    public init(_ raw: String, limit: Int) {
        // Every character but a pile of marks takes a column at least.
        let head = raw.prefix(max(0, limit) + 1)
        self = DisplayText(String(head)).truncated(to: limit)
    }

    /// ASCII without controls, checked by the caller.
    private init(plain: String) {
        string = plain
        columns = plain.utf8.count
        parts = nil
    }

    init(clusters: [Cluster]) {
        let joined = clusters.map(\.text).joined()
        string = joined
        columns = clusters.reduce(0) { $0 + $1.width }
        parts = columns == joined.utf8.count ? nil : clusters
    }

    public var isEmpty: Bool { columns == 0 }

    /// True where the text is ASCII throughout.
    public var isASCII: Bool { parts == nil }

    /// The characters as a screen shows them, never split by cutting or wrapping.
    public var clusters: [Cluster] {
        parts ?? string.utf8.map { Cluster(text: String(Unicode.Scalar($0)), width: 1) }
    }

    /// How many clusters there are. O(1).
    public var count: Int { parts?.count ?? columns }

    /// The clusters at `range`, as text.
    public subscript(range: Range<Int>) -> DisplayText {
        if let parts { return DisplayText(clusters: Array(parts[range])) }
        let bytes = string.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
        return DisplayText(plain: String(string[start..<bytes.index(start, offsetBy: range.count)]))
    }

    public static func + (left: DisplayText, right: DisplayText) -> DisplayText {
        if left.parts == nil, right.parts == nil { return DisplayText(plain: left.string + right.string) }
        // Two ends may join into one cluster (a flag of two letters), so the seam is looked at again.
        return DisplayText(left.string + right.string)
    }

    /// `text`, `times` over; nothing where `times` is not positive.
    public static func * (text: DisplayText, times: Int) -> DisplayText {
        DisplayText(String(repeating: text.string, count: max(0, times)))
    }

    public static func == (left: DisplayText, right: DisplayText) -> Bool { left.string == right.string }

    public func hash(into hasher: inout Hasher) { hasher.combine(string) }

    private static func isPlain(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            // One pass without a branch in it, so that the compiler may use vectors.
            var odd: UInt8 = 0
            for byte in bytes { odd |= (byte &- 0x20) > 0x5E ? 1 : 0 }
            return odd == 0
        }
    }

    /// Cuts safe text into clusters and measures each.
    private static func clusters(of safe: String) -> [Cluster] {
        var clusters: [Cluster] = []
        clusters.reserveCapacity(safe.utf8.count)
        for character in safe {
            let width = width(of: character)
            if width > 0 {
                clusters.append(Cluster(text: String(character), width: width))
            } else {
                // Nothing here has a column of its own (a lone vowel of Hangul): name it instead.
                for scalar in character.unicodeScalars {
                    clusters += VisibleForm.named(scalar).map { Cluster(text: String($0), width: 1) }
                }
            }
        }
        return clusters
    }

    private static func width(of character: Character) -> Int {
        let scalars = character.unicodeScalars
        let base = ScalarTraits(scalars[scalars.startIndex])
        // An emoji with its modifiers, selectors and joined companions is as wide as the first of them.
        if base.isPictographic { return base.width }
        return scalars.reduce(0) { $0 + ScalarTraits($1).width }
    }
}

extension DisplayText: ExpressibleByStringInterpolation, CustomStringConvertible {
    public init(stringLiteral value: String) { self.init(value) }

    public var description: String { string }
}
