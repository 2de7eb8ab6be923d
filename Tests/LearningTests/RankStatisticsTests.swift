import Learning
import TestSupport
import Testing

@Suite struct RankStatisticsTests {
    @Test func `the area is the share of pairs in order, ties counting half`() {
        #expect(RankStatistics.auc(scores: [1, 2, 3, 4], labels: [false, false, true, true]) == 1)
        #expect(RankStatistics.auc(scores: [4, 3, 2, 1], labels: [false, false, true, true]) == 0)
        #expect(RankStatistics.auc(scores: [1, 1, 1], labels: [true, false, true]) == 0.5)
        #expect(RankStatistics.auc(scores: [0.1, 0.4, 0.35, 0.8], labels: [false, false, true, true]) == 0.75)
        #expect(RankStatistics.auc(scores: [1, 2, 2, 3], labels: [false, true, false, true]) == 0.875)
    }

    @Test func `one class has no area`() {
        #expect(RankStatistics.auc(scores: [1, 2], labels: [true, true]) == nil)
        #expect(RankStatistics.auc(scores: [], labels: []) == nil)
    }

    @Test func `the area equals counting every pair`() {
        var random = Seeded(2)
        let scores = (0..<200).map { _ in (random.fraction() * 20).rounded() }
        let labels = (0..<200).map { _ in random.next() % 3 == 0 }
        var (won, pairs) = (0.0, 0.0)
        for i in 0..<200 where labels[i] {
            for j in 0..<200 where !labels[j] {
                won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0
                pairs += 1
            }
        }
        #expect(RankStatistics.auc(scores: scores, labels: labels) == won / pairs)
    }
}
