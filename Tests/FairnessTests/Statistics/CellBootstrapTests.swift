import Testing

@testable import Fairness

@Suite struct CellBootstrapTests {
    private let counts = [
        ConfusionCounts(tp: 30, fp: 12, tn: 70, fn: 20), ConfusionCounts(tp: 9, fp: 4, tn: 40, fn: 11),
    ]

    /// The interval of drawing the records themselves, one by one.
    private func naive(_ within: Bool, _ figure: ([ConfusionCounts]) -> Double?) -> Interval? {
        let records = counts.enumerated().flatMap { group, cells in
            [(cells.tp, true, true), (cells.fp, false, true), (cells.tn, false, false), (cells.fn, true, false)]
                .flatMap { Array(repeating: (group, $0.1, $0.2), count: $0.0) }
        }
        var random = SplitMix64(seed: 31)
        var values = (0..<1500).map { _ in
            var drawn = [ConfusionCounts(), ConfusionCounts()]
            let strata = within ? [0, 1].map { group in records.filter { $0.0 == group } } : [records]
            for stratum in strata {
                for _ in stratum.indices {
                    let (group, truth, prediction) = stratum[Int(random.next() % UInt64(stratum.count))]
                    drawn[group].add(truth: truth, prediction: prediction)
                }
            }
            return figure(drawn) ?? .nan
        }
        return Percentiles.interval(of: &values)
    }

    @Test(arguments: [CellBootstrap.Scheme.rows, .withinGroup])
    func `cells give the interval that rows give`(scheme: CellBootstrap.Scheme) throws {
        let bootstrap = CellBootstrap(counts, scheme: scheme, resamples: 4000, seed: 1)
        func difference(_ metric: Metric) -> ([ConfusionCounts]) -> Double? {
            { counts in
                guard let a = MetricValue(metric, counts[0]).value, let b = MetricValue(metric, counts[1]).value else {
                    return nil
                }
                return a - b
            }
        }
        for metric in [Metric.selectionRate, .truePositiveRate, .positivePredictiveValue] {
            let ours = try #require(bootstrap.interval(of: difference(metric)))
            let theirs = try #require(naive(scheme == .withinGroup, difference(metric)))
            let width = theirs.upper - theirs.lower
            #expect(abs(ours.lower - theirs.lower) < 0.12 * width)
            #expect(abs(ours.upper - theirs.upper) < 0.12 * width)
        }
        #expect(
            bootstrap.interval(of: .accuracy, group: 1)
                == bootstrap.interval { MetricValue(.accuracy, $0[1]).value })
    }

    @Test func `within groups their sizes stay, among rows they don't`() {
        let n = counts[1].n
        let within = CellBootstrap(counts, scheme: .withinGroup, resamples: 50, seed: 1)
        #expect(within.interval { Double($0[1].n) } == Interval(lower: Double(n), upper: Double(n)))
        let rows = CellBootstrap(counts, scheme: .rows, resamples: 50, seed: 1)
        #expect(rows.interval { Double($0[1].n) } != Interval(lower: Double(n), upper: Double(n)))
        #expect(rows.interval { Double($0[0].n + $0[1].n) }?.lower == Double(counts[0].n + n))
    }

    @Test func `weights of one are as good as none`() throws {
        let group = Grouping(column: "g", texts: (0..<300).map { $0 % 3 == 0 ? "a" : $0 % 3 == 1 ? "b" : nil })
        let truth = (0..<300).map { $0 % 7 < 3 }
        let prediction = (0..<300).map { $0 % 5 < 2 }
        let outcomes = Outcomes(truth: truth, prediction: prediction, weight: Array(repeating: 1, count: 300))
        for scheme in [CellBootstrap.Scheme.rows, .withinGroup] {
            let rows = RowBootstrap(outcomes, group, scheme: scheme, resamples: 800)
            let cells = CellBootstrap(
                ConfusionCounts.byGroup(outcomes, group), scheme: .withinGroup, resamples: 2000)
            let a = try #require(rows.interval { $0[0].rate(.truePositiveRate) })
            let b = try #require(cells.interval(of: .truePositiveRate, group: 0))
            #expect(abs(a.lower - b.lower) < 0.12 * (b.upper - b.lower))
            #expect(abs(a.upper - b.upper) < 0.12 * (b.upper - b.lower))
            #expect(rows.interval { $0[1].sum } != nil)
        }
    }

    @Test func `few heavy records make a wide interval`() throws {
        let n = 200
        let group = Grouping(column: "g", texts: Array(repeating: "a", count: n))
        let prediction = (0..<n).map { $0 % 2 == 0 }
        func width(_ weight: [Double]) throws -> Double {
            let outcomes = Outcomes(truth: prediction, prediction: prediction, weight: weight)
            let interval = try #require(
                RowBootstrap(outcomes, group, resamples: 400).interval { $0[0].rate(.selectionRate) })
            return interval.upper - interval.lower
        }
        let heavy = (0..<n).map { $0 < 10 ? 40.0 : 1 }
        let effective = RowBootstrap.effectiveN(heavy)
        #expect(abs(effective - 590.0 * 590 / (16_000 + 190)) < 1e-9)
        let ratio = try width(heavy) / width(Array(repeating: 1, count: n))
        // About √(200 / 21.5) = 3.05.
        #expect(ratio > 2 && ratio < 4)
        #expect(RowBootstrap.effectiveN([]) == 0)
    }
}
