import Learning
import Testing

@testable import Detection

@Suite struct LeakageTests {
    @Test(arguments: NearDuplicatesTests.shinglings)
    func `every text that stands among the others is found, with one that it resembles`(_ shingling: Shingling) throws {
        for seed in 0..<6 {
            let texts = RandomTexts.make(160, words: [6, 40, 300][seed % 3], longest: 20, seed: UInt64(seed))
            let (others, asked) = (Array(texts[..<90]), Array(texts[90...]))
            let slow = SlowDuplicates(zones: SlowDuplicates.zones(shingling), tenths: 8).similarities(texts)
            let matches = try Leakage(NearDuplicates(shingling)).matches(of: Texts(asked), among: Texts(others))
            let expected = asked.indices.filter { row in others.indices.contains { slow[[$0, row + 90]] != nil } }
            #expect(matches.map(\.row) == expected)
            for match in matches {
                #expect(slow[[match.other, match.row + 90]] == match.similarity)
                // The very same is named before what is nearly so, and the first of them.
                if let same = others.indices.first(where: { slow[[$0, match.row + 90]] == 1 }) {
                    #expect(match.other == same)
                }
            }
        }
    }

    @Test func `what resembles other asked texts alone has not leaked`() throws {
        let asked = Texts(["one two three four five six", "one two three four five six"])
        #expect(try Leakage().matches(of: asked, among: Texts(["seven eight nine ten eleven"])).isEmpty)
        #expect(try Leakage().matches(of: asked, among: Texts([])).isEmpty)
    }
}
