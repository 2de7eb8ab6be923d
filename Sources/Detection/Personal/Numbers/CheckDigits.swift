/// Whether numbers check: by the rules of those who give them out.
enum CheckDigits {
    typealias Digits = InlineArray<24, UInt8>

    /// ISO/IEC 7812-1, Luhn's.
    static func luhn(_ digits: Digits, _ start: Int, _ count: Int) -> Bool {
        var sum = 0
        for place in 0..<count {
            let value = Int(digits[start + count - 1 - place]) * (place % 2 + 1)
            sum += value > 9 ? value - 9 : value
        }
        return sum % 10 == 0
    }

    /// The sum of digits times weights.
    private static func weighted(_ digits: Digits, _ weights: [Int]) -> Int {
        var sum = 0
        for (place, weight) in weights.enumerated() { sum += Int(digits[place]) * weight }
        return sum
    }

    private static let tfnWeights = [1, 4, 3, 7, 5, 8, 6, 9, 10]
    static func tfn(_ digits: Digits) -> Bool { weighted(digits, tfnWeights) % 11 == 0 }

    private static let bsnWeights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
    static func bsn(_ digits: Digits) -> Bool { weighted(digits, bsnWeights) % 11 == 0 && !allAlike(digits, 9) }

    private static let nhsWeights = [10, 9, 8, 7, 6, 5, 4, 3, 2]
    static func nhs(_ digits: Digits) -> Bool {
        let check = 11 - weighted(digits, nhsWeights) % 11
        return check != 10 && check % 11 == Int(digits[9]) && !allAlike(digits, 10)
    }

    private static let peselWeights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]
    static func pesel(_ digits: Digits) -> Bool {
        let month = Int(digits[2]) * 10 + Int(digits[3])
        let day = Int(digits[4]) * 10 + Int(digits[5])
        return weighted(digits, peselWeights) % 10 == 0 && ((1...12).contains(month) || (21...32).contains(month))
            && (1...31).contains(day)
    }

    private static let abnWeights = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]
    static func abn(_ digits: Digits) -> Bool { digits[0] > 0 && (weighted(digits, abnWeights) - 10) % 89 == 0 }

    /// § 139b of the Abgabenordnung: ISO/IEC 7064, mod 11, 10; of the first ten digits one stands two or three times.
    static func germanTax(_ digits: Digits) -> Bool {
        guard digits[0] != 0 else { return false }
        var (product, seen, repeated) = (10, UInt64(0), 0)
        for place in 0..<10 {
            let digit = Int(digits[place])
            var sum = (product + digit) % 10
            if sum == 0 { sum = 10 }
            product = sum * 2 % 11
            seen += 1 << UInt64(digit * 6)
        }
        for digit in 0..<10 {
            let times = seen >> UInt64(digit * 6) & 63
            if times > 3 { return false }
            if times > 1 { repeated += 1 }
        }
        return repeated == 1 && (11 - product) % 10 == Int(digits[10])
    }

    /// Verhoeff's, of the dihedral group of ten.
    static func verhoeff(_ digits: Digits, _ count: Int) -> Bool {
        var check = 0
        for place in 0..<count {
            check = product[check][permutations[place % 8][Int(digits[count - 1 - place])]]
        }
        return check == 0
    }

    private static let product: [[Int]] = (0..<10).map { a in
        (0..<10).map { b in
            switch (a < 5, b < 5) {
            case (true, true): (a + b) % 5
            case (true, false): 5 + (a + b - 5) % 5
            case (false, true): 5 + (a - 5 + 5 - b) % 5
            case (false, false): (a - 5 + 5 - (b - 5)) % 5
            }
        }
    }

    private static let permutations: [[Int]] = {
        let first = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
        return (1..<8).reduce(into: [Array(0..<10)]) { all, _ in all.append(all[all.count - 1].map { first[$0] }) }
    }()

    /// Digits and letters by ISO/IEC 7064, mod 97, 10: the remainder of all of them, the first four last.
    static func mod97(_ characters: some Sequence<UInt8>) -> Int {
        characters.reduce(0) { sum, byte in
            byte < 58 ? (sum * 10 + Int(byte) - 48) % 97 : (sum * 100 + Int(byte | 0x20) - 87) % 97
        }
    }

    static func allAlike(_ digits: Digits, _ count: Int) -> Bool {
        for place in 1..<count where digits[place] != digits[0] { return false }
        return true
    }
}
