internal import Crypto

/// Numbers that are checked by more than a digit: bank accounts, codes of Italy, addresses of crypto-currencies.
extension PersonalScan {
    /// ISO 13616: country, check digits, account; whole or in groups of four.
    mutating func findIban(_ index: Int) -> Int? {
        let token = tokens[index]
        let start = token.start
        guard Self.isLetter(bytes[start]), Self.isLetter(bytes[start + 1]), Self.isDigit(bytes[start + 2]),
            Self.isDigit(bytes[start + 3])
        else { return nil }
        let length = IbanCountries.table[IbanCountries.index(bytes[start], bytes[start + 1])]
        guard length > 0, token.count == length || token.count == 4 else { return nil }
        var (characters, end) = ([UInt8](), index)
        characters.reserveCapacity(length)
        while characters.count < length, end < tokens.count {
            let part = tokens[end]
            if end > index {
                let sign = bytes[part.start - 1]
                guard part.start - tokens[end - 1].end == 1, sign == 32 || sign == 45 else { return nil }
                // Groups of four but for the last; what is not written so is no IBAN, or many texts would be.
                guard part.count <= 4, part.count == 4 || characters.count + part.count == length else { return nil }
            }
            guard part.shape.isDisjoint(with: [.high, .lowLine]) else { return nil }
            characters.append(contentsOf: bytes[part.start..<part.end])
            end += 1
        }
        guard characters.count == length, isOpen(after: tokens[end - 1].end),
            CheckDigits.mod97(characters[4...] + characters[..<4]) == 1
        else { return nil }
        add(.iban, start, tokens[end - 1].end, "check digits", 0.95)
        return end
    }

    private static let odd: [Int] = [
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
    ]

    /// Letters of the name, year, month and day, place, and a letter that checks them (decree of 23 December 1976). Digits
    /// may be letters, where two people would have the same.
    func isCodice(_ start: Int) -> Bool {
        var sum = 0
        for place in 0..<16 {
            let byte = bytes[start + place]
            let value: Int
            switch place {
            case 0..<6, 8, 11, 15:
                guard Self.isLetter(byte) else { return false }
                value = Int((byte | 0x20) - 97)
            default:
                if Self.isDigit(byte) {
                    value = Int(byte - 48)
                } else {
                    guard "lmnpqrstuv".utf8.contains(byte | 0x20) else { return false }
                    value = Int((byte | 0x20) - 97)
                }
            }
            if place == 15 { return sum % 26 == value }
            if place == 8, !"abcdehlmprst".utf8.contains(byte | 0x20) { return false }
            sum += place % 2 == 0 ? Self.odd[value] : value
        }
        return false
    }

    mutating func findCrypto(_ index: Int) -> Int? {
        let token = tokens[index]
        let first = bytes[token.start]
        let second = byte(token.start + 1)
        if token.count == 42, first == 48, second | 0x20 == UInt8(ascii: "x") {
            for place in token.start + 2..<token.end where Self.hex(bytes[place]) == nil { return nil }
            add(.crypto, token.start, token.end, "Ethereum", 0.9)
            return index + 1
        }
        let isBase58 = token.count <= 35 && "13LMD".utf8.contains(first)
        guard isBase58 ? Self.isBase58Checked(bytes[token.start..<token.end]) : isBech32(token) else { return nil }
        add(.crypto, token.start, token.end, isBase58 ? "Base58 check" : "Bech32 check", 0.95)
        return index + 1
    }

    private static let base58: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, byte) in "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8.enumerated() {
            values[Int(byte)] = UInt8(value)
        }
        return values
    }()

    /// Version, hash and four bytes of the SHA-256 of the SHA-256 of both.
    private static func isBase58Checked(_ characters: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        // 25 bytes in words of 32 bits, the highest first.
        var words: InlineArray<7, UInt32> = .init(repeating: 0)
        for character in characters {
            var carry = UInt64(base58[Int(character)])
            guard carry < 255 else { return false }
            for place in (0..<7).reversed() {
                carry += UInt64(words[place]) * 58
                words[place] = UInt32(truncatingIfNeeded: carry)
                carry >>= 32
            }
            guard carry == 0 else { return false }
        }
        // Bitcoin, Litecoin, Dogecoin; three bytes of the first word are above the 25.
        guard words[0] < 256, [0x00, 0x05, 0x30, 0x32, 0x1E, 0x16].contains(words[0]) else { return false }
        var number: [UInt8] = [UInt8(words[0])]
        for place in 1..<7 {
            for shift in [24, 16, 8, 0] { number.append(UInt8(truncatingIfNeeded: words[place] >> UInt32(shift))) }
        }
        let hash = SHA256.hash(data: Array(SHA256.hash(data: number[..<21])))
        return zip(hash, number[21...]).allSatisfy { $0 == $1 }
    }

    private static let bech32: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, byte) in "qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8.enumerated() {
            values[Int(byte)] = UInt8(value)
            if byte > 57 { values[Int(byte & 0xDF)] = UInt8(value) }
        }
        return values
    }()

    /// BIP 173 and 350, of Bitcoin and Litecoin.
    private func isBech32(_ token: Token) -> Bool {
        guard token.count <= 90, !token.shape.contains([.lower, .upper]) else { return false }
        var prefix: [UInt8] = []
        for place in token.start..<token.start + 4 where bytes[place] != 49 && Self.isLetter(bytes[place]) {
            prefix.append(bytes[place] | 0x20)
        }
        if byte(token.start + 2) == 49 { prefix = Array(prefix.prefix(2)) }
        guard ["bc", "tb", "ltc"].contains(where: { prefix.elementsEqual($0.utf8) }),
            bytes[token.start + prefix.count] == 49
        else {
            return false
        }
        var check = UInt32(1)
        func step(_ value: UInt32) {
            let top = check >> 25
            check = (check & 0x1FF_FFFF) << 5 ^ value
            for (bit, generator) in Self.generators.enumerated() where top >> UInt32(bit) & 1 == 1 {
                check ^= generator
            }
        }
        for byte in prefix { step(UInt32(byte >> 5)) }
        step(0)
        for byte in prefix { step(UInt32(byte & 31)) }
        for place in token.start + prefix.count + 1..<token.end {
            let value = Self.bech32[Int(bytes[place])]
            guard value < 255 else { return false }
            step(UInt32(value))
        }
        return check == 1 || check == 0x2BC8_30A3
    }

    private static let generators: [UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]
}
