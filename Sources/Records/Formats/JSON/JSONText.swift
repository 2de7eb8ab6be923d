/// Steps over the tokens of a JSON text and checks them (RFC 8259); knows nothing of columns.
///
/// Strings are gone through eight bytes at a time. What is not JSON but written by many is let through and told apart:
/// NaN and the infinities, as Python writes them.
struct JSONText {
    /// What was met inside of a value.
    struct Traits: OptionSet {
        let rawValue: UInt8

        static let escapes = Traits(rawValue: 1)
        static let nonASCII = Traits(rawValue: 2)
        /// Half of a surrogate pair, as an escape.
        static let loneSurrogate = Traits(rawValue: 4)
        /// NaN or an infinity.
        static let notFinite = Traits(rawValue: 8)
    }

    let bytes: UnsafePointer<UInt8>
    let count: Int
    /// Whether a line feed ends the text of a record, so that it is no blank.
    let isLine: Bool

    /// Nil of a text without a byte.
    init?(_ text: SourceView, isLine: Bool) {
        guard let base = text.baseAddress, !text.isEmpty else { return nil }
        bytes = base
        count = text.count
        self.isLine = isLine
    }

    /// The first offset at or after `start` that holds no blank; `count` where none does.
    @inline(__always)
    func skipSpace(_ start: Int) -> Int {
        var i = start
        while i < count, bytes[i] <= 32, isSpace(bytes[i]) { i &+= 1 }
        return i
    }

    @inline(__always)
    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 32 || byte == 13 || byte == 9 || (byte == 10 && !isLine)
    }

    /// The byte at `i`.
    @inline(__always)
    func byte(_ i: Int) throws(JSONFault) -> UInt8 {
        guard i < count else { throw JSONFault(.unfinished, at: count) }
        return bytes[i]
    }

    /// The fault of a byte that is not the `wanted` one.
    func unexpected(_ wanted: String, at i: Int) -> JSONFault {
        JSONFault(isLine && bytes[i] == 10 ? .brokenLine : .expected(wanted), at: i)
    }

    /// Goes through a string whose first byte behind the quote is at `start`.
    ///
    /// - Returns: Where its closing quote is.
    /// - Complexity: O(bytes).
    @inline(__always)
    func string(_ start: Int, _ traits: inout Traits) throws(JSONFault) -> Int {
        var i = start
        var seen: UInt64 = 0
        while true {
            while i &+ 8 <= count {
                let word = UnsafeRawPointer(bytes + i).loadUnaligned(as: UInt64.self).littleEndian
                let special = Self.special(word)
                if special != 0 {
                    let before = special.trailingZeroBitCount & ~7
                    seen |= word & ((1 &<< UInt64(truncatingIfNeeded: before)) &- 1)
                    i &+= before &>> 3
                    break
                }
                seen |= word
                i &+= 8
            }
            while i < count, bytes[i] != 34, bytes[i] != 92, bytes[i] >= 32 {
                seen |= UInt64(bytes[i])
                i &+= 1
            }
            if i < count, bytes[i] == 34 {
                if seen & 0x8080_8080_8080_8080 != 0 { traits.insert(.nonASCII) }
                return i
            }
            i = try afterEscape(i, &traits)
        }
    }

    /// Marks the lowest byte of the word that is a quote, a backslash or a control character, with its highest bit.
    @inline(__always)
    private static func special(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quote = word ^ (ones &* 34)
        let backslash = word ^ (ones &* 92)
        let found = (quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 32) & ~word
        return found & (ones &* 0x80)
    }

    /// Steps over the escape at `i`, where a string was left.
    private func afterEscape(_ i: Int, _ traits: inout Traits) throws(JSONFault) -> Int {
        guard i < count else { throw JSONFault(.unfinished, at: count) }
        guard bytes[i] == 92 else { throw JSONFault(.controlCharacter, at: i) }
        traits.insert(.escapes)
        guard i + 1 < count else { throw JSONFault(.unfinished, at: count) }
        switch bytes[i + 1] {
        case 34, 47, 92, 98, 102, 110, 114, 116: return i + 2
        case 117:
            let unit = try hexadecimal(i + 2, of: i)
            if unit & 0xFC00 == 0xDC00 { traits.insert(.loneSurrogate) }
            guard unit & 0xFC00 == 0xD800 else { return i + 6 }
            if i + 7 < count, bytes[i + 6] == 92, bytes[i + 7] == 117 {
                if try hexadecimal(i + 8, of: i + 6) & 0xFC00 == 0xDC00 { return i + 12 }
            }
            traits.insert(.loneSurrogate)
            return i + 6
        default: throw JSONFault(.badEscape, at: i)
        }
    }

    private func hexadecimal(_ start: Int, of escape: Int) throws(JSONFault) -> UInt32 {
        guard start + 4 <= count else { throw JSONFault(.unfinished, at: count) }
        guard let unit = JSONEscapes.unit(bytes + start) else { throw JSONFault(.badEscape, at: escape) }
        return unit
    }
}
