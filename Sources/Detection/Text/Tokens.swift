/// The runs of a text, and whether it holds signs that some scanners begin with.
struct Tokens {
    private(set) var all: [Token] = []
    private(set) var signs: Signs = []
    /// Everything that any word of the text may mean.
    private(set) var senses: Sense = []
    /// Whether any run has digits.
    private(set) var hasDigits = false

    struct Signs: OptionSet {
        let rawValue: UInt8

        static let at = Signs(rawValue: 1)
        static let slash = Signs(rawValue: 2)
        static let colon = Signs(rawValue: 4)
        static let dot = Signs(rawValue: 8)
        static let hyphen = Signs(rawValue: 16)
    }

    /// Words longer than this are in no list.
    private static let longestWord = 28

    /// - Complexity: O(text).
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ lexicon: Lexicon) {
        all.reserveCapacity(bytes.count / 4 + 8)
        lexicon.keys.withUnsafeBufferPointer { keys in
            lexicon.senses.withUnsafeBufferPointer { senses in
                ByteClass.table.withUnsafeBufferPointer { table in
                    guard let table = table.baseAddress else { return }
                    read(bytes, table, keys, senses)
                }
            }
        }
    }

    private mutating func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ table: UnsafePointer<UInt16>, _ keys: UnsafeBufferPointer<UInt64>,
        _ senses: UnsafeBufferPointer<Sense>
    ) {
        guard let base = bytes.baseAddress else { return }
        let count = bytes.count
        var (position, signs, previousKey) = (0, UInt8(0), UInt64(0))
        while position < count {
            let first = UInt8(truncatingIfNeeded: table[Int(base[position])])
            guard first & ByteClass.run != 0 else {
                signs |= first
                position &+= 1
                continue
            }
            let start = position
            var (shape, hash) = (UInt8(0), Lexicon.start)
            while position < count {
                let entry = table[Int(base[position])]
                guard entry & UInt16(ByteClass.run) != 0 else { break }
                shape |= UInt8(truncatingIfNeeded: entry)
                hash = Lexicon.step(hash, UInt8(truncatingIfNeeded: entry >> 8))
                position &+= 1
            }
            shape &= ~ByteClass.run
            if first & Token.Shape.upper.rawValue != 0
                || base[start] == 0xC3 && start + 1 < count && base[start + 1] < 0x9F
            {
                shape |= Token.Shape.beginsUpper.rawValue
            }
            var sense: Sense = []
            if shape & Token.Shape.digit.rawValue != 0 {
                hasDigits = true
                previousKey = 0
            } else if position &- start <= Self.longestWord {
                // Lower case of other letters than ASCII's depends on the byte before.
                let isPlain = shape & Token.Shape.high.rawValue == 0
                let key =
                    isPlain ? Lexicon.finish(hash) : Lexicon.key(UnsafeBufferPointer(rebasing: bytes[start..<position]))
                sense = Lexicon.sense(of: key, keys, senses)
                if sense.contains(.endsPhrase), previousKey != 0 {
                    sense.formUnion(Lexicon.sense(of: Lexicon.phrase(previousKey, key), keys, senses))
                }
                previousKey = key
                self.senses.formUnion(sense)
            }
            all.append(Token(start: start, end: position, shape: Token.Shape(rawValue: shape), sense: sense))
        }
        self.signs = Signs(rawValue: signs & 31)
    }
}

/// What bytes are: parts of runs with the bits of `Token.Shape`, or signs with those of `Tokens.Signs`.
enum ByteClass {
    static let run: UInt8 = 64

    /// The class in the lower byte, the letter in lower case in the upper one.
    static let table: [UInt16] = (0..<256).map { byte in
        UInt16(kind(UInt8(byte))) | UInt16(Lexicon.lowered(UInt8(byte), after: 0)) << 8
    }

    private static func kind(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 48...57: run | Token.Shape.digit.rawValue
        case 97...122: run | Token.Shape.lower.rawValue
        case 65...90: run | Token.Shape.upper.rawValue
        case 95: run | Token.Shape.lowLine.rawValue
        case 0x80...: run | Token.Shape.high.rawValue
        case 64: Tokens.Signs.at.rawValue
        case 47: Tokens.Signs.slash.rawValue
        case 58: Tokens.Signs.colon.rawValue
        case 46: Tokens.Signs.dot.rawValue
        case 45: Tokens.Signs.hyphen.rawValue
        default: 0
        }
    }
}
