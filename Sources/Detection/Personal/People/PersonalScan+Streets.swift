/// Addresses of houses, as they are written in English, German, Dutch, Swedish, Finnish, French, Spanish and Italian.
extension PersonalScan {
    mutating func findStreets() {
        for index in tokens.indices {
            let token = tokens[index]
            guard !token.isTaken else { continue }
            if !token.sense.isDisjoint(with: [.street, .doubtfulStreet]), findEnglishStreet(index) { continue }
            if token.sense.contains(.streetBefore), findStreetBefore(index) { continue }
            if token.count >= 3, token.isWord, index + 1 < tokens.count, tokens[index + 1].shape.contains(.digit) {
                findStreetWord(index)
            }
        }
    }

    /// "593 Smith Street", "12 N 42nd St", with what follows.
    private mutating func findEnglishStreet(_ street: Int) -> Bool {
        let token = tokens[street]
        var (first, words) = (street - 1, 0)
        while first >= 0, words < 4, isStreetName(first), isBlank(first, first + 1) {
            words += 1
            first -= 1
        }
        // The longest name may not be one; a number right before fewer words is as good.
        guard words > 0, first >= 0, isHouseNumber(first), isBlank(first, first + 1) else { return false }
        let number = tokens[first]
        let end = endOfPlace(street)
        let isSure = token.sense.contains(.street) && token.isCapitalised
        let isLong = number.count >= 3 && token.isCapitalised && !isYearLike(number)
        guard isSure || isLong || end > street + 1 && token.isCapitalised || isHome(first) else { return false }
        add(.address, number.start, tokens[end - 1].end, "house number and street", isSure ? 0.7 : 0.5)
        return true
    }

    private func isYearLike(_ token: Token) -> Bool {
        token.count == 4 && (bytes[token.start] == 49 || bytes[token.start] == 50) && bytes[token.start + 1] % 9 == 3
    }

    /// A name, a direction or "42nd".
    private func isStreetName(_ index: Int) -> Bool {
        let token = tokens[index]
        guard !token.isTaken else { return false }
        if token.isWord {
            return token.isCapitalised && token.count <= 24 && !token.sense.contains(.common)
                || token.sense.contains(.direction) && token.isCapitalised
        }
        return token.isMixed && (3...6).contains(token.count) && Self.isDigit(bytes[token.start])
            && Self.isLetter(bytes[token.end - 1])
            && Self.isLetter(bytes[token.end - 2])
    }

    private func isHouseNumber(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.count <= 6, Self.isDigit(bytes[token.start]), isOpen(before: token.start) else { return false }
        return token.isNumber
            ? token.count <= 5
            : Self.isLetter(bytes[token.end - 1]) && token.count <= 5 && Self.isDigit(bytes[token.end - 2])
    }

    /// Whether nothing but a blank, a comma or a full stop and a blank is between two runs.
    private func isBlank(_ first: Int, _ second: Int) -> Bool {
        let gap = tokens[second].start - tokens[first].end
        let (one, two) = (byte(tokens[first].end), byte(tokens[first].end + 1))
        return gap == 1 && (one == 32 || one == 45 || one == 39) || gap == 2 && one == 46 && two == 32
    }

    /// Whether the words before speak of living somewhere.
    private func isHome(_ index: Int) -> Bool {
        (1...5).contains { index >= $0 && tokens[index - $0].sense.contains(.home) }
    }

    /// Behind what belongs to an address that has its street: an apartment, a town, a code.
    private func endOfPlace(_ street: Int) -> Int {
        var end = street + 1
        if end + 1 < tokens.count, tokens[end].sense.contains(.unit), tokens[end].start - tokens[end - 1].end <= 3,
            tokens[end + 1].start - tokens[end].end <= 2, tokens[end + 1].shape.contains(.digit)
        {
            end += 2
        }
        // Town, state, code: only where a code ends it.
        var index = end
        while index < tokens.count, index < end + 6, tokens[index].start - tokens[index - 1].end <= 2,
            !tokens[index].isTaken
        {
            let token = tokens[index]
            if token.isNumber { return token.count == 5 ? index + 1 : end }
            if token.isMixed { return isPostcode(index) ?? end }
            guard token.isCapitalised else { break }
            index += 1
        }
        return end
    }

    /// "SW1A 1AA"
    private func isPostcode(_ index: Int) -> Int? {
        guard index + 1 < tokens.count, tokens[index].count <= 4, tokens[index + 1].count == 3,
            tokens[index + 1].isMixed,
            Self.isDigit(bytes[tokens[index + 1].start])
        else { return nil }
        return index + 2
    }

