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

    public static let empty = DisplayText("")

    /// The visible form of `raw`.
    ///
    /// - Complexity: O(|raw|); plain ASCII takes one pass over its bytes and no allocation.
    public init(_ raw: String) {
        if Self.isPlain(raw) {
            self.init(plain: raw)
        } else {
            self.init(clusters: Cluster.all(in: VisibleForm.of(raw)))
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

    /// Both as they are cut already; for marks that can't join what they are put beside.
    func adding(_ mark: DisplayText) -> DisplayText {
        if parts == nil, mark.parts == nil { return DisplayText(plain: string + mark.string) }
        return DisplayText(clusters: clusters + mark.clusters)
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

}

extension DisplayText: ExpressibleByStringInterpolation, CustomStringConvertible {
    public init(stringLiteral value: String) { self.init(value) }

    public var description: String { string }
}
