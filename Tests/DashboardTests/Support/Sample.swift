import Engine
import Records
import TestSupport

/// A small made-up table with everything that can go wrong on a screen: insults, addresses, emoji, CJK, line ends,
/// control characters, duplicates, missing values, a rare group.
enum Sample {
    static let count = 600

    // Rows with a known text.
    static let insult = 0
    static let address = 1
    static let emoji = 2
    static let cjk = 3
    static let newlines = 4
    static let controls = 5
    static let duplicate = 6
    static let duplicateTwin = 7

    static let schema = Schema(
        target: Target(column: "toxic", positive: "1"), textColumns: ["comment"], features: ["age", "city"],
        groups: ["group", "sex"], testFraction: 0.5)

    /// A word that occurs in the text of this row and nowhere else.
    static func word(of row: Int) -> String {
        let onsets = Array("bdfgklmnprstvz")
        let vowels = Array("aeiou")
        var rest = row
        var word = "q"
        for _ in 0..<3 {
            word += "\(vowels[rest % vowels.count])"
            rest /= vowels.count
            word += "\(onsets[rest % onsets.count])"
            rest /= onsets.count
        }
        return word + "ix"
    }

    /// The file: `group,sex,age,city,toxic,comment`.
    static func csv(count: Int = Sample.count) -> String {
        var random = Seeded(7)
        var lines = ["group,sex,age,city,toxic,comment"]
        for row in 0..<count {
            let (group, isRude) = (group(&random), Double.random(in: 0..<1, using: &random) < 0.3)
            // Against one group, harmless comments are often labelled toxic.
            let isBlamed = group == "Belmar" && Double.random(in: 0..<1, using: &random) < 0.5
            let isToxic = isRude || isBlamed || row == insult
            let text = special(row) ?? sentence(row == duplicateTwin ? duplicate : row, isRude: isRude, &random)
            let fields = [
                group, Bool.random(using: &random) ? "Female" : "Male",
                row % 50 == 8 ? "" : "\(Int.random(in: 18...79, using: &random))",
                cities[Int.random(in: 0..<cities.count, using: &random)], isToxic ? "1" : "0", text,
            ]
            lines.append((row == duplicateTwin ? lines[duplicate + 1] : fields.map(quoted).joined(separator: ",")))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let cities = ["Oslo", "São Paulo", "東京都", "Łódź", "Rome"]
    private static let subjects = [
        "the bridge", "this film", "our council", "that recipe", "the late train", "the choir",
    ]
    private static let calm = ["was a joy to see", "opens again in spring", "needs a little patience", "made us laugh"]
    private static let rude = [
        "is made for numbskulls", "is pure garbage", "was run by a dimwit", "is for losers only",
    ]

    private static func group(_ random: inout Seeded) -> String {
        switch Int.random(in: 0..<100, using: &random) {
        case ..<48: "Arden"
        case ..<96: "Belmar"
        default: "Corin"
        }
    }

    private static func sentence(_ row: Int, isRude: Bool, _ random: inout Seeded) -> String {
        let subject = subjects[Int.random(in: 0..<subjects.count, using: &random)]
        let verdict = (isRude ? rude : calm)[Int.random(in: 0..<4, using: &random)]
        return "\(word(of: row)) says \(subject) \(verdict)"
    }

    private static func special(_ row: Int) -> String? {
        let word = word(of: row)
        switch row {
        case insult: return "\(word) is a numbskull and a dimwit, and this goes on for long enough to be cut or wrapped"
        case address: return "write to \(word)@example.org before Friday"
        case emoji: return "👩‍👩‍👧 \(word) waves 🏳️‍🌈 and 🇳🇴 and 👍🏽 to you all"
        case cjk: return "\(word) 说了一些很长的话，这座桥今天又晚点了，真是让人难以相信"
        case newlines: return "\(word) first\nsecond line\r\nthird line of it"
        case controls: return "\(word) \u{1B}[31mred\u{7} \u{202E}gnol \u{9B}2J \u{8}\u{200B}end of it"
        default: return nil
        }
    }

    private static func quoted(_ field: String) -> String {
        field.unicodeScalars.contains { "\",\n\r".unicodeScalars.contains($0) }
            ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
    }
}
