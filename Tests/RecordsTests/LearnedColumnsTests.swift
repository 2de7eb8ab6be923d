import TestSupport
import Testing

@testable import Records

/// What is learned from beside a text, and what would give the target away.
struct LearnedColumnsTests {
    private func table(_ make: (Int) -> [String], _ names: [String]) -> MemoryTable {
        MemoryTable(columnNames: names, rows: (0..<60).map(make))
    }

    @Test func `columns beside a text are features, but for those of identities`() {
        let table = table(
            {
                [
                    "note number \($0) of this file", "\(($0 * 37) % 60)", ["a", "b"][$0 % 2], ["f", "m"][$0 / 2 % 2],
                    $0 % 3 == 0 ? "yes" : "no",
                ]
            },
            ["note", "x", "g", "gender", "y"])
        let schema = Schema.guessed(for: table)
        #expect(schema.textColumns == ["note"])
        #expect(schema.features == ["x", "g"])
    }

    @Test func `a column that tells the target alone makes the others ratings, and none is a feature`() {
        let table = table(
            { ["note number \($0) of this file", "\($0 % 4)", "\($0 % 5)", $0 % 4 > 1 ? "yes" : "no"] },
            ["note", "hostile_votes", "votes", "y"])
        #expect(Schema.guessed(for: table).features.isEmpty)
        // Without a text there is nothing that they could be ratings of.
        let plain = self.table({ ["\($0 % 4)", "\($0 % 5)", $0 % 4 > 1 ? "yes" : "no"] }, ["hostile", "votes", "y"])
        #expect(Schema.guessed(for: plain).features == ["hostile", "votes"])
    }

    @Test func `a measurement that tells the target is no rating, and is a feature`() {
        for scale in [1.0, -1.0] {
            let table = table(
                { ["note number \($0) of this file", "\(scale * (Double($0) - 30) * 1.5)", $0 > 30 ? "yes" : "no"] },
                ["note", "x", "y"])
            #expect(Schema.guessed(for: table).features == ["x"])
        }
    }

    @Test func `a chosen target leaves every other column where it is`() {
        let table = table(
            { ["\($0)", ["1", "2"][$0 % 2], "\($0 * 7 % 60)", "\($0 * 1000)"] }, ["AGEP", "SEX", "WKHP", "PINCP"])
        let guess = Schema.guessed(for: table)
        let chosen = Schema.guessed(for: table, target: Target(column: "PINCP", positive: ">=30000"))
        #expect(guess.target?.column != "PINCP")
        #expect(Set(chosen.features) == ["AGEP", "SEX", "WKHP"])
    }

    @Test(
        arguments: [
            (["train", "test"], true), (["Training", " TEST "], true), (["train", "dev", "test"], true),
            (["train", "validation"], true), (["a", "test"], false), (["test", "dev"], false), (["train"], false),
        ])
    func `parts of a split are known in any spelling`(values: [String], known: Bool) {
        #expect(SplitNames.areParts(values) == known)
    }

    @Test func `the area is the chance to stand above, ties a half`() {
        func area(_ values: [(Double, Int, Int)]) -> Double? {
            GivenAway.area(values.map { .init(number: $0.0, records: $0.1, positives: $0.2) }, isNumber: true)
        }
        #expect(area([(-1, 20, 0), (2, 20, 20)]) == nil)
        #expect(area([(1, 20, 0), (2, 20, 20)]) == 1)
        #expect(area([(1, 20, 20), (2, 20, 0)]) == 1)
        #expect(area([(1, 40, 20)]) == 0.5)
        #expect(area([(1, 20, 5), (2, 20, 15)]) == 0.75)
        #expect(area([(1, 9, 0), (2, 9, 9)]) == nil)
        // A slow count of pairs.
        var random = Seeded(3)
        for _ in 0..<20 {
            let values = (0..<8).map { (Double($0), Int.random(in: 8...20, using: &random), 0) }
                .map { ($0.0, $0.1, Int.random(in: 2...6, using: &random)) }
            var (wins, pairs) = (0.0, 0.0)
            for a in values {
                for b in values {
                    let weight = Double(a.2 * (b.1 - b.2))
                    pairs += weight
                    wins += weight * (a.0 > b.0 ? 1 : a.0 == b.0 ? 0.5 : 0)
                }
            }
            let slow = max(wins / pairs, 1 - wins / pairs)
            #expect(abs((area(values) ?? 0) - slow) < 1e-12)
        }
    }

    @Test(
        arguments: [
            ("hello", false), ("h\u{E9}llo", false), ("\u{4F60}\u{597D}", true), ("\u{3053}\u{3093}", true),
            ("\u{E2A}\u{E27}", true), ("\u{1F600}", true), ("caf\u{E9} \u{2764}", true), ("\u{D55C}\u{AD6D}", false),
            ("\u{20AC}5", false), ("3", false), ("", false),
        ])
    func `scripts without blanks, and emoji, are known`(text: String, isUnspaced: Bool) {
        var text = text
        #expect(text.withUTF8(UnspacedScript.isFound) == isUnspaced)
    }
}
