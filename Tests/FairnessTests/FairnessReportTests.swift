import Fairness
import Foundation
import Testing

@Suite struct FairnessReportTests {
    let outcomes = Outcomes(
        truth: [true, true, false, false, true, false, false, true],
        prediction: [true, false, true, false, true, false, false, false])
    let sex = Grouping(column: "sex", texts: ["f", "f", "f", "m", "m", "m", nil, "f"])

    @Test func `groups, gaps and the unknown are counted`() {
        let report = FairnessReport(outcomes: outcomes, groupings: [sex])
        #expect(report.n == 8)
        #expect(report.overall.n == 8)
        #expect(report.groups.map(\.value) == ["f", "m"])
        #expect(report.groups[0].counts == ConfusionCounts(tp: 1, fp: 1, tn: 0, fn: 2))
        #expect(report.groups[1].counts == ConfusionCounts(tp: 1, fp: 0, tn: 2, fn: 0))
        #expect(report.unknown.map(\.column) == ["sex"])
        #expect(report.unknown.map(\.count) == [1])
        #expect(report.verdicts.contains("sex: 1 of 8 records have no known group."))
        #expect(report.gaps.count == 2 * GapMetric.all.count)
        #expect(report.gaps.filter { $0.kind == .pair }.allSatisfy { $0.groups == ["m", "f"] })
        #expect(report.gap("equalOpportunityDifference", in: "sex")?.value == 1 - 1.0 / 3)
        #expect(report.gap("equalOpportunityDifference", in: "sex")?.verdict == Gap.insufficientEvidence)
    }

    @Test func `a chosen reference is used and an absent one is named`() {
        let chosen = FairnessReport(outcomes: outcomes, groupings: [sex], reference: ["sex": "m"])
        #expect(chosen.gaps.filter { $0.kind == .pair }.allSatisfy { $0.groups == ["f", "m"] })
        let absent = FairnessReport(outcomes: outcomes, groupings: [sex], reference: ["sex": "x"])
        #expect(absent.verdicts.contains("sex: there is no group 'x'; compared with 'f', the largest."))
    }

    @Test func `of equally large groups the first by name is the reference`() {
        let even = Grouping(column: "g", texts: ["b", "a", "b", "a", "b", "a", "b", "a"])
        let report = FairnessReport(outcomes: outcomes, groupings: [even])
        #expect(report.gaps.filter { $0.kind == .pair }.allSatisfy { $0.groups == ["b", "a"] })
    }

    @Test func `the JSON has the stated keys, and equal audits give equal text`() throws {
        let race = Grouping(column: "race", texts: ["x", "y", "z", "x", "y", "z", "x", "y"])
        let text = try FairnessReport(outcomes: outcomes, groupings: [sex, race]).json()
        #expect(text == (try FairnessReport(outcomes: outcomes, groupings: [sex, race]).json()))
        let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let group = try #require((root["groups"] as? [[String: Any]])?.first)
        #expect(Set(group.keys) == ["column", "value", "n", "tp", "fp", "tn", "fn", "metrics"])
        let rate = try #require((group["metrics"] as? [String: [String: Any]])?["truePositiveRate"])
        #expect(Set(rate.keys) == ["value", "numerator", "denominator", "interval"])
        let gap = try #require((root["gaps"] as? [[String: Any]])?.first)
        #expect(Set(gap.keys).isSuperset(of: ["column", "metric", "groups", "value", "interval", "test", "verdict"]))
        #expect(gap["interval"] is NSNull)
        #expect(root["verdicts"] is [String])
        let decoded = try JSONDecoder().decode(FairnessReport.self, from: Data(text.utf8))
        #expect(try decoded.json() == text)
    }

    @Test func `a column's figures do not depend on the other columns`() {
        let race = Grouping(column: "race", texts: ["x", "y", "z", "x", "y", "z", "x", "y"])
        let alone = FairnessReport(outcomes: outcomes, groupings: [race])
        let after = FairnessReport(outcomes: outcomes, groupings: [sex, race])
        #expect(alone.gaps == after.gaps.filter { $0.column == "race" })
    }

    @Test func `a column of one group or of none has no gap`() {
        for text in ["x", nil] {
            let grouping = Grouping(column: "g", texts: Array(repeating: text, count: 8))
            let report = FairnessReport(outcomes: outcomes, groupings: [grouping])
            #expect(report.gaps.count == GapMetric.all.count)
            #expect(report.gaps.allSatisfy { $0.value == nil && $0.verdict == Gap.insufficientEvidence })
        }
    }
}
