/// Numbers with letters in them.
extension PersonalScan {
    /// What begins with the word or mixed run at an index.
    ///
    /// - Returns: Where to go on; nil where nothing is found.
    mutating func findCode(_ index: Int) -> Int? {
        let token = tokens[index]
        guard token.shape.isDisjoint(with: [.high, .lowLine]) else { return nil }
        guard token.isMixed else {
            return token.count == 2 && index + 1 < tokens.count && tokens[index + 1].isNumber ? findNino(index) : nil
        }
        guard token.count >= 4, isOpen(before: token.start) else { return nil }
        if let end = findIban(index) { return end }
        guard isOpen(after: token.end) else { return nil }
        if token.count > 25 { return findCrypto(index) }
        let (first, last) = (bytes[token.start], bytes[token.end - 1])
        switch token.count {
        case 9:
            if findNino(index) != nil { return index + 1 }
            if isNif(token.start, 8, last) { return told(.nif, index, 1, "check letter") }
        case 10: if isPan(index) { return told(.pan, index, 1, "form", 0.7) }
        case 11: if isHetu(token.start) { return told(.hetu, index, 1, "check character") }
        case 15: if isCorsican(token.start) { return told(.nir, index, 1, "check digits") }
        case 16: if Self.isLetter(first), isCodice(token.start) { return told(.codice, index, 1, "check character") }
        default: break
        }
        return findPaper(index)
    }

    private mutating func told(
        _ kind: PersonalKind, _ index: Int, _ count: Int, _ rule: String, _ score: Double = 0.9
    ) -> Int {
        add(kind, tokens[index].start, tokens[index + count - 1].end, rule, score)
        return index + count
    }

    /// A number whose last letter stands apart: "12345678-Z", "131052-308T".
    mutating func findNumberWithLetter(_ index: Int) -> Int? {
        let token = tokens[index]
        guard index + 1 < tokens.count, tokens[index + 1].start - token.end == 1, token.count == 6 || token.count == 8
        else { return nil }
        let (next, sign) = (tokens[index + 1], bytes[token.end])
        if token.count == 8, next.count == 1, sign == 45 || sign == 32, next.isWord, isOpen(after: next.end) {
            // After a blank only a capital is no word of the sentence.
            guard isNif(token.start, 8, bytes[next.start]), sign == 45 || next.isCapitalised else { return nil }
            return told(.nif, index, 2, "check letter", sign == 45 ? 0.9 : 0.6)
        }
        guard token.count == 6, next.count == 4, sign == 45, isOpen(after: next.end), isHetu(token.start) else {
            return nil
        }
        return told(.hetu, index, 2, "check character")
    }

    /// Two letters, six digits, A to D; not every pair of letters is given out.
    private mutating func findNino(_ index: Int) -> Int? {
        let first = tokens[index]
        guard isOpen(before: first.start) else { return nil }
        var (place, digits, isSpaced) = (first.start + 2, 0, false)
        while digits < 6 {
            if digits % 2 == 0, byte(place) == 32 || byte(place) == 45 {
                isSpaced = true
                place += 1
            }
            guard Self.isDigit(byte(place)) else { return nil }
            place += 1
            digits += 1
        }
        if byte(place) == 32 || byte(place) == 45 { place += 1 }
        let (one, two, last) = (bytes[first.start] | 0x20, byte(first.start + 1) | 0x20, byte(place))
        guard (97...100).contains(last | 0x20), isOpen(after: place + 1), Self.isLetter(one), Self.isLetter(two) else {
            return nil
        }
        let end = token(atOrAfter: place) + 1
        let isNamed = isNamed(index, end, .nino)
        guard isNamed || first.isCapitalised && Self.isUpper(last) && Self.isUpper(bytes[first.start + 1]) else {
            return nil
        }
        let (a, b) = (Character(Unicode.Scalar(one)), Character(Unicode.Scalar(two)))
        guard !"dfiquv".contains(a), !"dfioquv".contains(b),
            !["bg", "gb", "nk", "kn", "tn", "nt", "zz"].contains(String([a, b]))
        else { return nil }
        _ = isSpaced
        add(.nino, first.start, place + 1, "form", isNamed ? 0.95 : 0.8)
        return end
    }

