import Foundation
import Testing

@testable import Fairness

@Suite struct UnpairedTests {
    private func report(_ cells: [(group: String, counts: ConfusionCounts)]) -> FairnessReport {
        let records = cells.flatMap { group, cells in
            [(cells.tp, true, true), (cells.fp, false, true), (cells.tn, false, false), (cells.fn, true, false)]
                .flatMap { Array(repeating: (group, $0.1, $0.2), count: $0.0) }
        }
        return FairnessReport(
            outcomes: Outcomes(truth: records.map(\.1), prediction: records.map(\.2)),
            groupings: [Grouping(column: "g", texts: records.map(\.0))])
    }

    private var before: FairnessReport {
        report([
            ("a", ConfusionCounts(tp: 80, fp: 10, tn: 90, fn: 20)),
            ("b", ConfusionCounts(tp: 40, fp: 10, tn: 90, fn: 60)),
        ])
    }

    @Test func `counts alone give Newcombe's interval and Fisher's test`() throws {
        let after = report([
            ("a", ConfusionCounts(tp: 80, fp: 10, tn: 90, fn: 20)),
            ("b", ConfusionCounts(tp: 75, fp: 30, tn: 70, fn: 25)),
        ])
        let comparison = Comparison(before: before, after: after)
        #expect(comparison.isPaired == false)
        let row = try #require(comparison.rows.first { $0.group == "b" && $0.metric == "truePositiveRate" })
        #expect(abs((row.change.difference ?? 0) - 0.35) < 1e-12)
        #expect(row.change.interval == Intervals.newcombe((75, 100), minus: (40, 100)))
        #expect(row.change.test == PairedTest("Fisher, exact", p: RateTests.fisher((75, 100), (40, 100))))
        #expect(row.change.isClear)
        #expect(row.adjusted?.family == comparison.family)
        #expect(comparison.harmed.map(\.metric) == ["falsePositiveRate"])
        let gap = try #require(comparison.gaps.first { $0.metric == "equalOpportunityDifference" })
        #expect(gap.pair == ["a", "b"])
        #expect(abs((gap.difference ?? 0) + 0.35) < 1e-12)
        #expect(gap.interval?.contains(-0.35) == true)
        #expect(gap.isClear)
        #expect(gap.test?.p ?? 1 < 0.001)
        let ratio = try #require(comparison.gaps.first { $0.metric == "demographicParityRatio" })
        #expect(ratio.interval?.contains(ratio.difference ?? 0) == true)
        let text = try comparison.json()
        #expect(try JSONDecoder().decode(Comparison.self, from: Data(text.utf8)).json() == text)
    }

    @Test func `a group that one report lacks is named`() throws {
        let after = report([
            ("a", ConfusionCounts(tp: 80, fp: 10, tn: 90, fn: 20)),
            ("c", ConfusionCounts(tp: 40, fp: 10, tn: 90, fn: 60)),
        ])
        let comparison = Comparison(before: before, after: after)
        #expect(Set(comparison.rows.map(\.group)) == ["a"])
        let gap = try #require(comparison.gaps.first)
        #expect(gap.leftOut.map(\.group) == ["b", "c"])
        #expect(gap.leftOut.map(\.reason) == ["not there after", "not there before"])
        #expect(!gap.isClear)
    }

    @Test func `two equal reports have no clear change`() {
        let comparison = Comparison(before: before, after: before)
        #expect(comparison.rows.allSatisfy { !$0.change.isClear })
        #expect(comparison.gaps.allSatisfy { !$0.isClear })
        #expect(comparison.harmed.isEmpty)
    }

    @Test func `the paired and the unpaired change have one value`() throws {
        let truth = (0..<400).map { $0 % 3 == 0 }
        let was = (0..<400).map { $0 % 5 < 2 }
        let now = (0..<400).map { $0 % 7 < 3 }
        let grouping = Grouping(column: "g", texts: (0..<400).map { $0 % 2 == 0 ? "a" : "b" })
        let paired = Comparison(truth: truth, before: was, after: now, groupings: [grouping], resamples: 50)
        let unpaired = Comparison(
            before: FairnessReport(outcomes: Outcomes(truth: truth, prediction: was), groupings: [grouping]),
            after: FairnessReport(outcomes: Outcomes(truth: truth, prediction: now), groupings: [grouping]))
        #expect(paired.rows.map(\.change.difference) == unpaired.rows.map(\.change.difference))
        #expect(paired.gaps.map(\.difference) == unpaired.gaps.map(\.difference))
        #expect(paired.gaps.map(\.pair) == unpaired.gaps.map(\.pair))
    }
}
