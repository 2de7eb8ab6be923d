/// A message to be hashed, made of parts; each has its length before it (64 bits, little-endian), so that parts can't
/// run together.
struct MessageParts: Sendable {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ text: String) {
        append(count: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    /// Appends eight bytes, little-endian.
    mutating func append(_ number: UInt64) {
        append(count: 8)
        appendBytes(of: number.littleEndian)
    }

    /// Appends sixteen bytes, big-endian as the id is written.
    mutating func append(_ id: RecordID) {
        append(count: 16)
        appendBytes(of: id.high.bigEndian)
        appendBytes(of: id.low.bigEndian)
    }

    /// Appends what `write` appends, as one part.
    mutating func append(_ write: (inout [UInt8]) -> Void) {
        let start = bytes.count
        append(count: 0)
        write(&bytes)
        let count = UInt64(bytes.count - start - 8)
        for i in 0..<8 { bytes[start + i] = UInt8(truncatingIfNeeded: count >> (8 * UInt64(i))) }
    }

    /// Cuts the message back to its first `count` bytes.
    mutating func truncate(to count: Int) { bytes.removeSubrange(count...) }

    private mutating func append(count: Int) { appendBytes(of: UInt64(count).littleEndian) }

    private mutating func appendBytes(of value: UInt64) {
        withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
    }
}

extension RecordID {
    /// The first 128 bits of a digest.
    init(digest: some Sequence<UInt8>) {
        var words: (UInt64, UInt64) = (0, 0)
        for (i, byte) in digest.prefix(16).enumerated() {
            if i < 8 { words.0 = words.0 << 8 | UInt64(byte) } else { words.1 = words.1 << 8 | UInt64(byte) }
        }
        self.init(high: words.0, low: words.1)
    }
}
