import Fairness
import Foundation
import Testing

private let reason: Comment = "needs the shared reference files (LETHE_SHARED or ../shared)"

/// "positive" where the field, read as a number, is 1.
private func flags(_ fields: [String]?) throws -> [Bool] { try #require(fields).map { Double($0) == 1 } }

private func metrics(_ report: GroupReport) -> [(name: String, value: MetricValue?)] {
    [
        ("base_rate", report.metrics["baseRate"]), ("selection_rate", report.metrics["selectionRate"]),
        ("tpr", report.metrics["truePositiveRate"]), ("fpr", report.metrics["falsePositiveRate"]),
        ("fnr", report.metrics["falseNegativeRate"]), ("tnr", report.metrics["trueNegativeRate"]),
        ("ppv", report.metrics["positivePredictiveValue"]), ("npv", report.metrics["negativePredictiveValue"]),
        ("fdr", report.metrics["falseDiscoveryRate"]), ("for", report.metrics["falseOmissionRate"]),
        ("accuracy", report.metrics["accuracy"]),
    ]
}

/// Expects counts and every rate of a group to be the reference's, to 1e-12; undefined where it has null.
private func expectSame(_ report: GroupReport, _ reference: [String: Any]) throws {
    #expect(report.n == reference["n"] as? Int)
    #expect(report.tp == reference["tp"] as? Int)
    #expect(report.fp == reference["fp"] as? Int)
    #expect(report.tn == reference["tn"] as? Int)
    #expect(report.fn == reference["fn"] as? Int)
    for (name, value) in metrics(report) {
        let ours = try #require(value)
        if let expected = reference[name] as? Double {
            #expect(abs(try #require(ours.value) - expected) < 1e-12, "\(report.value) \(name)")
        } else {
            #expect(reference[name] is NSNull)
            #expect(ours.value == nil && ours.undefined != nil, "\(report.value) \(name)")
        }
    }
}

private func expectInterval(_ interval: Interval?, _ ends: Any?, _ tolerance: Double = 1e-12) throws {
    let (interval, ends) = (try #require(interval), try #require(ends as? [Double]))
    #expect(abs(interval.lower - ends[0]) < tolerance)
    #expect(abs(interval.upper - ends[1]) < tolerance)
}

@Suite(.enabled(if: Shared.has("data/compas.csv"), reason)) struct CompasTests {
    let outcomes: Outcomes
    let races: [String]

    init() throws {
        let columns = try Shared.columns("data/compas.csv")
        outcomes = Outcomes(truth: try flags(columns["label_value"]), prediction: try flags(columns["score"]))
        races = try #require(columns["race"])
    }

    /// Whether a figure prints as the six digits of the reference.
    private func prints(_ value: Double?, _ digits: String) -> Bool {
        value.map { String(format: "%.6f", $0) } == "0" + digits
    }

    @Test func `the table of groups is the reference's, digit for digit`() throws {
        let report = FairnessReport(outcomes: outcomes, groupings: [Grouping(column: "race", texts: races)])
        func expect(_ group: GroupReport?, _ counts: [Int], _ fpr: String, _ fnr: String, _ ppv: String) throws {
            let group = try #require(group)
            #expect([group.n, group.tn, group.fp, group.fn, group.tp] == counts)
            #expect(prints(group.metrics["falsePositiveRate"]?.value, fpr))
            #expect(prints(group.metrics["falseNegativeRate"]?.value, fnr))
            #expect(prints(group.metrics["positivePredictiveValue"]?.value, ppv))
        }
        func group(_ value: String) -> GroupReport? { report.groups.first { $0.value == value } }
        try expect(report.overall, [7214, 2681, 1282, 1216, 2035], ".323492", ".374039", ".613506")
        try expect(group("African-American"), [3696, 990, 805, 532, 1369], ".448468", ".279853", ".629715")
        try expect(group("Caucasian"), [2454, 1139, 349, 461, 505], ".234543", ".477226", ".591335")
        #expect(
            group("African-American")?.metrics["falsePositiveRate"]?.interval.map {
                prints($0.lower, ".425595") && prints($0.upper, ".471561")
            } == true)
        #expect(
            group("Caucasian")?.metrics["falsePositiveRate"]?.interval.map {
                prints($0.lower, ".213715") && prints($0.upper, ".256738")
            } == true)
    }

    @Test func `the gaps of two groups are the reference's`() throws {
        let two = races.map { ["African-American", "Caucasian"].contains($0) ? $0 : nil }
        let report = FairnessReport(outcomes: outcomes, groupings: [Grouping(column: "race", texts: two)])
        for (metric, digits) in [
            ("demographicParityDifference", ".240200"), ("demographicParityRatio", ".591638"),
            ("equalizedOddsDifference", ".213925"), ("averageAbsoluteOddsDifference", ".205649"),
            ("averageOddsDifference", ".205649"), ("equalOpportunityDifference", ".197373"),
        ] {
            let gap = try #require(report.gap(metric, in: "race"))
            #expect(prints(gap.value, digits), "\(metric)")
            #expect(gap.verdict == Gap.measured)
            #expect(try #require(gap.p) < 0.001)
        }
        #expect(report.unknown.first?.count == 7214 - 3696 - 2454)
        let pair = try #require(
            report.gaps.first { $0.kind == .pair && $0.metric == "falsePositiveRateDifference" })
        #expect(pair.groups == ["Caucasian", "African-American"])
        #expect(prints(pair.interval.map { -$0.upper }, ".182053"))
        #expect(prints(pair.interval.map { -$0.lower }, ".245023"))
    }

    @Test func `the gaps of six groups are the reference's, with the thin groups named`() throws {
        let report = FairnessReport(outcomes: outcomes, groupings: [Grouping(column: "race", texts: races)])
        let parity = try #require(report.gap("demographicParityDifference", in: "race"))
        let odds = try #require(report.gap("equalizedOddsDifference", in: "race"))
        #expect(prints(parity.ofAll?.value, ".457118"))
        #expect(prints(odds.ofAll?.value, ".576692"))
        #expect(prints(parity.value, ".378654"))
        #expect(parity.highest == "African-American" && parity.lowest == "Other")
        #expect(odds.verdict == Gap.measured)
        #expect(odds.leftOut.map(\.group).contains("Native American"))
    }
}

