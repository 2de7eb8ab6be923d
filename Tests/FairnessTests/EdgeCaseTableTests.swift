import Testing

@testable import Fairness

/// The cases in which libraries answer something for 0/0, row by row.
@Suite struct EdgeCaseTableTests {
    let usual = ConfusionCounts(tp: 20, fp: 10, tn: 30, fn: 10)
    let noPositives = ConfusionCounts(fp: 10, tn: 30)

    func gap(_ metric: GapMetric, _ counts: [ConfusionCounts]) -> Gap {
        Gap(metric, over: counts, of: ["a", "b"], in: "g", minimumDenominator: 10)
    }

    /// Value and verdict of every figure that compares group b with group a in a ratio to b's rate.
    func report(_ a: ConfusionCounts, _ b: ConfusionCounts) -> FairnessReport {
        var rows: [(String, Bool, Bool)] = []
        for (name, counts) in [("a", a), ("b", b)] {
            rows += Array(repeating: (name, true, true), count: counts.tp)
            rows += Array(repeating: (name, false, true), count: counts.fp)
            rows += Array(repeating: (name, false, false), count: counts.tn)
            rows += Array(repeating: (name, true, false), count: counts.fn)
        }
        var input = AuditInput(
            outcomes: Outcomes(
                truth: rows.map(\.1), prediction: rows.map(\.2), score: rows.map { $0.2 ? 0.9 : 0.1 }),
            groupings: [Grouping(column: "g", texts: rows.map(\.0))])
        input.settings.permutations = 19
        input.settings.resamples = 10
        input.settings.references = ["g": "b"]
        return FairnessReport(input)
    }

    @Test func `no positives in the group: its TPR is undefined, and so is its FNR`() {
        for metric in [Metric.truePositiveRate, .falseNegativeRate] {
            let value = MetricValue(metric, noPositives)
            #expect(value.value == nil && value.interval == nil)
            #expect(value.undefined == "no positives")
        }
    }

    @Test(arguments: [ConfusionCounts(tp: 20, fp: 10, tn: 30, fn: 10), ConfusionCounts(fp: 10, tn: 30, fn: 30)])
    func `equal opportunity with that group: neither a spurious gap nor a perfect 0`(other: ConfusionCounts) {
        for metric in [
            GapMetric.equalOpportunityDifference, .equalOpportunityRatio, .falseNegativeRateDifference,
        ] {
            let gap = gap(metric, [other, noPositives])
            #expect(gap.value == nil, "\(metric.id)")
            #expect(gap.verdict == Gap.insufficientEvidence)
            #expect(gap.leftOut == [Gap.LeftOut(group: "b", reason: "no positives", isCounted: false)])
        }
    }

    @Test func `equalized odds with one undefined part is insufficient evidence, in every convention`() {
        for metric in [
            GapMetric.equalizedOddsDifference, .equalizedOddsRatio, .averageOddsDifference,
            .averageAbsoluteOddsDifference,
        ] {
            let gap = gap(metric, [usual, noPositives])
            #expect(gap.value == nil, "\(metric.id)")
            #expect(gap.verdict == Gap.insufficientEvidence)
            #expect(gap.leftOut.map(\.group) == ["b"])
        }
        let odds = (report(usual, noPositives).figures ?? []).filter {
            $0.metric == "equalizedOddsDifference" && $0.stratum == nil
        }
        #expect(odds.map(\.part) == [Convention.toOverall, Convention.pooledWorst])
        for figure in odds {
            #expect(figure.value == nil && figure.undefined != nil)
            #expect(figure.verdict == Gap.insufficientEvidence)
            #expect(figure.leftOut.contains { $0.group == "b" && $0.reason.contains("no positives") })
        }
    }

    @Test func `no predicted positives: PPV and FDR are undefined`() {
        let neverSelected = ConfusionCounts(tn: 30, fn: 10)
        for metric in [Metric.positivePredictiveValue, .falseDiscoveryRate] {
            #expect(MetricValue(metric, neverSelected).undefined == "no predicted positives")
        }
        #expect(gap(.predictiveParityDifference, [usual, neverSelected]).value == nil)
    }

    @Test func `a ratio to 0 is undefined, neither infinite nor 10`() throws {
        let neverSelected = ConfusionCounts(tn: 30, fn: 30)
        let pair = Gap(.demographicParityRatio, of: ("a", usual), from: ("b", neverSelected), in: "g")
        #expect(pair.value == nil && pair.interval == nil)
        #expect(pair.undefined == "a ratio to a selection rate of 0")
        #expect(pair.verdict == Gap.insufficientEvidence)
        let figures = (report(usual, neverSelected).figures ?? []).filter {
            [Convention.pooledRatio, Convention.toReference].contains($0.part) && $0.metric == "selectionRate"
        }
        #expect(figures.count == 2)
        #expect(figures.allSatisfy { $0.value == nil && $0.verdict == Gap.insufficientEvidence })
    }

    @Test func `AUC with one estimable group: whatever compares groups is insufficient evidence`() {
        let figures = (report(usual, noPositives).figures ?? []).filter {
            $0.metric.hasPrefix("auc") && $0.column == "g" && $0.group == nil
        }
        #expect(figures.allSatisfy { $0.value == nil && $0.verdict == Gap.insufficientEvidence })
        let expected = Catalogue.all.contains { $0.id == "aucDifference" }
        #expect(figures.isEmpty != expected)
    }

    @Test func `every aggregate that leaves a group out names it and says insufficient evidence`() {
        let report = report(usual, noPositives)
        for gap in report.gaps where !gap.leftOut.isEmpty || gap.value == nil {
            #expect(gap.verdict == Gap.insufficientEvidence, "\(gap.metric)")
        }
        for figure in report.figures ?? [] where !figure.leftOut.isEmpty || figure.value == nil {
            #expect(figure.verdict == Gap.insufficientEvidence, "\(figure.metric)")
        }
        let words = "insufficient evidence (fewer than two groups have positives; b: no positives)"
        #expect(report.verdicts.contains { $0.contains("equal opportunity difference") && $0.contains(words) })
    }
}
