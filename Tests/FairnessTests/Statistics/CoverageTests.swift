import Testing

@testable import Fairness

/// On data whose truth is known, 95 % intervals hold it in 95 % of the cases. Bounds of simulations are three standard
/// errors, √(.05 × .95 / cases).
@Suite struct CoverageTests {
    private func tolerance(_ cases: Int) -> Double { 3 * (0.05 * 0.95 / Double(cases)).squareRoot() }

    /// Summed over all outcomes, not simulated; coverage of Wilson's interval oscillates around 95 %.
    @Test func `Wilson's interval covers`() {
        var sum = 0.0
        let cases = [(20, 0.3), (20, 0.5), (60, 0.1), (60, 0.3), (200, 0.05), (200, 0.7)]
        for (n, p) in cases {
            let covered = Binomial(trials: n, chance: p).probabilities.reduce(0) {
                Intervals.wilson(successes: $1.count, of: n)?.contains(p) == true ? $0 + $1.probability : $0
            }
            #expect(covered > 0.92 && covered < 0.985, "\(n), \(p)")
            sum += covered
        }
        #expect(abs(sum / Double(cases.count) - 0.95) < 0.01)
    }

    /// Summed over all pairs of outcomes.
    @Test func `Newcombe's and the ratio's interval cover, of equal and of unequal rates`() {
        for (n, m, p, q) in [(60, 80, 0.3, 0.3), (50, 40, 0.5, 0.3)] {
            let (first, second) = (Binomial(trials: n, chance: p), Binomial(trials: m, chance: q))
            var (difference, ratio) = (0.0, 0.0)
            let ofSecond = second.probabilities.filter { $0.probability > 1e-6 }
            for (a, pa) in first.probabilities where pa > 1e-6 {
                for (b, pb) in ofSecond {
                    if Intervals.newcombe((a, n), minus: (b, m))?.contains(p - q) == true { difference += pa * pb }
                    if Intervals.ratio((a, n), over: (b, m))?.contains(p / q) == true { ratio += pa * pb }
                }
            }
            #expect(abs(difference - 0.95) < 0.012)
            #expect(abs(ratio - 0.95) < 0.015)
        }
    }

    @Test func `the change of a ratio, and of a pair's difference, cover between independent records`() {
        var random = SplitMix64(seed: 41)
        let cases = 1000
        var (ratios, differences) = (0, 0)
        for _ in 0..<cases {
            let drawn = [(150, 0.3), (150, 0.5), (150, 0.4), (150, 0.5)].map { n, p in
                (successes: Binomial(trials: n, chance: p).draw(using: &random), total: n)
            }
            if Intervals.ratioChange(from: (drawn[0], drawn[1]), to: (drawn[2], drawn[3]))?.contains(0.2) == true {
                ratios += 1
            }
            let terms = zip([1.0, -1, -1, 1], [2, 3, 0, 1].map { drawn[$0] }).map {
                (weight: $0, successes: $1.successes, total: $1.total)
            }
            if Intervals.combination(terms)?.contains(0.1) == true { differences += 1 }
        }
        #expect(abs(Double(ratios) / Double(cases) - 0.95) < tolerance(cases))
        #expect(abs(Double(differences) / Double(cases) - 0.95) < tolerance(cases))
    }

    @Test func `the bootstrap of cells covers a signed difference`() {
        var random = SplitMix64(seed: 42)
        let cases = 250
        var covered = 0
        for trial in 0..<cases {
            let counts = [(90, 0.6), (120, 0.45)].map { n, p in
                let tp = Binomial(trials: n, chance: p).draw(using: &random)
                return ConfusionCounts(tp: tp, fp: 10, tn: 30, fn: n - tp)
            }
            let interval = CellBootstrap(counts, resamples: 199, seed: UInt64(trial)).interval {
                guard let a = MetricValue(.truePositiveRate, $0[0]).value,
                    let b = MetricValue(.truePositiveRate, $0[1]).value
                else { return nil }
                return a - b
            }
            if interval?.contains(0.15) == true { covered += 1 }
        }
        #expect(abs(Double(covered) / Double(cases) - 0.95) < tolerance(cases))
    }

    /// Negatives uniform on [0, .7] and positives on [.3, 1]: the AUC is 1 − (.4² / 2) / .7².
    @Test func `the bootstrap of rows covers AUC, and its paired change`() {
        let cases = 160
        var random = SplitMix64(seed: 43)
        var (single, paired) = (0, 0)
        for trial in 0..<cases {
            let (before, truth) = scored(100, seed: random.next())
            let auc = ScoreBootstrap.aucInterval(scores: before, truth: truth, resamples: 99, seed: UInt64(trial))
            if auc?.contains(1 - 0.08 / 0.49) == true { single += 1 }
            // Noise on both: the two AUCs have one expectation.
            func noisy() -> [Double] { before.map { 0.8 * $0 + 0.2 * random.uniform() } }
            let rows = [noisy(), noisy()].map { ScoreRows(scores: $0, truth: truth, bins: 10) }
            let change = ScoreBootstrap.intervals(before: rows[0], after: rows[1], resamples: 99, seed: UInt64(trial))
            if change.auc?.contains(0) == true { paired += 1 }
        }
        // A percentile interval of 99 resamples is a little narrow; one point more is allowed below.
        for covered in [single, paired] {
            #expect(Double(covered) / Double(cases) > 0.95 - tolerance(cases) - 0.01)
            #expect(Double(covered) / Double(cases) < 0.95 + tolerance(cases))
        }
    }

    /// Why no such interval is offered: five groups of one rate, and it excludes 0 every time, while the permutation
    /// test sees nothing in most.
    @Test func `a percentile interval of max − min excludes 0 under equality`() throws {
        var random = SplitMix64(seed: 44)
        var (excluded, rejected) = (0, 0)
        let metric = GapMetric.demographicParityDifference
        for trial in 0..<20 {
            let counts = (0..<5).map { _ in
                let hits = Binomial(trials: 100, chance: 0.3).draw(using: &random)
                return ConfusionCounts(tp: hits, tn: 100 - hits)
            }
            let naive = CellBootstrap(counts, resamples: 200, seed: UInt64(trial)).interval {
                metric.spread(metric.rates($0))?.value
            }
            if naive?.excludesZero == true { excluded += 1 }
            if try #require(PermutationTest(metric, counts, permutations: 99, seed: UInt64(trial))).p <= 0.05 {
                rejected += 1
            }
        }
        #expect(excluded == 20)
        #expect(rejected <= 4)
    }
}
