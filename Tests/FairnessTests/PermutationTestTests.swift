import Testing

@testable import Fairness

@Suite struct PermutationTestTests {
    func selected(_ hits: Int, of n: Int) -> ConfusionCounts { ConfusionCounts(tp: hits, tn: n - hits) }

    @Test func `two groups are summed exactly`() throws {
        // 2 of 2 against 0 of 2: of the 6 ways to deal 2 successes, 2 give a gap of 1, the other 4 a gap of 0.
        let test = try #require(
            PermutationTest(.demographicParityDifference, [selected(2, of: 2), selected(0, of: 2)], seed: 1))
        #expect(test.kind == "exact")
        #expect(test.permutations == nil)
        #expect(abs(test.p - 1.0 / 3) < 1e-15)
        #expect(abs(test.byChance - 1.0 / 3) < 1e-15)
    }

    @Test func `drawn permutations agree with counting`() throws {
        // 2, 1, 0 of 2 each: of the 20 ways to deal 3 successes to 6, 8 give 1-1-1 (gap 0), 12 give 2-1-0 (gap 1).
        let counts = [selected(2, of: 2), selected(1, of: 2), selected(0, of: 2)]
        let test = try #require(
            PermutationTest(.demographicParityDifference, counts, permutations: 4999, seed: 7))
        #expect(test.kind == "drawn")
        #expect(abs(test.p - 0.6) < 0.02)
        #expect(abs(test.byChance - 0.6) < 0.02)
        let again = PermutationTest(.demographicParityDifference, counts, permutations: 4999, seed: 7)
        #expect(test == again)
    }

    @Test(arguments: [(2, 200, 0.037), (5, 100, 0.106), (5, 30, 0.193)])
    func `the gap by chance is as known at a rate of .3`(groups: Int, size: Int, expected: Double) throws {
        let counts = Array(repeating: selected(size * 3 / 10, of: size), count: groups)
        let test = try #require(PermutationTest(.demographicParityDifference, counts, seed: 3))
        #expect(abs(test.byChance - expected) < 0.004)
        #expect(abs(test.p - 1) < 1e-9)  // no gap at all: every permutation is as extreme
    }

    @Test(arguments: [(2, 200, 0.15), (5, 100, 0.83), (5, 30, 0.97)])
    func `four fifths fail by chance alone as often as known`(groups: Int, size: Int, expected: Double) {
        var random = SplitMix64(seed: 11)
        var failed = 0
        for _ in 0..<2000 {
            let counts = (0..<groups).map { _ in
                selected(Binomial(trials: size, chance: 0.3).draw(using: &random), of: size)
            }
            let metric = GapMetric.demographicParityRatio
            if let ratio = metric.spread(metric.rates(counts))?.value, ratio < 0.8 { failed += 1 }
        }
        #expect(abs(Double(failed) / 2000 - expected) < 0.03)
    }

    @Test func `groups without a denominator take no part`() throws {
        let absent = ConfusionCounts(fp: 3, tn: 4)
        let two = [ConfusionCounts(tp: 9, fn: 1), ConfusionCounts(tp: 2, fn: 8)]
        let test = try #require(PermutationTest(.equalOpportunityDifference, two + [absent], seed: 1))
        #expect(test == PermutationTest(.equalOpportunityDifference, two, seed: 1))
        #expect(PermutationTest(.equalOpportunityDifference, [two[0], absent], seed: 1) == nil)
    }

    /// Groups of very different base rates and one true positive rate: the case in which permuting all records rejects
    /// a true null far too often. 400 data sets at level .05 have a standard error of .011; the bound is three of them.
    @Test(arguments: [GapMetric.equalOpportunityDifference, .equalizedOddsDifference, .falsePositiveRateDifference])
    func `a true null is rejected at the level`(metric: GapMetric) throws {
        var random = SplitMix64(seed: 90)
        var rejected = 0
        for trial in 0..<400 {
            let counts = [(140, 20), (40, 120), (80, 60)].map { positives, negatives in
                let tp = Binomial(trials: positives, chance: 0.6).draw(using: &random)
                let fp = Binomial(trials: negatives, chance: 0.2).draw(using: &random)
                return ConfusionCounts(tp: tp, fp: fp, tn: negatives - fp, fn: positives - tp)
            }
            let test = try #require(PermutationTest(metric, counts, permutations: 99, seed: UInt64(trial)))
            if test.p <= 0.05 { rejected += 1 }
        }
        let rate = Double(rejected) / 400
        #expect(rate < 0.05 + 0.033)
        #expect(rate > 0.05 - 0.033)
    }

    @Test func `a planted gap is found`() throws {
        let counts = [selected(60, of: 100), selected(30, of: 100), selected(45, of: 100)]
        let test = try #require(PermutationTest(.demographicParityDifference, counts, seed: 5))
        #expect(test.p < 0.01)
        #expect(test.byChance < 0.15)
    }
}
