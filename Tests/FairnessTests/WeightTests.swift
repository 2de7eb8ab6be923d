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

    /// The same, twenty times over.
    private var many: AuditInput {
        func twenty<T>(_ values: [T]) -> [T] { (0..<20).flatMap { _ in values } }
        var many = AuditInput(
            outcomes: Outcomes(
                truth: twenty(input.outcomes.truth), prediction: twenty(input.outcomes.prediction),
                weight: input.outcomes.weight.map(twenty)),
            groupings: [Grouping(column: "g", texts: twenty(["a", "a", "a", "b", "b", "b"]))])
        many.settings.minimumDenominator = 1
        return many
    }

    @Test func `a rate is of weights, its counts of records, its interval of the records that the weights leave`()
        throws
    {
        let group = try #require(FairnessReport(many).groups.first)
        let rate = try #require(group.metrics["truePositiveRate"])
        #expect(rate.value == 0.75)
        #expect(rate.numerator == 20 && rate.denominator == 40)
        #expect(rate.effectiveDenominator == 32)  // 20 × (1 + 3)² / (1 + 9)
        // The linearised variance: 20 × (9 × .25² + 1 × .75²) / 80² × 40 / 39, against p q / 32 of 25/34: 20 of the rarer.
        let smoothed: Double = 25.0 / 34 * (9.0 / 34)
        let variance: Double = 20 * (9 * 0.0625 + 0.5625) / 6400 * 40 / 39
        let design: Double = (20 * (variance * 32 / smoothed) + 10) / 30
        let n = 32 / max(1, design)
        #expect(rate.interval == Intervals.wilson(successes: 0.75 * n, of: n))
        #expect(group.effectiveN == 20 * 36.0 / 14)
        #expect(group.n == 60)
    }

    @Test func `with fewer than ten effective records there is no interval`() throws {
        let group = try #require(FairnessReport(input).groups.first)
        let rate = try #require(group.metrics["truePositiveRate"])
        #expect(rate.value == 0.75 && rate.interval == nil)
        #expect(rate.effectiveDenominator == 1.6)
    }

    @Test func `a gap of weights names how its interval is made; over all groups and of a pair it is tested`() throws {
        let report = FairnessReport(input)
        let pair = try #require(
            report.gaps.first { $0.kind == .pair && $0.metric == "equalOpportunityDifference" })
        #expect(pair.groups == ["b", "a"])  // Both weigh 6: the first by name is the reference.
        #expect(pair.value == 0.5 - 0.75)
        #expect(pair.interval == nil)
        #expect(pair.noInterval == "2 positives, fewer than the 20 that an interval needs")
        let sound = try #require(
            FairnessReport(many).gaps.first { $0.kind == .pair && $0.metric == "equalOpportunityDifference" })
        #expect(sound.intervalMethod == "Newcombe, effective n by Kish and linearisation")
        #expect(report.gaps.filter { $0.kind == .pair }.allSatisfy { ($0.test == nil) == ($0.value == nil) })
        #expect(report.gap("demographicParityDifference", in: "g")?.test?.kind == "drawn")
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

    @Test func `a gap between weighted records is found where it is, and seldom where it is not`() throws {
        func p(_ rates: [Double], seed: UInt64) -> Double? {
            var random = SplitMix64(seed: seed)
            func uniform() -> Double { Double(random.next() >> 11) / Double(1 << 53) }
            let codes = (0..<120).map { $0 % 2 }
            let decisions = codes.map { uniform() < rates[$0] }
            var input = AuditInput(
                outcomes: Outcomes(decisions: decisions, weight: codes.map { _ in uniform() < 0.5 ? 1 : 5 }),
                groupings: [Grouping(column: "g", texts: codes.map { $0 == 0 ? "a" : "b" })])
            input.settings.permutations = 199
            return FairnessReport(input).gap("demographicParityDifference", in: "g")?.p
        }
        let worlds: [UInt64] = Array(1...120)
        let null = worlds.compactMap { p([0.3, 0.3], seed: $0) }
        #expect(null.count == worlds.count)
        #expect(null.count { $0 <= 0.05 } <= 14)  // .08 of 120, and two standard errors
        #expect(worlds.prefix(20).allSatisfy { (p([0.1, 0.8], seed: $0) ?? 1) <= 0.05 })
    }

    @Test func `without weights nothing of weights is in the report`() throws {
        let text = try FairnessReport(
            outcomes: Outcomes(truth: [true, false], prediction: [true, false]),
            groupings: [Grouping(column: "g", texts: ["a", "b"])]
        ).json()
        #expect(!text.contains("effective"))
    }

    /// Two groups whose decisions go with their weights; `shift` is what group b is selected less often by.
    private static func weighted(_ seed: UInt64, shift: Double) -> FairnessReport {
        var random = SplitMix64(seed: seed)
        func fraction() -> Double { Double(random.next() >> 11) * 0x1p-53 }
        let groups = (0..<240).map { $0 % 2 == 0 ? "a" : "b" }
        let selected = groups.map { fraction() < 0.5 - ($0 == "b" ? shift : 0) }
        let weights = selected.map { ($0 ? 3.0 : 1) * (0.5 + fraction()) }
        var input = AuditInput(
            outcomes: Outcomes(decisions: selected, weight: weights),
            groupings: [Grouping(column: "g", texts: groups)])
        input.settings.permutations = 199
        return FairnessReport(input)
    }

    @Test func `pairs and four fifths of weighted records are tested, and say so`() throws {
        let apart = Self.weighted(3, shift: 0.4)
        let pair = try #require(apart.gaps.first { $0.kind == .pair && $0.metric == "demographicParityDifference" })
        #expect(pair.test?.kind == "drawn" && pair.test?.p ?? 1 <= 0.01 && pair.adjusted?.p ?? 1 <= 0.02)
        let fifths = try #require(apart.fourFifths?.first { $0.group == "b" })
        #expect(fifths.weighted?.p ?? 1 <= 0.01)
        #expect(fifths.z == nil && fifths.fisher == nil && fifths.flips == nil)
        #expect(apart.fourFifths?.first { $0.group == "a" }?.weighted == nil)
        #expect(try Self.weighted(3, shift: 0.4).json() == apart.json())
        // Records that count the same have z and Fisher's test instead.
        var same = AuditInput(
            outcomes: Outcomes(decisions: (0..<100).map { $0 % 3 == 0 }),
            groupings: [Grouping(column: "g", texts: (0..<100).map { $0 < 50 ? "a" : "b" })])
        same.settings.permutations = 199
        #expect(FairnessReport(same).fourFifths?.allSatisfy { $0.weighted == nil } == true)
    }

    @Test func `a true null between weighted groups is seldom rejected`() throws {
        let rejected = (1...200).count { seed in
            let report = Self.weighted(UInt64(seed), shift: 0)
            let fifths = report.fourFifths?.first { $0.weighted != nil }
            return fifths?.weighted?.p ?? 1 <= 0.05
        }
        // .05 and what 200 trials leave open: more than 22 has a probability below 1/1,000.
        #expect(rejected <= 22, "\(rejected)")
        #expect(rejected > 0)
    }
}
