internal import Foundation

/// What a field's bytes say, as `FieldText` has it for texts, without making one.
enum FieldBytes {
    /// Whether the bytes stand for a missing value: blank, "?", "NA", "N/A", "NaN" or "null" in any case.
    @inline(__always)
    static func isMissing(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return true }
        if bytes.count > 4, !isBlank(first), !isBlank(last) { return false }
        return FieldText.isMissing(String(decoding: bytes, as: UTF8.self))
    }

    /// The number that all of the bytes spell in decimal; nil as `FieldText.number` says.
    ///
    /// Exact where the digits fit 53 bits and the power of ten is at most 22 (Clinger 1990,
    /// doi:10.1145/93548.93557); else the text is read the long way.
    @inline(__always)
    static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        var i = 0
        let end = bytes.count
        var isNegative = false
        if i < end, bytes[i] == 45 || bytes[i] == 43 {
            isNegative = bytes[i] == 45
            i += 1
        }
        var mantissa: UInt64 = 0
        var digits = 0
        var exponent = 0
        while i < end, bytes[i] &- 48 < 10 {
            mantissa = mantissa &* 10 &+ UInt64(bytes[i] &- 48)
            digits += 1
            i += 1
        }
        if i < end, bytes[i] == 46 {
            i += 1
            while i < end, bytes[i] &- 48 < 10 {
                mantissa = mantissa &* 10 &+ UInt64(bytes[i] &- 48)
                digits += 1
                exponent -= 1
                i += 1
            }
        }
        if digits == 0 { return nil }
        if i == end, digits <= 15, exponent >= -22 {
            let value = Double(mantissa) / powers[-exponent]
            return isNegative ? -value : value
        }
        if end > FieldText.longestNumber { return nil }
        return FieldText.number(String(decoding: bytes, as: UTF8.self))
    }

    /// The point of time that all of the bytes spell, in seconds since 1970-01-01T00:00Z.
    static func date(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        DateText.seconds(bytes)
    }

    static func wordCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var words = 0
        var isInside = false
        for byte in bytes {
            if byte > 127 { return FieldText.wordCount(String(decoding: bytes, as: UTF8.self)) }
            let blank = isBlank(byte)
            if !blank, !isInside { words += 1 }
            isInside = !blank
        }
        return words
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    @inline(__always)
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }
}
