import Learning
import Records
import TestSupport
import Testing

@testable import Detection

@Suite struct NearDuplicatesTests {
    static let shinglings: [Shingling] = [.words, .characters, .automatic]

    @Test(arguments: shinglings)
    func `every pair at or above the threshold is found, and none below`(_ shingling: Shingling) throws {
        for (seed, shape) in [(4, 3), (30, 12), (300, 30), (40, 90)].enumerated() {
            let texts = RandomTexts.make(90, words: shape.0, longest: shape.1, seed: UInt64(seed))
            let half = SlowDuplicates(zones: SlowDuplicates.zones(shingling), tenths: 5).similarities(texts)
            for tenths in 5...10 {
                let all = half.filter { $0.value >= Double(tenths) / 10 }
                let finder = NearDuplicates(shingling, threshold: try JaccardThreshold(Double(tenths) / 10))
                let pairs = try finder.pairs(Texts(texts))
                for pair in pairs { #expect(all[[pair.first, pair.second]] == pair.similarity) }
                // A row with the content of an earlier one is paired with the first such alone.
                let firsts = all.keys.filter { pair in
                    let isCopy = { (row: Int) in (0..<row).contains { all[[$0, row]] == 1 } }
                    return all[pair] == 1 ? !isCopy(pair[0]) : !isCopy(pair[0]) && !isCopy(pair[1])
                }
                #expect(Set(pairs.map { [$0.first, $0.second] }).isSuperset(of: firsts))
                #expect(try finder.clusters(Texts(texts)).map { $0 } == SlowDuplicates.clusters(all, texts.count))
            }
        }
    }

    @Test func `a text that differs in case, punctuation and spacing is the same`() throws {
        let texts = Texts(["Send it to me today, please.", "Something else.", "send  IT to me\ttoday please!"])
        #expect(try NearDuplicates().clusters(texts).map { $0 } == [[0, 2]])
        #expect(try NearDuplicates().pairs(texts).map(\.similarity) == [1])
    }

    @Test func `an accent behind its letter is one in it, and a final sigma is a sigma`() throws {
        let texts = Texts(["cafe\u{301} de la gare", "CAFÉ de la gare", "ΟΔΟΣ ΟΔΥΣΣΕΩΣ", "οδος οδυσσεως"])
        #expect(try NearDuplicates().clusters(texts).map { $0 } == [[0, 1], [2, 3]])
    }

    @Test func `a word exchanged in a long text, and in a short one, makes a near-duplicate`() throws {
        let long = (0..<80).map { "word\($0)" }
        var changed = long
        changed[40] = "other"
        let short =
            "the quick brown fox jumps over the lazy dog and then it goes to sleep under the old oak tree by the river"
        let texts = Texts([
            long.joined(separator: " "), changed.joined(separator: " "), short, short.replacing("lazy", with: "tired"),
        ])
        #expect(try NearDuplicates().clusters(texts).map { $0 } == [[0, 1], [2, 3]])
    }

    @Test func `scripts without blanks are compared by their characters, at any length`() throws {
        let sentence = String(repeating: "今天天气很好我们一起去公园散步然后回家吃饭", count: 1)
        let long = (0..<30).map { "第\($0)天我們去了公園散步看到很多花" }.joined()
        let texts = Texts([sentence, sentence + "吧", "完全不同的另外一句话没有任何关系", long, long.replacing("第7天", with: "第七天")])
        #expect(try NearDuplicates().clusters(texts).map { $0 } == [[0, 1], [3, 4]])
        #expect(try NearDuplicates(.words).clusters(texts).map { $0 } == [[0, 1], [3, 4]])
    }

    @Test func `empty texts resemble nothing, and signs are compared as they stand`() throws {
        let texts = Texts(["", " ", "\n", "😀😀😀", "😀 😀😀", "😀😀😀", "!!!", "!!!", ""])
        #expect(try NearDuplicates().clusters(texts).map { $0 } == [[3, 5], [6, 7]])
    }

    @Test func `a template with a number each is one cluster, and copies are another`() throws {
        let words =
            "your order has been received and will be sent to the address that you gave us thank you for your trust number"
        let texts = (0..<6_000).map { $0 % 3 == 2 ? "the same every time \(0)" : "\(words) \($0)" }
        let clusters = try NearDuplicates().clusters(Texts(texts))
        #expect(clusters.count == 2)
        #expect(clusters.rowCount == 6_000)
        #expect(clusters[1].count == 2_000)
        #expect(clusters.cluster(of: 5) == 1)
    }

    @Test func `a long text is taken whole`() throws {
        var dice = Seeded(9)
        let words = (0..<60_000).map { _ in String(dice.next() % 5_000) }
        var changed = words
        for place in stride(from: 0, to: 60_000, by: 100) { changed[place] = "x" }
        let texts = [
            words.joined(separator: " "), "short", changed.joined(separator: " "),
            String(repeating: "a", count: 200_000),
        ]
        let pairs = try NearDuplicates().pairs(Texts(texts))
        #expect(pairs.map(\.first) == [0] && pairs.map(\.second) == [2])
        #expect(NearDuplicates().similarity(texts[0], texts[2]) == pairs.first?.similarity)
    }

    @Test func `cancelled, it stops, and a failing reader is heard`() throws {
        let texts = Texts(["a b c", "a b c"])
        let work = Work(report: { _ in }, cancellation: Cancellation { true })
        #expect(throws: CancellationError.self) { try NearDuplicates().clusters(texts, work: work) }
        struct Gone: Error {}
        let failing = Texts(count: 3) { _, _ in throw Gone() }
        #expect(throws: Gone.self) { try NearDuplicates().clusters(failing) }
    }

    @Test func `a threshold is a share from a half to one`() throws {
        #expect(throws: (any Error).self) { try JaccardThreshold(0.49) }
        #expect(throws: (any Error).self) { try JaccardThreshold(1.01) }
        #expect(throws: (any Error).self) { try JaccardThreshold(.nan) }
        #expect(try JaccardThreshold(0.8) == .usual)
    }

    @Test func `sizes, overlaps and prefixes follow from the threshold in whole numbers`() throws {
        for tenths in 5...10 {
            let threshold = try JaccardThreshold(Double(tenths) / 10)
            for first in 1...60 {
                for second in 1...60 {
                    let least = threshold.leastOverlap(first, second)
                    // o / (a + b − o) ≥ t, without a fraction.
                    #expect(10 * least >= tenths * (first + second - least))
                    #expect(10 * (least - 1) < tenths * (first + second - least + 1))
                }
                #expect(10 * threshold.leastSize(besides: first) >= tenths * first)
                #expect(tenths * threshold.mostSize(besides: first) <= 10 * first)
            }
        }
    }
}
