/// Texts from a seed, the same everywhere.
enum InventedTexts {
    struct Dice {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
        mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
        mutating func share() -> Double { Double(next() >> 11) * 0x1p-53 }
    }

    private static let onsets = "b br c ch d dr f g gr h j k l m n p pr qu r s st t tr v w".split(separator: " ")
    private static let vowels = "a e i o u ea ou".split(separator: " ")
    private static let codas = "n r s t l nd ck ng".split(separator: " ")

    /// Words whose frequency falls with their rank, as in a language.
    private static func vocabulary(_ dice: inout Dice) -> [String] {
        (0..<30_000).map { _ in
            (0..<1 + dice.below(3)).map { _ in
                let end = dice.below(2) == 0 ? "" : codas[dice.below(codas.count)]
                return onsets[dice.below(onsets.count)] + vowels[dice.below(vowels.count)] + end
            }.joined()
        }
    }

    private static func text(_ words: [String], _ dice: inout Dice, _ count: Int) -> [String] {
        (0..<count).map { _ in
            let u = dice.share()
            return words[min(words.count - 1, Int(Double(words.count) * u * u * u * u))]
        }
    }

    /// Comments of 5 to 40 words; one in ten is a copy of an earlier one with an edit.
    static func comments(_ count: Int) -> [String] {
        var dice = Dice(state: 1)
        let words = vocabulary(&dice)
        var texts: [String] = []
        texts.reserveCapacity(count)
        for row in 0..<count {
            if row > 10, dice.below(10) == 0 {
                var copy = texts[dice.below(row)].split(separator: " ").map(String.init)
                switch dice.below(4) {
                case 0: copy[dice.below(copy.count)] = words[dice.below(words.count)]
                case 1: copy.append("!!")
                case 2: copy = copy.map { $0.uppercased() }
                default: copy.insert(words[dice.below(words.count)], at: dice.below(copy.count))
                }
                texts.append(copy.joined(separator: " "))
            } else {
                texts.append(text(words, &dice, 5 + dice.below(36)).joined(separator: " "))
            }
        }
        return texts
    }

    static func hostile(_ count: Int) -> [(String, [String])] {
        var dice = Dice(state: 2)
        let words = vocabulary(&dice)
        let template = text(words, &dice, 20).joined(separator: " ")
        let emoji = ["😀", "😂", "🔥", "👍", "❤️", "🎉", "👩‍👩‍👧"]
        return [
            ("identical", Array(repeating: template, count: count)),
            ("empty", (0..<count).map { $0 % 2 == 0 ? "" : "  \n" }),
            ("template and a number", (0..<count).map { "\(template) order \($0)" }),
            (
                "template half changed",
                (0..<count).map { _ in
                    template.split(separator: " ").map { dice.below(4) == 0 ? words[dice.below(200)] : String($0) }
                        .joined(separator: " ")
                }
            ),
            ("two letters", (0..<count / 10).map { _ in String((0..<24).map { _ in dice.below(2) == 0 ? "a" : "b" }) }),
            ("emoji", (0..<count).map { _ in (0..<1 + dice.below(20)).map { _ in emoji[dice.below(7)] }.joined() }),
            (
                "10 MB each",
                (0..<4).map { text(words, &dice, 1_500_000 + $0 % 2).joined(separator: " ") }
                    + [String(repeating: "a", count: 10_000_000), String(repeating: "a", count: 9_999_999)]
            ),
        ]
    }
}
