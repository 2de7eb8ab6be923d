/// Lines and columns of a text, counted only where someone asks for them.
///
/// Remembers the last answer, so that asking for ascending offsets costs one pass over the text.
struct TextPlace: Sendable {
    private var offset: Int
    private var line: Int

    /// - Parameter line: The 1-based line of `offset`.
    init(offset: Int = 0, line: Int = 1) {
        self.offset = offset
        self.line = line
    }

    /// The 1-based line of the byte at `wanted`.
    ///
    /// - Complexity: O(bytes between the last question and this one).
    mutating func line(of wanted: Int, in text: SourceView) -> Int {
        let wanted = min(wanted, text.count)
        if wanted >= offset {
            line += Self.lineFeeds(in: UnsafeBufferPointer(rebasing: text[offset..<wanted]))
        } else {
            line -= Self.lineFeeds(in: UnsafeBufferPointer(rebasing: text[wanted..<offset]))
        }
        offset = wanted
        return line
    }

    /// The 1-based character of the byte at `offset` within its line.
    ///
    /// - Complexity: O(bytes of the line before it).
    static func column(of offset: Int, in text: SourceView) -> Int {
        var start = min(offset, text.count)
        while start > 0, text[start - 1] != 10 { start -= 1 }
        if start == 0, text.starts(with: ByteOrderMark.utf8) { start = min(ByteOrderMark.utf8.count, offset) }
        return text[start..<min(offset, text.count)].reduce(into: 1) { count, byte in
            if byte & 0xC0 != 0x80 { count += 1 }
        }
    }

    /// - Complexity: O(bytes), eight at a time.
    static func lineFeeds(in bytes: SourceView) -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        let ones: UInt64 = 0x0101_0101_0101_0101
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        var total = 0
        var i = 0
        while i &+ 8 <= bytes.count {
            // A sum in each byte of the word, which holds for as many words as a byte can count.
            var sums: UInt64 = 0
            let stop = min(bytes.count &- 7, i &+ 8 &* 255)
            while i < stop {
                let word = UnsafeRawPointer(base + i).loadUnaligned(as: UInt64.self) ^ (ones &* 10)
                sums &+= ~(((word & low) &+ low) | word | low) &>> 7
                i &+= 8
            }
            let pairs = (sums & 0x00FF_00FF_00FF_00FF) &+ ((sums &>> 8) & 0x00FF_00FF_00FF_00FF)
            total += Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) &>> 48)
        }
        while i < bytes.count {
            if base[i] == 10 { total += 1 }
            i &+= 1
        }
        return total
    }
}

/// What a text may begin with to say its encoding.
enum ByteOrderMark {
    static let utf8: [UInt8] = [0xEF, 0xBB, 0xBF]
    static let notice = "A byte-order mark at the start was skipped."

    /// How many bytes of a UTF-8 text its mark takes.
    static func length(in text: SourceView) -> Int { text.starts(with: utf8) ? utf8.count : 0 }
}
