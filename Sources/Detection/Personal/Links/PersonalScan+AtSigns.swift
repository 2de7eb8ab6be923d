/// E-mail addresses and handles.
///
/// The form of an address is that of those in use, narrower than RFC 5322: dots don't double, the domain has a top level of
/// letters, and neither comments nor quoted local parts occur. Every part has its greatest length (64 before the sign, 63 a
/// label).
extension PersonalScan {
    private static let sign = UInt8(ascii: "@")

    mutating func findAtSigns() {
        var place = 0
        while let found = bytes[place...].firstIndex(of: Self.sign) {
            place = found + 1
            let next = token(atOrAfter: found)
            if next < tokens.count, tokens[next].start == found + 1, tokens[next].isTaken { continue }
            if let start = startOfLocal(found), let end = endOfDomain(found + 1) {
                add(.email, start, end, "address", 0.95)
                place = end
            } else {
                findHandle(found, next)
            }
        }
    }

    @inline(__always)
    private static func isLocal(_ byte: UInt8) -> Bool {
        isRun(byte) || byte == 46 || byte == 45 || byte == 43 || byte == 37 || byte == 38 || byte == 39
    }

    /// Where the part before the sign begins; nil where there is none, or one that is too long.
    private func startOfLocal(_ end: Int) -> Int? {
        var place = end
        while place > 0, Self.isLocal(bytes[place - 1]), !(bytes[place - 1] == 46 && byte(place) == 46) {
            place -= 1
            // A run of bytes that are no ASCII may have more of them than characters.
            if end - place > 256 { return nil }
        }
        while place < end, !Self.isRun(bytes[place]) { place += 1 }
        guard place < end, Self.characters(bytes[place..<end]) <= 64 else { return nil }
        return place
    }

    private static func characters(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }

    /// Where a domain that begins here ends; nil where there is none.
    func endOfDomain(_ start: Int) -> Int? {
        var (place, labels, best, known) = (start, 0, -1, -1)
        while labels < 9 {
            let begin = place
            while place - begin <= 252,
                Self.isRun(byte(place)) && byte(place) != 95 || byte(place) == 45 && place > begin
            { place += 1 }
            var end = place
            while end > begin, bytes[end - 1] == 45 { end -= 1 }
            guard end > begin, Self.characters(bytes[begin..<end]) <= 63 else { break }
            labels += 1
            if labels > 1, isTopLevel(begin, end), !Self.isRun(byte(end)), byte(end) != Self.sign {
                best = end
                if isKnownLevel(begin, end) { known = end }
            }
            guard end == place, byte(place) == 46, Self.isRun(byte(place + 1)) else { break }
            place += 1
        }
        // What follows a known top level with a capital is the next sentence.
        return known >= 0 && best > known && byte(known + 1) &- 65 < 26 ? known : best >= 0 ? best : nil
    }

    private func isKnownLevel(_ start: Int, _ end: Int) -> Bool {
        PersonalWords.lexicon.sense(of: Lexicon.key(bytes[start..<end])).contains(.topLevel)
    }

    private func isTopLevel(_ start: Int, _ end: Int) -> Bool {
        if end - start > 4, byte(start + 2) == 45, byte(start + 3) == 45, bytes[start] | 0x20 == 120,
            bytes[start + 1] | 0x20 == 110
        {
            return Self.characters(bytes[start..<end]) <= 63
        }
        let count = Self.characters(bytes[start..<end])
        guard (2...24).contains(count) else { return false }
        return (start..<end).allSatisfy { Self.isLetter(bytes[$0]) || bytes[$0] >= 0x80 }
    }

