import Testing

@testable import Fairness

@Suite struct FourFifthsTests {
    private func group(_ value: String, _ selected: Int, of n: Int) -> (value: String, selected: Int, n: Int) {
        (value, selected, n)
    }

    private func measured(
        _ groups: [(value: String, selected: Int, n: Int)], weight: [Double]? = nil
    ) -> [FourFifths] {
        let records = groups.flatMap { group in (0..<group.n).map { (group.value, $0 < group.selected) } }
        let outcomes = Outcomes(
            truth: records.map(\.1), prediction: records.map(\.1), weight: weight)
        return FairnessReport(
            AuditInput(outcomes: outcomes, groupings: [Grouping(column: "g", texts: records.map(\.0))])
        ).fourFifths ?? []
    }

    @Test func `the flips are the fewest of all that turn the verdict`() {
        func isBelow(_ s: Int, _ n: Int, _ r: Int, _ m: Int) -> Bool { 5 * s * m < 4 * r * n }
        for n in 1...12 {
            for m in 1...9 {
                for r in 1...m {
                    for s in 0...n {
                        let was = isBelow(s, n, r, m)
                        let turning = (0...n).filter { isBelow($0, n, r, m) != was }.map { abs($0 - s) }
                        #expect(
                            FourFifths.flips(selected: s, of: n, reference: (r, m)) == turning.min(),
                            "\(s) of \(n) against \(r) of \(m)")
                    }
                }
            }
        }
        #expect(FourFifths.flips(selected: 3, of: 10, reference: (0, 10)) == nil)
    }

    @Test func `every group is measured against the highest`() throws {
        let all = measured([group("a", 30, of: 100), group("b", 45, of: 100), group("c", 10, of: 40)])
        #expect(all.map(\.group) == ["a", "b", "c"])
        #expect(all.allSatisfy { $0.reference == "b" && $0.insufficient == nil })
        let a = try #require(all.first)
        #expect(abs((a.ratio ?? 0) - 2.0 / 3) < 1e-15)
        #expect(a.interval == Intervals.ratio((30, 100), over: (45, 100)))
        #expect(a.z == RateTests.pooledZ((30, 100), (45, 100)))
        #expect(a.fisher == RateTests.fisher((30, 100), (45, 100)))
        #expect(a.flips == 6)  // 36 of 100 are .8 of 45 of 100
        #expect(!a.prefersFisher)
        #expect(all[1].ratio == 1)
        #expect(all[1].fisher == nil && all[1].z == nil && all[1].flips == nil && all[1].interval == nil)
    }

    @Test func `weights count, and what is of records is left out`() throws {
        // The selected of a count twice: 60 of 130 against 45 of 100.
        let weights = (0..<200).map { $0 < 30 ? 2.0 : 1 }
        let weighted = try #require(measured([group("a", 30, of: 100), group("b", 45, of: 100)], weight: weights).last)
        #expect(weighted.reference == "a" && weighted.group == "b")
        #expect(abs((weighted.ratio ?? 0) - 0.45 / (60.0 / 130)) < 1e-12)
        #expect(weighted.interval?.contains(weighted.ratio ?? 0) == true)
        #expect(weighted.z == nil && weighted.fisher == nil && weighted.flips == nil)
    }

    @Test func `a thin group is no reference, and is named`() {
        let all = measured([group("a", 3, of: 3), group("b", 50, of: 100)])
        #expect(all.map(\.reference) == ["b", "b"])
        #expect(all.map(\.ratio) == [2, 1])
        #expect(all[0].insufficient == "3 records, fewer than 20")
        #expect(all[0].prefersFisher)
        let thin = measured([group("a", 3, of: 3), group("b", 1, of: 2)])
        #expect(thin.map(\.reference) == ["a", "a"])
        #expect(thin[1].insufficient == "2 records, fewer than 20")
    }

    @Test func `nobody selected gives no ratio`() {
        let all = measured([group("a", 0, of: 50), group("b", 0, of: 60)])
        #expect(all.allSatisfy { $0.ratio == nil && $0.flips == nil && $0.interval == nil })
        #expect(measured([]).isEmpty)
    }
}

@Suite struct ReportTestsTests {
    private func report(declared: [String] = []) -> FairnessReport {
        var random = SplitMix64(seed: 4)
        let n = 600
        let truth = (0..<n).map { _ in random.uniform() < 0.4 }
        let group = (0..<n).map { $0 % 3 == 0 ? "a" : "b" }
        let prediction = (0..<n).map { group[$0] == "a" ? random.uniform() < 0.35 : random.uniform() < 0.5 }
        var input = AuditInput(
            outcomes: Outcomes(truth: truth, prediction: prediction), groupings: [Grouping(column: "g", texts: group)])
        input.settings.declared = declared
        return FairnessReport(input)
    }

    @Test func `a gap of two groups and that of the one from the other are one hypothesis`() throws {
        let report = report()
        let (all, pair) = (
            try #require(report.gaps.first { $0.kind == .maxMin && $0.metric == "equalOpportunityDifference" }),
            try #require(report.gaps.first { $0.kind == .pair && $0.metric == "equalOpportunityDifference" })
        )
        #expect(all.adjusted == pair.adjusted)
        let family = try #require(all.adjusted?.family)
        #expect(all.adjusted?.method == .benjaminiHochberg)
        #expect(family <= GapMetric.all.count)
        #expect(report.gaps.allSatisfy { gap in gap.adjusted.map { $0.p >= (gap.p ?? 1) - 1e-9 } ?? true })
        #expect(report.fourFifths?.map(\.group) == ["a", "b"])
    }

    @Test func `declared gaps are Holm's, all others the scan`() throws {
        let declared = report(declared: ["equalOpportunityDifference", "accuracyDifference"])
        let opportunity = try #require(declared.gap("equalOpportunityDifference", in: "g")?.adjusted)
        #expect(opportunity.method == .holm)
        #expect(opportunity.family == 2)
        let parity = try #require(declared.gap("demographicParityDifference", in: "g")?.adjusted)
        #expect(parity.method == .benjaminiHochberg)
        let before = try #require(report().gap("demographicParityDifference", in: "g")?.adjusted)
        #expect(parity.family == before.family - 2)
    }

    @Test func `a gap with too little evidence is in no family`() {
        let outcomes = Outcomes(
            truth: Array(repeating: true, count: 30), prediction: (0..<30).map { $0 % 2 == 0 })
        let report = FairnessReport(
            AuditInput(outcomes: outcomes, groupings: [Grouping(column: "g", texts: (0..<30).map { "\($0 % 2)" })]))
        #expect(report.gaps.contains { $0.test != nil })
        #expect(report.gaps.allSatisfy { $0.adjusted == nil })
        #expect(report.fourFifths?.first?.insufficient == "15 records, fewer than 20")
    }
}