    private static func isUpper(_ byte: UInt8) -> Bool { byte &- 65 < 26 }

    private static let nifLetters = Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)

    /// Eight digits, or X, Y or Z and seven, and the letter of their remainder by 23.
    private func isNif(_ start: Int, _ count: Int, _ letter: UInt8) -> Bool {
        var value = 0
        for place in 0..<count {
            let byte = bytes[start + place]
            if Self.isDigit(byte) {
                value = value * 10 + Int(byte - 48)
            } else {
                guard place == 0, (120...122).contains(byte | 0x20) else { return false }
                value = Int(byte | 0x20) - 120
            }
        }
        return Self.isLetter(letter) && Self.nifLetters[value % 23] == letter & 0xDF
    }

    /// Five letters of which the fourth says who it is of, four digits, a letter.
    private func isPan(_ index: Int) -> Bool {
        let start = tokens[index].start
        for place in 0..<10 {
            let isDigit = (5...8).contains(place)
            guard isDigit ? Self.isDigit(bytes[start + place]) : Self.isLetter(bytes[start + place]) else {
                return false
            }
        }
        guard "abcfghljpt".utf8.contains(bytes[start + 3] | 0x20) else { return false }
        return !tokens[index].shape.contains(.lower) || isNamed(index, index + 1, .pan)
    }

    private static let hetuCharacters = Array("0123456789ABCDEFHJKLMNPRSTUVWXY".utf8)

    /// Day, month, year, the sign of the century, a number, and the character of their remainder by 31.
    private func isHetu(_ start: Int) -> Bool {
        var value = 0
        for place in 0..<10 where place != 6 {
            guard Self.isDigit(bytes[start + place]) else { return false }
            value = value * 10 + Int(bytes[start + place] - 48)
        }
        guard
            "-+abcdefuvwxy".utf8.contains(
                bytes[start + 6] == 45 || bytes[start + 6] == 43 ? bytes[start + 6] : bytes[start + 6] | 0x20)
        else {
            return false
        }
        let (day, month) = (value / 10_000_000, value / 100_000 % 100)
        let check = bytes[start + 10]
        return (1...31).contains(day) && (1...12).contains(month)
            && Self.hetuCharacters[value % 31] == (Self.isLetter(check) ? check & 0xDF : check)
    }

    /// "2A" and "2B" are the departments of Corsica.
    private func isCorsican(_ start: Int) -> Bool {
        var value = 0
        for place in 0..<13 {
            let byte = bytes[start + place]
            if Self.isDigit(byte) {
                value = value * 10 + Int(byte - 48)
            } else {
                guard place == 6, bytes[start + 5] == 50, byte | 0x20 == 97 || byte | 0x20 == 98 else { return false }
                value = value / 10 * 100 + (byte | 0x20 == 97 ? 19 : 18)
            }
        }
        // 2A is read as 19, 2B as 18: one digit more took the place of the letter.
        let (tens, ones) = (bytes[start + 13], bytes[start + 14])
        guard Self.isDigit(tens), Self.isDigit(ones), bytes[start + 6] > 57 else { return false }
        return 97 - value % 97 == Int(tens - 48) * 10 + Int(ones - 48)
    }

    /// Passports and driving licences, where they are named.
    private mutating func findPaper(_ index: Int) -> Int? {
        let token = tokens[index]
        guard (6...16).contains(token.count), !token.isTaken, !senses.isDisjoint(with: [.passport, .licence]) else {
            return nil
        }
        var digits = 0
        for place in token.start..<token.end where Self.isDigit(bytes[place]) { digits += 1 }
        guard digits >= 4, token.shape.isDisjoint(with: .lower) else { return nil }
        for kind in [PersonalKind.passport, .licence] where isNamed(index, index + 1, kind.sense) {
            return told(kind, index, 1, "number beside its name", 0.6)
        }
        return nil
    }
}
