import TestSupport

/// Texts of few words, many of them edited copies of earlier ones.
enum RandomTexts {
    static func make(_ count: Int, words: Int, longest: Int, seed: UInt64) -> [String] {
        var dice = Seeded(seed)
        let vocabulary = (0..<words).map { index in
            switch index % 17 {
            case 3: "中文字"
            case 5: "été\(index)"
            case 7: "😀"
            case 11: "Straße\(index)"
            case 13: "a_b"
            default: String(UInt64(index) &* 0x9E37_79B9 % 99_991, radix: 36)
            }
        }
        var texts: [String] = []
        for row in 0..<count {
            if row > 0, dice.next() % 2 == 0 {
                var copy = texts[Int.random(in: 0..<row, using: &dice)].split(separator: " ").map(String.init)
                for _ in 0..<Int.random(in: 0...2, using: &dice) where !copy.isEmpty {
                    copy[Int.random(in: copy.indices, using: &dice)] = vocabulary.randomElement(using: &dice) ?? ""
                }
                texts.append(
                    dice.next() % 3 == 0 ? copy.joined(separator: "  ").uppercased() + "!" : copy.joined(separator: " ")
                )
            } else {
                let length = Int.random(in: 0...longest, using: &dice)
                texts.append(
                    (0..<length).map { _ in vocabulary.randomElement(using: &dice) ?? "" }.joined(separator: " "))
            }
        }
        return texts
    }
}
