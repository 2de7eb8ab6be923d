/// Numbers with single signs between them, as they are written in groups: "4111 1111 1111 1111", "(415) 555-0100".
struct NumberGroups {
    static let most = 9
    static let mostDigits = 24
    /// A sign that is a bracket, alone or with a blank or hyphen.
    static let bracket: UInt8 = 40

    private(set) var count = 0
    private(set) var lengths: InlineArray<9, Int> = .init(repeating: 0)
    /// What stands behind each group but the last.
    private(set) var signs: InlineArray<9, UInt8> = .init(repeating: 0)
    private(set) var digits: InlineArray<24, UInt8> = .init(repeating: 0)

    /// - Complexity: O(1).
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ tokens: [Token], from first: Int) {
        var (index, total) = (first, 0)
        while count < Self.most, index < tokens.count {
            let token = tokens[index]
            guard token.isNumber, !token.isTaken, total + token.count <= Self.mostDigits else { break }
            if count > 0 {
                let sign = Self.sign(bytes, tokens[index - 1].end, token.start)
                guard sign != 0 else { break }
                signs[count - 1] = sign
            }
            for place in token.start..<token.end {
                digits[total] = bytes[place] &- 48
                total += 1
            }
            lengths[count] = token.count
            count += 1
            index += 1
        }
    }

    private static func sign(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int, _ next: Int) -> UInt8 {
        let first = bytes[end]
        if next - end == 1 {
            switch first {
            case 32, 45, 46, 47: return first
            case 40, 41: return bracket
            default: return 0
            }
        }
        guard next - end == 2 else { return 0 }
        switch (first, bytes[end + 1]) {
        case (41, 32), (32, 40), (41, 45), (45, 40), (41, 40), (41, 47): return bracket
        default: return 0
        }
    }

    /// Groups as one number: 5 bits a length.
    static func shape(_ lengths: Int...) -> UInt64 { lengths.reduce(0) { $0 << 5 | UInt64($1) } }

    func value(_ start: Int, _ count: Int) -> Int {
        var value = 0
        for place in start..<start + count { value = value * 10 + Int(digits[place]) }
        return value
    }
}
