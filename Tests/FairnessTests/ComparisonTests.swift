import Testing

@testable import Fairness

/// Records by the dozen: `times` records of one group, truth, and predictions before and after.
private struct Batch {
    var group: String
    var truth: Bool
    var before: Bool
    var after: Bool
    var times: Int

    init(_ group: String, _ truth: Bool, _ before: Bool, _ after: Bool, _ times: Int) {
        (self.group, self.truth, self.before, self.after, self.times) = (group, truth, before, after, times)
    }

    static func compare(_ batches: [Batch], resamples: Int = 400, seed: UInt64 = 1) -> Comparison {
        let records = batches.flatMap { Array(repeating: $0, count: $0.times) }
        return Comparison(
            truth: records.map(\.truth), before: records.map(\.before), after: records.map(\.after),
            groupings: [Grouping(column: "g", texts: records.map(\.group))], resamples: resamples, seed: seed)
    }
}

extension Comparison {
    fileprivate func row(_ group: String, _ metric: String) throws -> Row {
        try #require(rows.first { $0.group == group && $0.metric == metric })
    }
    fileprivate func gap(_ metric: String) throws -> GapRow { try #require(gaps.first { $0.metric == metric }) }
}

@Suite struct ComparisonTests {
    private let narrowing: [Batch] = [
        Batch("a", true, true, true, 60), Batch("a", true, false, false, 20), Batch("a", false, false, false, 80),
        Batch("b", true, true, true, 20), Batch("b", true, false, true, 40), Batch("b", true, false, false, 20),
        Batch("b", false, false, false, 70), Batch("b", false, false, true, 10),
    ]

    @Test func `a clear improvement is clear, and its price is named`() throws {
        let comparison = Batch.compare(narrowing)
        let better = try comparison.row("b", "truePositiveRate").change
        #expect(better.before.value == 0.25)
        #expect(better.after.value == 0.75)
        #expect(better.difference == 0.5)
        #expect(better.mcnemar ?? 1 < 1e-11)
        #expect(better.isClear)
        #expect(try comparison.row("a", "truePositiveRate").change.isClear == false)
        let gap = try comparison.gap("equalOpportunityDifference")
        #expect(gap.pair == ["a", "b"])
        #expect(gap.before == 0.5)
        #expect(gap.after == 0)
        #expect(gap.difference == -0.5)
        #expect(gap.isClear)
        #expect(
            comparison.harmed == [
                Comparison.Harm(column: "g", group: "b", metric: "falsePositiveRate", difference: 0.125)
            ])
        #expect(comparison.accuracy.difference == 30.0 / 320)
        #expect(comparison.accuracy.isClear)
    }

    @Test func `no change is nowhere clear`() {
        let comparison = Batch.compare(narrowing.map { Batch($0.group, $0.truth, $0.before, $0.before, $0.times) })
        #expect(comparison.rows.allSatisfy { !$0.change.isClear })
        #expect(comparison.gaps.allSatisfy { !$0.isClear })
        #expect(comparison.harmed.isEmpty)
        #expect(comparison.accuracy.interval == Interval(lower: 0, upper: 0))
        #expect(comparison.accuracy.mcnemar == 1)
    }

    @Test func `an interval beside 0 is not clear unless McNemar agrees`() throws {
        // Five gained and none lost: p = .0625, although the bootstrap, blind to what it never saw, excludes 0.
        let comparison = Batch.compare([
            Batch("a", true, false, true, 5), Batch("a", true, true, true, 95), Batch("a", false, false, false, 100),
        ])
        let change = try comparison.row("a", "truePositiveRate").change
        #expect(change.interval?.excludesZero == true)
        #expect(abs((change.mcnemar ?? 0) - 0.0625) < 1e-12)
        #expect(!change.isClear)
    }

    @Test func `McNemar alone is not enough either`() {
        #expect(Change.isClear(Interval(lower: -0.1, upper: 0.3), 0.001) == false)
        #expect(Change.isClear(Interval(lower: 0, upper: 0.3), 0.001) == false)
        #expect(Change.isClear(Interval(lower: 0.1, upper: 0.3), 0.05) == false)
        #expect(Change.isClear(nil, 0.001) == false)
        #expect(Change.isClear(Interval(lower: 0.1, upper: 0.3), nil) == false)
        #expect(Change.isClear(Interval(lower: -0.3, upper: -0.1), 0.049))
    }

    @Test func `a gap's change follows the pair that made it before`() throws {
        let comparison = Batch.compare([
            Batch("a", false, true, false, 80), Batch("a", false, false, false, 20),  // .8 → 0
            Batch("b", false, true, true, 20), Batch("b", false, false, false, 80),  // .2 → .2
            Batch("c", false, true, true, 50), Batch("c", false, false, true, 40), Batch("c", false, false, false, 10),
        ])
        let gap = try comparison.gap("demographicParityDifference")
        #expect(gap.pair == ["a", "b"])
        #expect(abs((gap.before ?? 0) - 0.6) < 1e-15)
        #expect(gap.after == -0.2)  // the two changed places
        #expect(abs((gap.difference ?? 0) + 0.8) < 1e-15)
        #expect(gap.widestAfter == 0.9)  // and c is now the farthest
        let ratio = try comparison.gap("demographicParityRatio")
        #expect(ratio.pair == ["a", "b"])
        #expect(ratio.before == 0.25)
        #expect(ratio.after == nil)  // .2 / 0
    }