    /// "12 rue de la Paix", "Calle Mayor 5".
    private mutating func findStreetBefore(_ street: Int) -> Bool {
        let token = tokens[street]
        var (index, words, capitals) = (street + 1, 0, 0)
        while index < tokens.count, words < 5, tokens[index].isWord, !tokens[index].isTaken,
            tokens[index].start - tokens[index - 1].end <= 2,
            byte(tokens[index - 1].end) != 44
        {
            if tokens[index].isCapitalised {
                capitals += 1
            } else if !tokens[index].sense.contains(.particle) {
                break
            }
            (index, words) = (index + 1, words + 1)
        }
        let isFrench = !token.sense.contains(.doubtfulStreet) && !token.sense.contains(.street)
        let number = street - 1
        let hasParticle = street + 1 < tokens.count && tokens[street + 1].sense.contains(.particle)
        if number >= 0, isHouseNumber(number), tokens[number].isNumber || tokens[number].count <= 4,
            tokens[street].start - tokens[number].end <= 2
        {
            // "10 place" is nothing without a name behind it.
            let isName = capitals > 0 || hasParticle || isHome(number) || isFrench && words + 1 < tokens.count - street
            guard isName, street + 1 < tokens.count, tokens[street + 1].isWord else { return false }
            let end = max(index, street + 2)
            add(
                .address, tokens[number].start, tokens[endOfPlace(end - 1) - 1].end, "house number and street",
                hasParticle ? 0.7 : 0.5)
            return true
        }
        guard capitals > 0, index < tokens.count, isHouseNumber(index), tokens[index].count <= 4,
            isFrench || isHome(street)
        else { return false }
        let gap = tokens[index].start - tokens[index - 1].end
        guard gap <= 2, byte(tokens[index - 1].end) == 32 || byte(tokens[index - 1].end) == 44 else { return false }
        add(.address, token.start, tokens[index].end, "street and house number", 0.6)
        return true
    }

    private static let endings: [(ending: [UInt8], isSure: Bool)] = [
        ("straße", true), ("strasse", true), ("str", true), ("straat", true), ("gracht", true), ("gatan", true),
        ("vägen", true),
        ("katu", true), ("allee", true), ("gasse", true), ("platz", true), ("laan", true), ("weg", true),
        ("ufer", false),
        ("damm", false), ("ring", false), ("plein", true), ("chaussee", true), ("steig", false), ("tie", false),
        ("kade", false),
    ].map { (Array($0.0.utf8), $0.1) }

    /// "Hauptstraße 5", "Keizersgracht 12a".
    private mutating func findStreetWord(_ index: Int) {
        let next = tokens[index + 1]
        let token = tokens[index]
        guard Self.isDigit(bytes[next.start]), next.count <= 4, !next.isTaken,
            next.isNumber || next.count <= 4 && Self.isDigit(bytes[max(next.start, next.end - 2)])
        else { return }
        let gap = next.start - token.end
        guard gap == 1 && bytes[token.end] == 32 || gap == 2 && bytes[token.end] == 46 && bytes[token.end + 1] == 32
        else { return }
        var start = index
        while start > 0, byte(tokens[start].start - 1) == 45, tokens[start - 1].end == tokens[start].start - 1,
            tokens[start - 1].isWord,
            index - start < 4
        {
            start -= 1
        }
        guard tokens[start].isCapitalised else { return }
        for (ending, isSure) in Self.endings where token.count >= ending.count && ends(token, ending) {
            let isCompound = token.count > ending.count + 2 || start < index
            let isTown = [2, 3].contains {
                index + $0 < tokens.count && tokens[index + $0].isNumber && tokens[index + $0].count == 5
            }
            guard isCompound, isSure || start < index || isTown || isHome(start) else { continue }
            var end = index + 2
            // "5-7"
            if end < tokens.count, byte(next.end) == 45, tokens[end].start == next.end + 1, tokens[end].count <= 4,
                tokens[end].shape.contains(.digit)
            {
                end += 1
            }
            guard isOpen(after: tokens[end - 1].end) else { return }
            if end < tokens.count, tokens[end].isNumber, tokens[end].count == 5,
                tokens[end].start - tokens[end - 1].end <= 2
            {
                end += 1
                if end < tokens.count, tokens[end].isCapitalised, tokens[end].start - tokens[end - 1].end == 1 {
                    end += 1
                }
            }
            add(.address, tokens[start].start, tokens[end - 1].end, "street and house number", 0.7)
            return
        }
    }

    private func ends(_ token: Token, _ ending: [UInt8]) -> Bool {
        let start = token.end - ending.count
        for (offset, byte) in ending.enumerated() {
            let own = bytes[start + offset]
            if (Self.isLetter(own) ? own | 0x20 : own) != byte { return false }
        }
        return true
    }
}
