/// Finds out whether bytes are UTF-8, and makes text of those that are not.
enum UTF8Check {
    /// Whether the bytes are well-formed (Unicode 16, table 3-7).
    ///
    /// - Complexity: O(bytes), eight at a time where they are ASCII.
    static func isValid(_ bytes: SourceView) -> Bool {
        guard let base = bytes.baseAddress else { return true }
        let count = bytes.count
        var i = 0
        while i < count {
            if i &+ 8 <= count {
                let word = UnsafeRawPointer(base + i).loadUnaligned(as: UInt64.self)
                if word & 0x8080_8080_8080_8080 == 0 {
                    i &+= 8
                    continue
                }
            }
            let length = scalarLength(base + i, count &- i)
            if length == 0 { return false }
            i &+= length
        }
        return true
    }

    /// The length of the well-formed scalar at `bytes`; 0 where there is none.
    @inline(__always)
    private static func scalarLength(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        let first = bytes[0]
        if first < 0x80 { return 1 }
        if first < 0xC2 || count < 2 { return 0 }
        let second = bytes[1]
        if first < 0xE0 { return isContinuation(second) ? 2 : 0 }
        if first < 0xF0 {
            guard count >= 3, isContinuation(second), isContinuation(bytes[2]) else { return 0 }
            if first == 0xE0, second < 0xA0 { return 0 }
            return first == 0xED && second > 0x9F ? 0 : 3
        }
        guard first < 0xF5, count >= 4, isContinuation(second), isContinuation(bytes[2]), isContinuation(bytes[3])
        else { return 0 }
        if first == 0xF0, second < 0x90 { return 0 }
        return first == 0xF4 && second > 0x8F ? 0 : 4
    }

    @inline(__always)
    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    /// Appends the bytes, with U+FFFD in place of what is not UTF-8.
    static func appendRepaired(_ bytes: SourceView, to output: inout [UInt8]) {
        output.append(contentsOf: String(decoding: bytes, as: UTF8.self).utf8)
    }
}