    @Test func `equalized odds follow the worse of both rates, whichever it is`() throws {
        // TPR .9 against .6, then equal; FPR equal, then .1 against .8.
        let comparison = Batch.compare([
            Batch("a", true, true, true, 90), Batch("a", true, false, false, 10),
            Batch("b", true, true, true, 60), Batch("b", true, false, true, 30), Batch("b", true, false, false, 10),
            Batch("a", false, true, true, 10), Batch("a", false, false, false, 90),
            Batch("b", false, true, true, 10), Batch("b", false, false, true, 70), Batch("b", false, false, false, 20),
        ])
        let odds = try comparison.gap("equalizedOddsDifference")
        #expect(odds.part == "truePositiveRate" && odds.pair == ["a", "b"])
        #expect(abs((odds.before ?? 0) - 0.3) < 1e-15)
        #expect(abs((odds.after ?? 0) - 0.7) < 1e-15)
        #expect(odds.isClear && (odds.interval?.lower ?? 0) > 0)
    }

    @Test func `a thin group is never clear, and is named`() throws {
        let comparison = Batch.compare([
            Batch("a", true, false, true, 15), Batch("a", false, false, false, 100),
            Batch("b", true, true, true, 50), Batch("b", false, false, false, 100),
        ])
        let row = try comparison.row("a", "truePositiveRate")
        #expect(row.change.difference == 1)
        #expect(row.change.mcnemar ?? 1 < 0.001)
        #expect(row.insufficient == "15 positives, fewer than 20")
        #expect(!row.change.isClear)
        let gap = try comparison.gap("equalOpportunityDifference")
        #expect(gap.insufficient == "a: 15 positives, fewer than 20")
        #expect(!gap.isClear)
    }

    @Test func `predictive value can't be paired, so it is never called clear`() throws {
        let comparison = Batch.compare(narrowing)
        let row = try comparison.row("b", "positivePredictiveValue")
        #expect(row.change.mcnemar == nil)
        #expect(row.change.interval != nil)
        #expect(!row.change.isClear)
        #expect(try comparison.gap("predictiveParityDifference").mcnemar == nil)
    }

    @Test func `the family counts what was tested`() {
        // 2 groups × (selection, TPR, FPR, accuracy), and the change of the pair's difference in each of the four,
        // whichever gaps it makes, and of either odds.
        let comparison = Batch.compare(narrowing)
        #expect(comparison.family == 8 + 5)
    }

    @Test func `one seed gives one text, another seed another`() throws {
        let text = try Batch.compare(narrowing).json()
        #expect(try Batch.compare(narrowing).json() == text)
        #expect(try Batch.compare(narrowing, seed: 2).json() != text)
    }

    @Test func `resampled cells keep the number of records`() {
        let cells = PairedCells(
            truth: [true, true, false, false, true], before: [true, false, true, false, true],
            after: [true, true, false, false, false], codes: [0, 1, 0, 1, -1], groupCount: 2)
        var random = SplitMix64(seed: 5)
        var sizes: Set<Int> = []
        for _ in 0..<50 {
            let drawn = cells.resampled(using: &random).marginals
            #expect(drawn.before[0].n + drawn.before[1].n == 4)
            #expect(drawn.before[0].n == drawn.after[0].n)
            sizes.insert(drawn.before[0].n)
        }
        #expect(sizes.count > 2)
    }

    /// 400 data sets in which a quarter of the positives is gained and a tenth lost: the interval of the change of the
    /// true positive rate should hold .15 in 95 %; three standard errors are .033.
    @Test func `the paired interval covers`() {
        var random = SplitMix64(seed: 77)
        var covered = 0
        for trial in 0..<400 {
            let gained = Binomial(trials: 120, chance: 0.25).draw(using: &random)
            let lost = Binomial(trials: 120 - gained, chance: 0.1 / 0.75).draw(using: &random)
            let changes = [(false, true, gained), (true, false, lost), (true, true, 120 - gained - lost)]
                .flatMap { Array(repeating: ($0.0, $0.1), count: $0.2) }
            let cells = PairedCells(
                truth: Array(repeating: true, count: 120), before: changes.map(\.0), after: changes.map(\.1),
                codes: Array(repeating: 0, count: 120), groupCount: 1)
            let bootstrap = PairedBootstrap(cells, resamples: 199, seed: UInt64(trial), purpose: "coverage")
            let change = Change(.truePositiveRate, of: 0, bootstrap) { _, _ in true }
            if change.interval?.contains(0.15) == true { covered += 1 }
        }
        #expect(Double(covered) / 400 > 0.95 - 0.033)
        #expect(Double(covered) / 400 < 0.95 + 0.033)
    }

    /// Without any true change a clear change should be rarer than one in twenty.
    @Test func `noise is seldom called clear`() {
        var random = SplitMix64(seed: 78)
        var clear = 0
        for trial in 0..<200 {
            let flipped = Binomial(trials: 100, chance: 0.2).draw(using: &random)
            let gained = Binomial(trials: flipped, chance: 0.5).draw(using: &random)
            let comparison = Batch.compare(
                [
                    Batch("a", true, false, true, gained), Batch("a", true, true, false, flipped - gained),
                    Batch("a", true, true, true, 100 - flipped), Batch("b", true, true, true, 50),
                    Batch("b", true, false, false, 50),
                ], resamples: 99, seed: UInt64(trial))
            if comparison.gaps.first(where: { $0.metric == "equalOpportunityDifference" })?.isClear == true {
                clear += 1
            }
        }
        #expect(Double(clear) / 200 < 0.05 + 0.046)
    }
}
