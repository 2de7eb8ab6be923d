/// Addresses of networks and of their hardware.
extension PersonalScan {
    private static let colon = UInt8(ascii: ":")

    /// "192.0.2.17"
    ///
    /// - Returns: Where to go on; nil where there is none.
    mutating func findNetwork(_ index: Int, _ groups: NumberGroups) -> Int? {
        guard groups.count >= 4, groups.signs[0] == 46, groups.signs[1] == 46, groups.signs[2] == 46 else { return nil }
        var (start, octets) = (0, (0, 0, 0, 0))
        for place in 0..<4 {
            let length = groups.lengths[place]
            let value = length <= 3 ? groups.value(start, length) : 256
            guard value < 256, length == 1 || groups.digits[start] != 0 else { return nil }
            switch place {
            case 0: octets.0 = value
            case 1: octets.1 = value
            case 2: octets.2 = value
            default: octets.3 = value
            }
            start += length
        }
        let last = tokens[index + 3]
        let next = byte(last.end)
        // A port or a range of addresses may follow, another number after a dot not.
        if next == 46 && Self.isDigit(byte(last.end + 1)) || next == 45 && Self.isRun(byte(last.end + 1)) { return nil }
        guard next == Self.colon || next == 47 || isOpen(after: last.end) else { return nil }
        guard isNamed(index, index + 4, .network) || !isVersion(octets, index) else { return nil }
        add(.network, tokens[index].start, last.end, "IPv4", 0.8)
        return index + 4
    }

    /// Whether four small numbers are those of a version rather than of an address.
    private func isVersion(_ octets: (Int, Int, Int, Int), _ index: Int) -> Bool {
        if octets.0 == 0 || isOther(index, index + 4, than: .network) { return true }
        if octets.0 == 127 || octets.0 == 10 && octets.1 == 0 { return false }
        let wellKnown =
            octets.0 == octets.1 && octets.1 == octets.2 && octets.2 == octets.3 || octets == (8, 8, 4, 4)
            || octets == (1, 0, 0, 1)
        return octets.0 < 40 && octets.1 < 40 && octets.2 < 40 && octets.3 < 100 && !wellKnown
    }

    /// IPv6 and MAC addresses.
    mutating func findHardware() {
        let isSpelled = signs.contains(.colon)
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            index += 1
            guard !token.isTaken, token.count <= 4 else { continue }
            let next = byte(token.end)
            if next == Self.colon, isSpelled {
                guard Self.hex(bytes[token.start]) != nil else { continue }
                if token.count == 2, findMAC(token.start, sign: next) { continue }
                let isShort = byte(token.start - 1) == Self.colon && byte(token.start - 2) == Self.colon
                findIPv6(token.start - (isShort ? 2 : 0))
            } else if next == 45, token.count == 2 {
                _ = findMAC(token.start, sign: next)
            } else if next == 46, token.count == 4 {
                findDottedMAC(token.start)
            } else if isSpelled, byte(token.start - 1) == Self.colon, byte(token.start - 2) == Self.colon {
                findIPv6(token.start - 2)
            }
        }
    }

    /// "00:1a:2b:3c:4d:5e", of six bytes or eight.
    private mutating func findMAC(_ start: Int, sign: UInt8) -> Bool {
        guard isOpen(before: start), byte(start - 1) != sign else { return false }
        var (place, pairs, letters) = (start, 0, 0)
        while pairs < 9, Self.hex(byte(place)) != nil, Self.hex(byte(place + 1)) != nil {
            if Self.isLetter(bytes[place]) || Self.isLetter(bytes[place + 1]) { letters += 1 }
            pairs += 1
            place += 2
            guard byte(place) == sign else { break }
            place += 1
        }
        let end = byte(place - 1) == sign ? place - 1 : place
        guard pairs == 6 || pairs == 8 && sign == Self.colon && letters > 0, byte(end) != sign, !Self.isRun(byte(end))
        else {
            return false
        }
        add(.hardware, start, end, "MAC", 0.9)
        return true
    }

    private mutating func findDottedMAC(_ start: Int) {
        guard isOpen(before: start), byte(start - 1) != 46 else { return }
        var hasLetter = false
        for place in start..<start + 14 {
            if (place - start) % 5 == 4 {
                guard byte(place) == 46 else { return }
            } else {
                guard Self.hex(byte(place)) != nil else { return }
                if Self.isLetter(bytes[place]) { hasLetter = true }
            }
        }
        let next = byte(start + 14)
        guard !Self.isRun(next), next != 46 || !Self.isRun(byte(start + 15)) else { return }
        let index = token(atOrAfter: start)
        guard hasLetter || isNamed(index, min(tokens.count, index + 3), .hardware) else { return }
        add(.hardware, start, start + 14, "MAC", 0.8)
    }

    /// RFC 4291: eight groups, of which "::" leaves out those of zeros, the last two perhaps as IPv4.
    private mutating func findIPv6(_ start: Int) {
        let before = byte(start - 1)
        guard !Self.isRun(before), before != Self.colon, before != 46 else { return }
        var (place, groups, longest, digits) = (start, 0, 0, 0)
        var (isShort, isDone, end) = (false, false, start)
        if byte(place) == Self.colon {
            isShort = true
            place += 2
        }
        while groups < 8, !isDone {
            let begin = place
            while place - begin < 5, Self.hex(byte(place)) != nil {
                if Self.isDigit(bytes[place]) { digits += 1 }
                place += 1
            }
            let length = place - begin
            guard length > 0 else { break }
            if byte(place) == 46, let tail = endOfIPv4(begin) {
                groups += 2
                (place, end, isDone) = (tail, tail, true)
                break
            }
            guard length <= 4 else { return }
            groups += 1
            longest = max(longest, length)
            end = place
            guard byte(place) == Self.colon else { break }
            if byte(place + 1) == Self.colon {
                guard !isShort else { return }
                isShort = true
                place += 2
                end = place
            } else {
                guard Self.hex(byte(place + 1)) != nil else { break }
                place += 1
            }
        }
        let next = byte(end)
        guard !Self.isRun(next), next != Self.colon || !Self.isRun(byte(end + 1)), digits > 0 else { return }
        // "10::2" is a slice, "a::b" a name of C++.
        guard isShort ? groups < 8 && groups > 1 && (longest > 2 || groups > 3) : groups == 8 else { return }
        add(.network, start, end, "IPv6", 0.9)
    }

    private func endOfIPv4(_ start: Int) -> Int? {
        var (place, parts) = (start, 0)
        while parts < 4 {
            var (value, length) = (0, 0)
            while length < 4, Self.isDigit(byte(place)) {
                value = value * 10 + Int(bytes[place] - 48)
                place += 1
                length += 1
            }
            guard length > 0, value < 256 else { return nil }
            parts += 1
            if parts < 4 {
                guard byte(place) == 46 else { return nil }
                place += 1
            }
        }
        return place
    }
}