@Suite(.enabled(if: Shared.has("reference/adult_expected.json"), reason)) struct AdultPredictionsTests {
    @Test(arguments: ["sex", "race"]) func `every rate and gap is the libraries'`(column: String) throws {
        let columns = try Shared.columns("reference/adult_predictions.csv")
        let expected = try Shared.object("reference/adult_expected.json")
        let definition = try #require(expected["groupings", column, "definition"] as? [String: Any])
        let report = FairnessReport(
            outcomes: Outcomes(truth: try flags(columns["y_true"]), prediction: try flags(columns["y_pred"])),
            groupings: [Grouping(column: column, texts: try #require(columns[column]))],
            reference: [column: try #require(definition["privileged"] as? String)])
        try expectSame(report.overall, try #require(definition["overall"] as? [String: Any]))
        let byGroup = try #require(definition["by_group"] as? [String: [String: Any]])
        #expect(report.groups.count == byGroup.count)
        for group in report.groups {
            try expectSame(group, try #require(byGroup[group.value]))
            for (name, value) in metrics(group) where ["selection_rate", "tpr", "fpr", "ppv"].contains(name) {
                try expectInterval(value?.interval, definition["wilson_95", group.value, name])
            }
        }
        for (metric, path) in [
            ("demographicParityDifference", ["spread", "selection_rate", "max_minus_min"]),
            ("demographicParityRatio", ["spread", "selection_rate", "min_over_max"]),
            ("equalOpportunityDifference", ["spread", "tpr", "max_minus_min"]),
            ("falsePositiveRateDifference", ["spread", "fpr", "max_minus_min"]),
            ("predictiveParityDifference", ["spread", "ppv", "max_minus_min"]),
            ("accuracyDifference", ["spread", "accuracy", "max_minus_min"]),
            ("equalizedOddsDifference", ["equalized_odds_difference_worst"]),
            ("averageAbsoluteOddsDifference", ["equalized_odds_difference_mean"]),
        ] {
            let value = path.reduce(definition as Any?) { ($0 as? [String: Any])?[$1] } as? Double
            let ours = report.gap(metric, in: column).flatMap { $0.ofAll?.value ?? $0.value }
            #expect(abs(try #require(ours) - (try #require(value))) < 1e-12, "\(metric)")
        }
        guard column == "sex" else { return }  // with two groups AIF360's pooled differences are pairs
        for (metric, name) in [
            ("demographicParityDifference", "statistical_parity_difference"),
            ("demographicParityRatio", "disparate_impact"),
            ("equalOpportunityDifference", "equal_opportunity_difference"),
            ("averageOddsDifference", "average_odds_difference"),
            ("averageAbsoluteOddsDifference", "average_abs_odds_difference"),
        ] {
            let pair = report.gaps.first { $0.kind == .pair && $0.metric == metric }
            #expect(abs(try #require(pair?.value) - (try #require(definition[name] as? Double))) < 1e-12, "\(metric)")
        }
    }
}

@Suite(.enabled(if: Shared.has("reference/edge_expected.json"), reason)) struct EdgeCasesTests {
    func report(_ keep: Set<String>? = nil) throws -> (FairnessReport, [String: Any]) {
        let columns = try Shared.columns("reference/edge_cases.csv")
        let groups = try #require(columns["group"]).map { keep?.contains($0) ?? true ? $0 : nil }
        let outcomes = Outcomes(truth: try flags(columns["y_true"]), prediction: try flags(columns["y_pred"]))
        return (
            FairnessReport(outcomes: outcomes, groupings: [Grouping(column: "group", texts: groups)]),
            try Shared.object("reference/edge_expected.json")
        )
    }

    @Test func `what is 0/0 is undefined, whatever libraries answer`() throws {
        let (report, expected) = try report()
        for group in report.groups {
            try expectSame(group, try #require(expected["definition_by_group", group.value] as? [String: Any]))
            try expectInterval(
                group.metrics["selectionRate"]?.interval, expected["wilson_95_selection", group.value])
        }
        #expect(report.groups.count == 6)
        let opportunity = try #require(report.gap("equalOpportunityDifference", in: "group"))
        #expect(opportunity.value == 1)
        #expect(opportunity.verdict == Gap.insufficientEvidence)
        #expect(opportunity.leftOut.filter { !$0.isCounted }.map(\.group) == ["NOPOS"])
    }

    @Test func `the libraries' spurious gap of two thirds is insufficient evidence`() throws {
        let (report, expected) = try report(["A", "NOPOS"])
        let theirs = expected["two_groups_A_and_NOPOS", "fairlearn_equal_opportunity_difference"] as? Double
        #expect(theirs == 2.0 / 3)
        for metric in ["equalOpportunityDifference", "equalizedOddsDifference"] {
            let gap = try #require(report.gap(metric, in: "group"))
            #expect(gap.value == nil)
            #expect(gap.undefined == "fewer than two groups have positives")
            #expect(gap.verdict == Gap.insufficientEvidence)
            #expect(gap.leftOut.contains { $0.group == "NOPOS" && !$0.isCounted })
        }
        #expect(report.gap("falsePositiveRateDifference", in: "group")?.value == 0)
    }
}
