/// Seven bytes of a text and how much of it is left, as one number in the order of the texts.
///
/// Two texts with the same key are the same to the end, or go on (`isUnfinished`) and differ later, if at all.
enum TextKey {
    /// Bytes of the text in a key.
    static let width = 7

    @inline(__always)
    static func of(_ text: UnsafeBufferPointer<UInt8>, from offset: Int) -> UInt64 {
        let left = max(0, text.count - offset)
        var key: UInt64 = 0
        if left >= 8, let base = text.baseAddress {
            key = UInt64(bigEndian: UnsafeRawPointer(base).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        } else {
            for index in 0..<min(left, width) { key |= UInt64(text[offset + index]) << UInt64(56 - index * 8) }
        }
        return key & ~0xFF | UInt64(min(left, width + 1))
    }

    @inline(__always)
    static func isUnfinished(_ key: UInt64) -> Bool { key & 0xFF > width }
}
