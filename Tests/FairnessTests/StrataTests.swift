import Foundation
import Testing

@testable import Fairness

@Suite struct StrataTests {
    @Test func `groups, gaps and figures are measured within every group of a control column`() throws {
        let report = FairnessReport(HandComputed.input)
        let strata = try #require(report.strata)
        #expect(strata.map(\.stratum) == [Stratum(column: "c", value: "x"), Stratum(column: "c", value: "y")])
        #expect(strata.map(\.n) == [9, 11])
        let y = strata[1]
        #expect(y.groups.map(\.counts) == [ConfusionCounts(fp: 1, tn: 2, fn: 2), ConfusionCounts(fp: 2, tn: 3, fn: 1)])
        #expect((y.groups.map(\.stratum) + y.gaps.map(\.stratum)).allSatisfy { $0 == y.stratum })
        let parity = try #require(y.gaps.first { $0.metric == "demographicParityDifference" && $0.kind == .maxMin })
        let value = try #require(parity.value)
        let byHand: Double = 2.0 / 6 - 1.0 / 5
        #expect(abs(value - byHand) < 1e-12)
        let shown = (report.figures ?? []).filter { $0.metric == "groupShare" && $0.group == "a" }
        let shares: [Double?] = [11.0 / 19, 6.0 / 8, 5.0 / 11]
        #expect(shown.map(\.value) == shares)
        #expect(shown.map(\.stratum?.value) == [nil, "x", "y"])
    }

    @Test func `a report with strata and figures is read back, and one of earlier versions still is`() throws {
        let text = try FairnessReport(HandComputed.input).json()
        let decoded = try JSONDecoder().decode(FairnessReport.self, from: Data(text.utf8))
        #expect(try decoded.json() == text)
        var old = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        for key in ["strata", "figures", "settings", "curves", "fourFifths"] { old[key] = nil }
        let earlier = try JSONDecoder().decode(
            FairnessReport.self, from: try JSONSerialization.data(withJSONObject: old))
        #expect(earlier.strata == nil && earlier.figures == nil)
    }
}

@Suite struct ReferenceGroupTests {
    /// Group a is the largest, b has the best rates, c is best of all by one record.
    let input: AuditInput = {
        let cells: [(String, Bool, Bool, Int)] = [
            ("a", true, true, 20), ("a", true, false, 20), ("a", false, true, 20), ("a", false, false, 20),
            ("b", true, true, 20), ("b", true, false, 5), ("b", false, true, 5), ("b", false, false, 20),
            ("c", true, true, 1), ("c", false, false, 1),
        ]
        let rows = cells.flatMap { Array(repeating: $0, count: $0.3) }
        return AuditInput(
            outcomes: Outcomes(truth: rows.map(\.1), prediction: rows.map(\.2)),
            groupings: [Grouping(column: "g", texts: rows.map(\.0))])
    }()

    func references(_ metric: String, _ change: (inout AuditInput) -> Void) -> Set<String> {
        var input = input
        change(&input)
        let pairs = FairnessReport(input).gaps.filter { $0.kind == .pair && $0.metric == metric }
        return Set(pairs.map { $0.groups[1] })
    }

    @Test func `the reference is the largest, the best by the metric with enough evidence, or the named one`() {
        for metric in ["equalOpportunityDifference", "falsePositiveRateDifference", "accuracyRatio"] {
            #expect(references(metric) { _ in } == ["a"])
            #expect(references(metric) { $0.settings.reference = .best } == ["b"], "\(metric)")
            #expect(references(metric) { $0.settings.references = ["g": "c"] } == ["c"])
            #expect(
                references(metric) {
                    $0.settings.reference = .best
                    $0.settings.minimumDenominator = 1
                } == ["c"], "\(metric)")
        }
        // Of selection rates, which have no better side, the highest: a and b have ½.
        #expect(references("demographicParityDifference") { $0.settings.reference = .best } == ["a"])
    }
}
