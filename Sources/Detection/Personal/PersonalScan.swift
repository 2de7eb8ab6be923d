/// Looks through one text. What is found takes its words and numbers, so that they are not taken for something else.
struct PersonalScan {
    let bytes: UnsafeBufferPointer<UInt8>
    var tokens: [Token]
    let signs: Tokens.Signs
    let senses: Sense
    var found: [PersonalFinding] = []
    var candidates: [NumberCandidate] = []

    /// - Complexity: O(text).
    static func findings(in bytes: UnsafeBufferPointer<UInt8>) -> [PersonalFinding] {
        let tokens = Tokens(bytes, PersonalWords.lexicon)
        var scan = PersonalScan(bytes: bytes, tokens: tokens.all, signs: tokens.signs, senses: tokens.senses)
        scan.run(hasDigits: tokens.hasDigits)
        // Of those that begin together the longer one first.
        if scan.found.count > 1 {
            scan.found.sort { ($0.start, -$0.end, $0.kind.rawValue) < ($1.start, -$1.end, $1.kind.rawValue) }
        }
        return scan.found
    }

    private mutating func run(hasDigits: Bool) {
        if signs.contains(.slash) || senses.contains(.web) { findLinks() }
        if signs.contains(.at) { findAtSigns() }
        if senses.contains(.at) { findAddressesInWords() }
        if hasDigits {
            if !signs.isDisjoint(with: [.colon, .dot, .hyphen]) { findHardware() }
            if senses.contains(.birth) { findBirths() }
            findNumbers()
            findStreets()
        }
        if !senses.isDisjoint(with: [.firstName, .surname, .title, .introduction]) { findNames() }
    }

    mutating func add(_ kind: PersonalKind, _ start: Int, _ end: Int, _ rule: String, _ score: Double) {
        if found.isEmpty { found.reserveCapacity(4) }
        found.append(PersonalFinding(kind: kind, start: start, end: end, rule: rule, score: score))
        take(start, end)
    }

    /// Words and numbers between two places are part of something.
    mutating func take(_ start: Int, _ end: Int) {
        var index = token(atOrAfter: start)
        while index < tokens.count, tokens[index].start < end {
            tokens[index].isTaken = true
            index += 1
        }
    }

    /// The first run that ends behind a place.
    ///
    /// - Complexity: O(log runs).
    func token(atOrAfter place: Int) -> Int {
        var (low, high) = (0, tokens.count)
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle].end <= place { low = middle + 1 } else { high = middle }
        }
        return low
    }

    // MARK: Bytes

    /// The byte at a place; 0 outside of the text.
    @inline(__always)
    func byte(_ place: Int) -> UInt8 { place >= 0 && place < bytes.count ? bytes[place] : 0 }

    /// Letters, digits, the low line.
    @inline(__always)
    static func isRun(_ byte: UInt8) -> Bool {
        byte | 0x20 &- 97 < 26 && byte >= 65 || byte &- 48 < 10 || byte >= 0x80 || byte == 95
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }

    /// The value of a hexadecimal digit; nil of others.
    @inline(__always)
    static func hex(_ byte: UInt8) -> Int? {
        if byte &- 48 < 10 { return Int(byte &- 48) }
        let letter = (byte | 0x20) &- 97
        return letter < 6 ? Int(letter) + 10 : nil
    }

    /// Whether something may begin at a place: it is not the rest of a longer number or word.
    func isOpen(before place: Int) -> Bool {
        let last = byte(place - 1)
        switch last {
        case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "+"):
            return !Self.isRun(byte(place - 2))
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "'"):
            return !Self.isDigit(byte(place - 2))
        case UInt8(ascii: "$"), UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "\\"):
            return false
        default: return !Self.isRun(last)
        }
    }

    /// Whether something may end at a place.
    func isOpen(after place: Int) -> Bool {
        let next = byte(place)
        switch next {
        case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "_"): return !Self.isRun(byte(place + 1))
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"): return !Self.isDigit(byte(place + 1))
        case UInt8(ascii: "@"), UInt8(ascii: "%"): return false
        default: return !Self.isRun(next)
        }
    }

    func isWord(_ token: Token, _ word: StaticString) -> Bool {
        guard token.count == word.utf8CodeUnitCount else { return false }
        for offset in 0..<token.count {
            let byte = bytes[token.start + offset]
            if (Self.isLetter(byte) ? byte | 0x20 : byte) != word.utf8Start[offset] { return false }
        }
        return true
    }
}
