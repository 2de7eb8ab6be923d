import Testing

@testable import Fairness

@Suite struct WeightTests {
    /// Of group a, weights 1 and 3 on positives (the second is found), 2 on a negative; b the same with equal weights.
    let input: AuditInput = {
        var input = AuditInput(
            outcomes: Outcomes(
                truth: [true, true, false, true, true, false], prediction: [false, true, false, false, true, true],
                weight: [1, 3, 2, 2, 2, 2]),
            groupings: [Grouping(column: "g", texts: ["a", "a", "a", "b", "b", "b"])])
        input.settings.minimumDenominator = 1
        return input
    }()

    @Test func `a rate is of weights, its counts of records, its interval of Kish's effective number`() throws {
        let group = try #require(FairnessReport(input).groups.first)
        let rate = try #require(group.metrics["truePositiveRate"])
        #expect(rate.value == 0.75)
        #expect(rate.numerator == 1 && rate.denominator == 2)
        #expect(rate.effectiveDenominator == 1.6)  // (1 + 3)² / (1 + 9)
        let z = 1.959963984540054
        let square: Double = z * z
        let centre: Double = (0.75 + square / 3.2) / (1 + square / 1.6)
        let interval = try #require(rate.interval)
        let middle: Double = (interval.lower + interval.upper) / 2
        #expect(abs(middle - centre) < 1e-12)
        #expect(group.effectiveN == 36.0 / 14)
        #expect(group.n == 3)
    }

    @Test func `a gap of weights names how its interval is made, and has no permutation test`() throws {
        let report = FairnessReport(input)
        let pair = try #require(
            report.gaps.first { $0.kind == .pair && $0.metric == "equalOpportunityDifference" })
        #expect(pair.groups == ["b", "a"])  // Both weigh 6: the first by name is the reference.
        #expect(pair.value == 0.5 - 0.75)
        #expect(pair.intervalMethod == "Newcombe, effective n by Kish")
        #expect(report.gaps.allSatisfy { $0.test == nil })
        #expect(report.verdicts.contains { $0.hasPrefix("Records are weighted:") })
        #expect(report.gap("equalOpportunityDifference", in: "g")?.value == 0.25)
    }

    @Test func `a group whose positives weigh nothing has no rate, and the reason says so`() throws {
        var input = input
        input.outcomes = Outcomes(
            truth: input.outcomes.truth, prediction: input.outcomes.prediction, weight: [0, 0, 2, 2, 2, 2])
        let report = FairnessReport(input)
        #expect(report.groups.first?.metrics["truePositiveRate"]?.undefined == "no weight on any of its positives")
        let gap = try #require(report.gap("equalOpportunityDifference", in: "g"))
        #expect(gap.value == nil)
        #expect(gap.leftOut.map(\.reason) == ["no weight on any of its positives"])
    }

    @Test func `without weights nothing of weights is in the report`() throws {
        let text = try FairnessReport(
            outcomes: Outcomes(truth: [true, false], prediction: [true, false]),
            groupings: [Grouping(column: "g", texts: ["a", "b"])]
        ).json()
        #expect(!text.contains("effective"))
    }
}
