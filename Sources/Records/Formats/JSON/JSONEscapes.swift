/// Makes text of the bytes between the quotes of a JSON string.
enum JSONEscapes {
    /// Appends the text that `bytes`, a checked string without its quotes, stand for; half a surrogate pair and bytes
    /// that are not UTF-8 become U+FFFD.
    ///
    /// - Complexity: O(bytes).
    static func append(_ bytes: SourceView, to output: inout [UInt8]) {
        let start = output.count
        var i = 0
        var isPlain = true
        while i < bytes.count {
            let byte = bytes[i]
            if byte >= 0x80 { isPlain = false }
            guard byte == 92, i + 1 < bytes.count else {
                output.append(byte)
                i += 1
                continue
            }
            switch bytes[i + 1] {
            case 98: output.append(8)
            case 102: output.append(12)
            case 110: output.append(10)
            case 114: output.append(13)
            case 116: output.append(9)
            case 117:
                i += appendScalar(of: bytes, at: i, to: &output)
                continue
            default: output.append(bytes[i + 1])
            }
            i += 2
        }
        if !isPlain { UTF8Check.repair(&output, from: start) }
    }

    /// Appends the character of an escape by number, `\u` and four digits, or of two that are a pair.
    ///
    /// - Returns: How many bytes it took.
    private static func appendScalar(of bytes: SourceView, at i: Int, to output: inout [UInt8]) -> Int {
        guard let unit = unit(of: bytes, at: i) else {
            output.append(contentsOf: [0xEF, 0xBF, 0xBD])
            return min(6, bytes.count - i)
        }
        var value = unit
        var length = 6
        if unit & 0xFC00 == 0xD800, let low = self.unit(of: bytes, at: i + 6), low & 0xFC00 == 0xDC00 {
            value = 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF)
            length = 12
        }
        output.append(contentsOf: String(Character(UnicodeScalar(value) ?? "\u{FFFD}")).utf8)
        return length
    }

    /// The UTF-16 unit of the escape at `i`, if there is one.
    private static func unit(of bytes: SourceView, at i: Int) -> UInt32? {
        guard i + 6 <= bytes.count, bytes[i] == 92, bytes[i + 1] == 117, let base = bytes.baseAddress else {
            return nil
        }
        return unit(base + i + 2)
    }

    /// The number that four hexadecimal digits spell, if they are such.
    static func unit(_ digits: UnsafePointer<UInt8>) -> UInt32? {
        var unit: UInt32 = 0
        for i in 0..<4 {
            let digit: UInt8
            switch digits[i] {
            case 48...57: digit = digits[i] - 48
            case 65...70: digit = digits[i] - 55
            case 97...102: digit = digits[i] - 87
            default: return nil
            }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }
}