    /// "@joe_doe", unless it is code.
    private mutating func findHandle(_ place: Int, _ next: Int) {
        guard next < tokens.count else { return }
        let token = tokens[next]
        guard token.start == place + 1, (2...30).contains(token.count), !token.shape.contains(.high),
            !Self.isDigit(bytes[token.start]), !token.sense.contains(.annotation)
        else { return }
        switch byte(place - 1) {
        case Self.sign, 41, 93, 46, 47, 45, 96, 123, 92, 36, 37, 38, 42, 43, 61: return
        case let last where Self.isRun(last): return
        default: break
        }
        switch byte(token.end) {
        case 47, Self.sign, 40, 96: return
        case 46 where Self.isRun(byte(token.end + 1)) && byte(token.end + 1) &- 65 >= 26: return
        default: break
        }
        add(.handle, place, token.end, "handle", 0.6)
    }

    // MARK: In words

    /// "joe (at) example (dot) com", and "joe at example dot com" where somebody writes of mail.
    mutating func findAddressesInWords() {
        for index in tokens.indices where tokens[index].sense.contains(.at) && index > 0 && index + 1 < tokens.count {
            findAddressInWords(index)
        }
    }

    private mutating func findAddressInWords(_ at: Int) {
        let (before, after) = (tokens[at - 1], tokens[at + 1])
        guard !before.isTaken, let isBracketed = isSpelled(at) else { return }
        let start = startOfLocal(before.end).map { max($0, before.end - 64) } ?? before.start
        guard before.end - start <= 64, isBracketed || !before.shape.isDisjoint(with: [.digit, .lowLine]) || isMail(at)
        else { return }
        var (index, labels, dots) = (at + 1, 1, 0)
        guard Self.isAddressPart(after) else { return }
        while labels < 9, index + 1 < tokens.count {
            let last = tokens[index]
            // A domain has hyphens, which runs have not.
            if byte(last.end) == 45, tokens[index + 1].start == last.end + 1 {
                index += 1
            } else if byte(last.end) == 46, tokens[index + 1].start == last.end + 1 {
                (index, labels) = (index + 1, labels + 1)
            } else if index + 2 < tokens.count, tokens[index + 1].sense.contains(.dot), isSpelled(index + 1) != nil {
                (index, labels, dots) = (index + 2, labels + 1, dots + 1)
            } else {
                break
            }
            guard Self.isAddressPart(tokens[index]) else { return }
        }
        let top = tokens[index]
        guard labels > 1, top.isWord, (2...24).contains(top.count),
            isBracketed || top.sense.contains(.topLevel) && dots > 0
        else { return }
        add(.email, start, top.end, "address in words", isBracketed ? 0.8 : 0.6)
    }

    private static func isAddressPart(_ token: Token) -> Bool {
        !token.isTaken && token.count <= 63 && !token.shape.contains(.lowLine)
    }

    /// Whether "at" or "dot" stands for its sign: in brackets (true), or alone between blanks (false).
    private func isSpelled(_ index: Int) -> Bool? {
        let token = tokens[index]
        let (before, after) = (token.start - tokens[index - 1].end, tokens[index + 1].start - token.end)
        guard (1...4).contains(before), (1...4).contains(after) else { return nil }
        let hasOpening = (tokens[index - 1].end..<token.start).contains { [40, 60, 91, 123].contains(bytes[$0]) }
        let hasClosing = (token.end..<tokens[index + 1].start).contains { [41, 62, 93, 125].contains(bytes[$0]) }
        if hasOpening && hasClosing {
            let isClean =
                (tokens[index - 1].end..<token.start).allSatisfy { [32, 40, 60, 91, 123].contains(bytes[$0]) }
                && (token.end..<tokens[index + 1].start).allSatisfy { [32, 41, 62, 93, 125].contains(bytes[$0]) }
            return isClean ? true : nil
        }
        return before == 1 && after == 1 && byte(token.start - 1) == 32 && byte(token.end) == 32 ? false : nil
    }

    /// Whether the words before speak of mail.
    private func isMail(_ at: Int) -> Bool {
        (2...7).contains { at >= $0 && tokens[at - $0].sense.contains(.mail) }
    }
}
