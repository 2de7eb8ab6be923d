import Foundation
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
        #expect(better.test?.p ?? 1 < 1e-11)
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
        // Nothing lost and nothing gained is no proof that nothing is: the interval has width.
        #expect(comparison.accuracy.interval == PairedRate.bonettPrice(gained: 0, lost: 0, of: 320))
        #expect(comparison.accuracy.test == PairedTest("McNemar, exact", p: 1))
    }

    @Test func `a test that agrees is not enough where it is one of many`() throws {
        // Six gained and none lost: McNemar's p = .0312, but in view of the family it is no more than chance.
        let comparison = Batch.compare([
            Batch("a", true, false, true, 6), Batch("a", true, true, true, 194), Batch("a", false, false, false, 200),
            Batch("b", true, true, true, 100), Batch("b", false, false, false, 100),
        ])
        let row = try comparison.row("a", "truePositiveRate")
        #expect(row.change.interval?.excludesZero == true)
        #expect(abs((row.change.test?.p ?? 0) - 0.03125) < 1e-12)
        #expect(row.adjusted?.p ?? 0 > 0.05)
        #expect(!row.change.isClear)
    }

    @Test func `clear is what both the interval and the adjusted test say`() {
        func adjusted(_ p: Double) -> AdjustedP { AdjustedP(p: p, method: .benjaminiHochberg, family: 9) }
        #expect(Change.isClear(Interval(lower: -0.1, upper: 0.3), adjusted(0.001)) == false)
        #expect(Change.isClear(Interval(lower: 0, upper: 0.3), adjusted(0.001)) == false)
        #expect(Change.isClear(Interval(lower: 0.1, upper: 0.3), adjusted(0.051)) == false)
        #expect(Change.isClear(nil, adjusted(0.001)) == false)
        #expect(Change.isClear(Interval(lower: 0.1, upper: 0.3), nil) == false)
        #expect(Change.isClear(Interval(lower: -0.3, upper: -0.1), adjusted(0.05)))
    }

    @Test func `a gap's change follows the pair that is the widest in the mean of before and after`() throws {
        let comparison = Batch.compare([
            Batch("a", false, true, false, 80), Batch("a", false, false, false, 20),  // .8 → 0
            Batch("b", false, true, true, 20), Batch("b", false, false, false, 80),  // .2 → .2
            Batch("c", false, true, true, 50), Batch("c", false, false, true, 40), Batch("c", false, false, false, 10),
        ])
        // Before .8, .2, .5; after 0, .2, .9; in the mean .4, .2, .7.
        let gap = try comparison.gap("demographicParityDifference")
        #expect(gap.pair == ["c", "b"])
        #expect(abs((gap.before ?? 0) - 0.3) < 1e-15)
        #expect(abs((gap.after ?? 0) - 0.7) < 1e-15)
        #expect(gap.isClear)
        #expect(abs((gap.range?.before ?? 0) - 0.6) < 1e-15 && gap.range?.after == 0.9)  // whoever makes it
        #expect(gap.isOfAllGroups)
        #expect(gap.widestAfter == 0.9)
        let ratio = try comparison.gap("demographicParityRatio")
        #expect(ratio.pair == ["c", "b"])
        #expect(ratio.before == 0.4)
        #expect(ratio.test == gap.test)
    }

    @Test func `a pair's change is not said of all groups where the range stays`() throws {
        // c takes the place that a leaves: the pair a, b narrows, the range does not.
        let comparison = Batch.compare([
            Batch("a", false, true, true, 120), Batch("a", false, true, false, 60), Batch("a", false, false, false, 20),
            Batch("b", false, true, true, 20), Batch("b", false, false, false, 180),
            Batch("c", false, true, true, 100), Batch("c", false, false, true, 80), Batch("c", false, false, false, 20),
        ])
        let gap = try comparison.gap("demographicParityDifference")
        #expect(gap.isClear)
        #expect(gap.range.map { abs($0.after - $0.before) < 1e-12 } == true)
        #expect(!gap.isOfAllGroups)
    }

    @Test func `equalized odds follow the worse of both rates, in its sign`() throws {
        // TPR .9 against .6, then equal; FPR equal, then .1 against .8.
        let comparison = Batch.compare([
            Batch("a", true, true, true, 90), Batch("a", true, false, false, 10),
            Batch("b", true, true, true, 60), Batch("b", true, false, true, 30), Batch("b", true, false, false, 10),
            Batch("a", false, true, true, 10), Batch("a", false, false, false, 90),
            Batch("b", false, true, true, 10), Batch("b", false, false, true, 70), Batch("b", false, false, false, 20),
        ])
        let odds = try comparison.gap("equalizedOddsDifference")
        // In the mean TPR is .15 apart, FPR .35.
        #expect(odds.part == "falsePositiveRate" && odds.pair == ["b", "a"])
        #expect(odds.before == 0)
        #expect(odds.range.map { abs($0.before - 0.3) < 1e-15 && abs($0.after - 0.7) < 1e-15 } == true)
        #expect(try comparison.gap("predictiveParityDifference").followedRate == nil)
        #expect(odds.followedRate == "false positive rate")
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
        #expect(row.change.test?.p ?? 1 < 0.001)
        #expect(row.change.interval == nil)
        #expect(row.change.noInterval == "15 positives, fewer than the 20 that an interval needs")
        #expect(row.insufficient == "15 positives, fewer than 20")
        #expect(!row.change.isClear)
        let gap = try comparison.gap("equalOpportunityDifference")
        #expect(gap.insufficient == "a: 15 positives, fewer than 20")
        #expect(!gap.isClear)
    }

    @Test func `a predictive value is judged by swaps, as its denominator changes`() throws {
        let comparison = Batch.compare(narrowing)
        let row = try comparison.row("b", "positivePredictiveValue")
        #expect(row.change.test?.name == "swaps, exact")
        #expect(row.change.intervalMethod == "MOVER of Wilson")
        let gap = try comparison.gap("predictiveParityDifference")
        #expect(gap.test?.name.hasPrefix("swaps, ") == true)
    }

    @Test func `F1 and balanced accuracy are compared too`() throws {
        let composites = try #require(Batch.compare(narrowing).composites)
        #expect(composites.map(\.group) == ["all", "all", "a", "a", "b", "b"])
        let better = try #require(composites.last)
        #expect(better.metric == "balancedAccuracy" && better.isClear)
        #expect(abs((better.difference ?? 0) - (0.5 - 0.125) / 2) < 1e-12)
        #expect(better.interval?.contains(better.difference ?? 0) == true)
    }

    @Test func `the family counts what was tested`() {
        // All records' accuracy; 2 groups × (selection, TPR, FPR, PPV, accuracy); the change of the pair's difference in each
        // of the five and in the false omission rate, whichever gaps it makes, both odds' among them; F1 and balanced
        // accuracy of all and of either group.
        let comparison = Batch.compare(narrowing)
        let gaps = Set(comparison.gaps.filter { $0.insufficient == nil && $0.p != nil }.compactMap(\.hypothesis)).count
        #expect(gaps == 6)
        let rows = comparison.rows.filter { $0.insufficient == nil && $0.change.p != nil }.count
        #expect(rows == 10)
        let composites = (comparison.composites ?? []).filter { $0.insufficient == nil }.count
        #expect(comparison.family == 1 + rows + gaps + composites)
    }

    @Test func `what was declared is judged by joint swaps, the rest as a scan`() throws {
        let records = narrowing.flatMap { Array(repeating: $0, count: $0.times) }
        let comparison = Comparison(
            truth: records.map(\.truth), before: records.map(\.before), after: records.map(\.after),
            groupings: [Grouping(column: "g", texts: records.map(\.group))],
            declared: ["equalOpportunityDifference", "falsePositiveRateDifference"])
        let gap = try comparison.gap("equalOpportunityDifference")
        #expect(gap.adjusted?.method == .westfallYoung && gap.adjusted?.family == 2)
        #expect(gap.adjusted?.p ?? 1 <= 0.001 && gap.isClear)
        #expect(try comparison.gap("accuracyDifference").adjusted?.method == .benjaminiHochberg)
    }

    @Test func `one seed gives one text, another seed another`() throws {
        let text = try Batch.compare(narrowing).json()
        #expect(try Batch.compare(narrowing).json() == text)
        #expect(try Batch.compare(narrowing, seed: 2).json() != text)
    }

    /// Without any true change a clear change should be rarer than one in twenty.
    @Test func `noise is seldom called clear`() {
        var random = SplitMix64(seed: 78)
        var clear = 0
        for trial in 0..<100 {
            let flipped = Binomial(trials: 100, chance: 0.2).draw(using: &random)
            let gained = Binomial(trials: flipped, chance: 0.5).draw(using: &random)
            let comparison = Batch.compare(
                [
                    Batch("a", true, false, true, gained), Batch("a", true, true, false, flipped - gained),
                    Batch("a", true, true, true, 100 - flipped), Batch("b", true, true, true, 50),
                    Batch("b", true, false, false, 50),
                ], resamples: 99, seed: UInt64(trial))
            let gap = comparison.gaps.first { $0.metric == "equalOpportunityDifference" }
            if gap?.interval?.excludesZero == true, gap?.p ?? 1 <= 0.05 { clear += 1 }
        }
        #expect(Double(clear) / 100 < 0.05 + 0.066)
    }

    @Test func `without truth decisions alone are compared, and nothing that needs truth is said`() throws {
        let records = narrowing.flatMap { Array(repeating: $0, count: $0.times) }
        func compare(_ truth: [Bool], knows: Bool) -> Comparison {
            Comparison(
                truth: truth, before: records.map(\.before), after: records.map(\.after),
                scoresBefore: records.map { $0.before ? 0.9 : 0.1 }, scoresAfter: records.map { $0.after ? 0.9 : 0.1 },
                knowsTruth: knows, groupings: [Grouping(column: "g", texts: records.map(\.group))], resamples: 400)
        }
        let told = compare(records.map(\.truth), knows: true)
        let untold = compare(records.map { _ in false }, knows: false)
        #expect(told.knowsTruth == nil && untold.knowsTruth == false)
        #expect(Set(untold.rows.map(\.metric)) == ["selectionRate"])
        #expect(untold.gaps.map(\.metric) == ["demographicParityDifference", "demographicParityRatio"])
        #expect(untold.harmed.isEmpty && untold.scores == nil && untold.composites == nil)
        #expect(untold.accuracy.before.value == nil && untold.accuracy.before.undefined == Metric.noTruth)
        #expect(untold.accuracy.difference == nil && untold.accuracy.test == nil)
        // Selection rates and their test need no truth, so they are what they are with it.
        let (a, b) = (try told.row("b", "selectionRate").change, try untold.row("b", "selectionRate").change)
        #expect(a.before == b.before && a.after == b.after && a.interval == b.interval && a.test == b.test)
        #expect(
            try told.gap("demographicParityDifference").difference
                == untold.gap("demographicParityDifference").difference)
        let read = try JSONDecoder().decode(Comparison.self, from: Data(try untold.json().utf8))
        #expect(try read.json() == untold.json())
    }

    @Test func `the accuracy gap of several classes is declared and tested by what is right`() throws {
        // One class against the rest says the same before and after; what is right of the others changes in group b.
        let groups = (0..<400).map { $0 < 200 ? "a" : "b" }
        let right = (
            before: (0..<400).map { $0 % 2 == 0 }, after: (0..<400).map { $0 < 200 ? $0 % 2 == 0 : $0 % 10 != 0 }
        )
        let said = (0..<400).map { $0 % 3 == 0 }
        func compare(_ right: (before: [Bool], after: [Bool])?, _ declared: [String]) -> Comparison {
            Comparison(
                truth: said, before: said, after: said, right: right,
                groupings: [Grouping(column: "g", texts: groups)], declared: declared, resamples: 200)
        }
        let declared = try compare(right, ["accuracyDifference"]).gap("accuracyDifference")
        #expect(declared.test?.p ?? 1 < 1e-6)
        #expect(declared.adjusted?.method == .westfallYoung && declared.adjusted?.p ?? 1 <= 0.001)
        #expect(declared.isClear && declared.range?.test?.p ?? 1 < 0.01)
        // Nothing changed where nothing is right that was wrong.
        let none = try compare((right.before, right.before), ["accuracyDifference"]).gap("accuracyDifference")
        #expect(none.adjusted.map { $0.p == 1 } ?? true)
        // Two classes: right and wrong follow from the cells, and the joint draws are those of before.
        let (a, b) = (Batch.compare(narrowing), Batch.compare(narrowing))
        #expect(try a.json() == b.json())
    }
}
