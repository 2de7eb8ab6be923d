/// Words and what they may mean, in either case; a phrase of two words stands with a plus between them.
///
/// Only hashes of 64 bits are kept: that two of some thousand words share one is out of the question, and a test asks.
struct Lexicon: Sendable {
    private(set) var keys: [UInt64]
    private(set) var senses: [Sense]

    /// - Parameter lists: words with blanks between them.
    init(_ lists: [(sense: Sense, words: String)]) {
        var entries: [UInt64: Sense] = [:]
        for (sense, words) in lists {
            for word in words.split(whereSeparator: \.isWhitespace) {
                let parts = word.split(separator: "+").map { Self.key(Array($0.utf8)) }
                if parts.count == 2 {
                    entries[Self.phrase(parts[0], parts[1]), default: []].insert(sense)
                    entries[parts[1], default: []].insert(.endsPhrase)
                } else {
                    entries[parts[0], default: []].insert(sense)
                }
            }
        }
        var size = 64
        while size < entries.count * 3 { size *= 2 }
        keys = Array(repeating: 0, count: size)
        senses = Array(repeating: [], count: size)
        for (key, sense) in entries {
            var slot = Int(truncatingIfNeeded: key) & (size - 1)
            while keys[slot] != 0 { slot = (slot + 1) & (size - 1) }
            (keys[slot], senses[slot]) = (key, sense)
        }
    }

    static let start: UInt64 = 0xCBF2_9CE4_8422_2325

    /// One byte more of a word: Fowler, Noll and Vo's function 1a.
    @inline(__always)
    static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    /// Spread to the bits that a table is read by; never 0.
    @inline(__always)
    static func finish(_ hash: UInt64) -> UInt64 {
        let spread = (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15
        return (spread ^ spread >> 29) | 1
    }

    @inline(__always)
    static func phrase(_ first: UInt64, _ second: UInt64) -> UInt64 {
        finish(first &* 0xD6E8_FEB8_6659_FD93 ^ second)
    }

    /// The next byte of a word in lower case, as far as Latin letters go.
    @inline(__always)
    static func lowered(_ byte: UInt8, after previous: UInt8) -> UInt8 {
        if byte &- 65 < 26 { return byte | 0x20 }
        return previous == 0xC3 && byte >= 0x80 && byte <= 0x9E ? byte | 0x20 : byte
    }

    static func key(_ word: some Sequence<UInt8>) -> UInt64 {
        var (hash, previous) = (start, UInt8(0))
        for byte in word {
            hash = step(hash, lowered(byte, after: previous))
            previous = byte
        }
        return finish(hash)
    }

    func sense(of key: UInt64) -> Sense {
        keys.withUnsafeBufferPointer { keys in
            senses.withUnsafeBufferPointer { Self.sense(of: key, keys, $0) }
        }
    }

    @inline(__always)
    static func sense(
        of key: UInt64, _ keys: UnsafeBufferPointer<UInt64>, _ senses: UnsafeBufferPointer<Sense>
    ) -> Sense {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: key) & mask
        while keys[slot] != 0 {
            if keys[slot] == key { return senses[slot] }
            slot = (slot + 1) & mask
        }
        return []
    }
}
