import Testing

@testable import Fairness

@Suite struct GapTests {
    let a = ConfusionCounts(tp: 30, fp: 10, tn: 30, fn: 10)  // TPR .75, FPR .25, selection .5
    let b = ConfusionCounts(tp: 20, fp: 20, tn: 20, fn: 20)  // TPR .5, FPR .5, selection .5
    let c = ConfusionCounts(tp: 10, fp: 0, tn: 40, fn: 30)  // TPR .25, FPR 0, selection .125

    func gap(_ metric: GapMetric, _ counts: [ConfusionCounts], minimum: Int = 20) -> Gap {
        Gap(
            metric, over: counts, of: ["a", "b", "c", "d"].prefix(counts.count).map(\.self), in: "g",
            minimumDenominator: minimum)
    }

    @Test func `every gap over all groups is as counted by hand`() {
        let byHand: [(GapMetric, Double)] = [
            (.demographicParityDifference, 0.375), (.demographicParityRatio, 0.25), (.equalOpportunityDifference, 0.5),
            (.falsePositiveRateDifference, 0.5), (.equalizedOddsDifference, 0.5), (.averageOddsDifference, 0.375),
            (.averageAbsoluteOddsDifference, 0.5), (.predictiveParityDifference, 0.5), (.accuracyDifference, 0.25),
        ]
        for (metric, value) in byHand {
            let gap = gap(metric, [a, b, c], minimum: 10)
            #expect(gap.value == value, "\(metric.id)")
            #expect(gap.verdict == Gap.measured)
            #expect(gap.interval == nil)
        }
    }

    @Test func `a pair is signed, group minus reference, and has its interval`() {
        func pair(_ metric: GapMetric) -> Gap {
            Gap(metric, of: ("c", c), from: ("a", a), in: "g", minimumDenominator: 10)
        }
        #expect(pair(.demographicParityDifference).value == -0.375)
        #expect(pair(.demographicParityDifference).interval == Intervals.newcombe((10, 80), minus: (40, 80)))
        #expect(pair(.demographicParityRatio).value == 0.25)
        #expect(pair(.demographicParityRatio).interval == Intervals.ratio((10, 80), over: (40, 80)))
        #expect(pair(.equalizedOddsDifference).value == 0.5)
        #expect(pair(.equalizedOddsDifference).interval == nil)
        #expect(pair(.averageOddsDifference).value == -0.375)
        #expect(pair(.averageOddsDifference).interval?.contains(-0.375) == true)
        #expect(pair(.equalOpportunityDifference).groups == ["c", "a"])
        #expect(pair(.equalOpportunityDifference).highest == "a")
    }

    @Test func `opposite gaps cancel in the average odds difference only`() {
        let x = ConfusionCounts(tp: 30, fp: 10, tn: 30, fn: 10)
        let y = ConfusionCounts(tp: 20, fp: 20, tn: 20, fn: 20)
        #expect(gap(.averageOddsDifference, [x, y]).value == 0)
        #expect(gap(.averageAbsoluteOddsDifference, [x, y]).value == 0.25)
    }

    @Test func `a group without positives is left out by name, and what two others show is measured`() {
        let none = ConfusionCounts(fp: 10, tn: 30)
        let gap = gap(.equalOpportunityDifference, [a, b, none])
        #expect(gap.value == 0.25)
        #expect(gap.verdict == Gap.measured)
        #expect(gap.leftOut == [Gap.LeftOut(group: "c", reason: "no positives", isCounted: false)])
    }

    @Test func `a gap with one estimable group is undefined, never 0`() {
        let none = ConfusionCounts(fp: 10, tn: 30)
        for metric in [GapMetric.equalOpportunityDifference, .equalizedOddsDifference, .averageOddsDifference] {
            let gap = gap(metric, [a, none])
            #expect(gap.value == nil)
            #expect(gap.test == nil)
            #expect(gap.undefined?.hasPrefix("fewer than two groups have") == true)
            #expect(gap.verdict == Gap.insufficientEvidence)
            #expect(gap.leftOut.map(\.group) == ["b"])
        }
        #expect(Gap(.equalOpportunityDifference, of: ("d", none), from: ("a", a), in: "g").value == nil)
    }

    @Test func `equalized odds is of the groups with enough records, and over all it keeps the part that a group has`()
    {
        let none = ConfusionCounts(fp: 40, tn: 0)  // FPR 1, no TPR
        let gap = gap(.equalizedOddsDifference, [a, b, none])
        #expect(gap.value == 0.25)
        #expect(gap.verdict == Gap.measured)
        #expect(gap.ofAll == Gap.OfAll(value: 0.75, highest: "c", lowest: "a"))  // FPR 1 − .25
    }

    @Test func `a tiny group doesn't decide the gap, and the widest pair has its interval`() {
        let tiny = ConfusionCounts(tp: 3, fp: 2)
        let gap = gap(.demographicParityDifference, [a, c, tiny])
        #expect(gap.value == 0.375 && gap.highest == "a" && gap.lowest == "b")
        #expect(gap.ofAll?.value == 0.875 && gap.ofAll?.highest == "c")
        #expect(gap.sufficient?.interval == Intervals.newcombe((40, 80), minus: (10, 80)))
        #expect(gap.test == Gap(.demographicParityDifference, over: [a, c], of: ["a", "b"], in: "g").test)
        let ratio = self.gap(.demographicParityRatio, [a, c, tiny])
        #expect(ratio.sufficient?.interval == Intervals.ratio((10, 80), over: (40, 80)))
    }

    @Test func `the minimum tests the metric's own denominator, not the group's size`() {
        let large = ConfusionCounts(tp: 6, fp: 100, tn: 100, fn: 6)
        let opportunity = gap(.equalOpportunityDifference, [a, large])
        #expect(opportunity.value == 0.25)
        #expect(opportunity.verdict == Gap.insufficientEvidence)
        #expect(opportunity.ofAll == nil)
        #expect(
            opportunity.leftOut == [Gap.LeftOut(group: "b", reason: "12 positives, fewer than 20", isCounted: true)])
        #expect(gap(.falsePositiveRateDifference, [a, large]).verdict == Gap.measured)
        #expect(gap(.equalOpportunityDifference, [a, large], minimum: 12).verdict == Gap.measured)
    }

    @Test func `a ratio to 0 is undefined, neither infinite nor 10`() {
        let never = ConfusionCounts(tn: 40, fn: 40)
        let overAll = gap(.demographicParityRatio, [never, never])
        #expect(overAll.value == nil)
        #expect(overAll.undefined == "a ratio to a selection rate of 0")
        #expect(Gap(.demographicParityRatio, of: ("a", a), from: ("z", never), in: "g").value == nil)
        #expect(Gap(.demographicParityRatio, of: ("z", never), from: ("a", a), in: "g").value == 0)
    }

    @Test func `the sentence says value, whose, chance and what is missing`() {
        let gap = gap(.equalOpportunityDifference, [a, b, ConfusionCounts(fp: 10, tn: 30)])
        #expect(gap.sentence.hasPrefix("g: equal opportunity difference 0.250, highest a, lowest b; by chance 0."))
        #expect(gap.sentence.hasSuffix("; too few records in c: no positives."))
    }
}
