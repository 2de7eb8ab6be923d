/// The name of a record for learning: 128 bits that depend on its content (or the user's id column) and the seed,
/// never on a path, a position or a clock.
public struct RecordID: Hashable, Comparable, Sendable, BitwiseCopyable, CustomStringConvertible {
    /// The first eight bytes, big-endian.
    public let high: UInt64
    /// The last eight bytes, big-endian.
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads 32 hexadecimal digits.
    public init?(hex: String) {
        // A sign would be read as part of a number.
        guard hex.utf8.count == 32, hex.allSatisfy(\.isHexDigit), let high = UInt64(hex.prefix(16), radix: 16),
            let low = UInt64(hex.suffix(16), radix: 16)
        else { return nil }
        self.init(high: high, low: low)
    }

    /// The ids that begin with these hexadecimal digits, 1 to 32; nil for what is no beginning of an id.
    public static func range(startingWith digits: String) -> ClosedRange<RecordID>? {
        let left = 32 - digits.utf8.count
        guard left >= 0, left < 32, let first = RecordID(hex: digits + String(repeating: "0", count: left)),
            let last = RecordID(hex: digits + String(repeating: "f", count: left))
        else { return nil }
        return first...last
    }

    public static func < (a: RecordID, b: RecordID) -> Bool {
        (a.high, a.low) < (b.high, b.low)
    }

    /// 32 lower-case hexadecimal digits.
    public var description: String {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Hexadecimal.text($0) }
    }
}
