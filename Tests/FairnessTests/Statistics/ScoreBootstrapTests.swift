import Testing

@testable import Fairness

/// Scores that are a little higher for positives; `levels` makes ties.
func scored(_ n: Int, seed: UInt64, lift: Double = 0.3, levels: Double? = nil) -> (scores: [Double], truth: [Bool]) {
    var random = SplitMix64(seed: seed)
    let truth = (0..<n).map { _ in random.uniform() < 0.4 }
    let scores = truth.map { isPositive in
        let score = min(1, random.uniform() * 0.7 + (isPositive ? lift : 0))
        return levels.map { (score * $0).rounded() / $0 } ?? score
    }
    return (scores, truth)
}

@Suite struct ScoreBootstrapTests {
    @Test func `AUC is the share of pairs in the right order, ties a half`() {
        let rows = ScoreRows(
            scores: [0.1, 0.4, 0.4, 0.8, 0.4], truth: [false, true, false, true, true], bins: 10)
        // Positives .4, .8, .4 against negatives .1, .4: 1 + ½, 2, 1 + ½ of 6.
        #expect(rows.figures().auc == 5.0 / 6)
        #expect(ScoreRows(scores: [0.2, 0.3], truth: [true, true], bins: 10).figures().auc.isNaN)
        #expect(ScoreRows(scores: [], truth: [], bins: 10).figures().brier.isNaN)
    }

    @Test func `bins are closed on the right, and the first holds 0`() {
        // 0 and .5 are in the first of two bins, .6 and 1 in the second: |−.5 + 0| and |.6 − 1 + 1 − 1|, of 4.
        let rows = ScoreRows(scores: [0, 0.5, 0.6, 1], truth: [false, true, true, true], bins: 2)
        #expect(rows.bins == [0, 2, 4])
        #expect(abs(rows.figures().ece - 0.9 / 4) < 1e-15)
        #expect(abs(rows.figures().brier - (0.25 + 0.16) / 4) < 1e-15)
    }

    @Test(arguments: [1, 2, 7, 300]) func `the fast pass is the safe one`(n: Int) {
        for (levels, seed) in [(nil, 1), (5.0, 2), (1.0, 3)] as [(Double?, UInt64)] {
            let (scores, truth) = scored(n, seed: seed, levels: levels)
            let rows = ScoreRows(scores: scores, truth: truth, bins: 10)
            var random = SplitMix64(seed: seed + 9)
            for _ in 0..<5 {
                let times = (0..<n).map { _ in Int(random.next() % 4) }
                let safe = rows.figures { Double(times[$0]) }
                let fast = times.map(UInt8.init).withUnsafeBufferPointer { rows.figures(counts: $0) }
                func same(_ a: Double, _ b: Double) -> Bool { a.isNaN ? b.isNaN : abs(a - b) < 1e-12 }
                #expect(same(safe.auc, fast.auc) && same(safe.ece, fast.ece) && same(safe.brier, fast.brier))
            }
        }
    }

    @Test func `the interval is that of resampling rows one by one`() throws {
        let (scores, truth) = scored(80, seed: 5, levels: 20)
        let fast = ScoreBootstrap.intervals(scores: scores, truth: truth, bins: 10, resamples: 1000, seed: 1)
        var random = SplitMix64(seed: 2)
        var (auc, ece, brier) = ([Double](), [Double](), [Double]())
        for _ in 0..<1000 {
            let drawn = (0..<80).map { _ in Int(random.next() % 80) }
            let figures = ScoreRows(
                scores: drawn.map { scores[$0] }, truth: drawn.map { truth[$0] }, bins: 10
            ).figures()
            auc.append(figures.auc)
            ece.append(figures.ece)
            brier.append(figures.brier)
        }
        for (ours, values) in [(fast.auc, auc), (fast.ece, ece), (fast.brier, brier)] {
            var values = values
            let (ours, naive) = (try #require(ours), try #require(Percentiles.interval(of: &values)))
            let width = naive.upper - naive.lower
            #expect(abs(ours.lower - naive.lower) < 0.15 * width)
            #expect(abs(ours.upper - naive.upper) < 0.15 * width)
        }
        #expect(
            ScoreBootstrap.aucInterval(scores: scores, truth: truth, resamples: 1000, seed: 1)
                == fast.auc)
    }

    @Test func `a weight of two is a record that is there twice`() {
        let (scores, truth) = scored(40, seed: 14, levels: 12)
        let weights = (0..<40).map { Double($0 % 3) }
        let repeated = (0..<40).flatMap { Array(repeating: $0, count: $0 % 3) }
        let weighted = ScoreRows(scores: scores, truth: truth, weights: weights, bins: 10).figures()
        let plain = ScoreRows(
            scores: repeated.map { scores[$0] }, truth: repeated.map { truth[$0] }, bins: 10
        ).figures()
        #expect(abs(weighted.auc - plain.auc) < 1e-12)
        #expect(abs(weighted.ece - plain.ece) < 1e-12)
        #expect(abs(weighted.brier - plain.brier) < 1e-12)
        let (same, none) = (
            ScoreBootstrap.intervals(
                scores: scores, truth: truth, weights: Array(repeating: 1, count: 40), bins: 10, resamples: 60, seed: 1),
            ScoreBootstrap.intervals(scores: scores, truth: truth, bins: 10, resamples: 60, seed: 1)
        )
        #expect(abs((same.auc?.lower ?? 0) - (none.auc?.lower ?? 1)) < 1e-12)
        #expect(abs((same.ece?.upper ?? 0) - (none.ece?.upper ?? 1)) < 1e-12)
    }

    @Test func `calibration alone, exact or in the limit, has the interval that rows give`() throws {
        let (scores, truth) = scored(6000, seed: 15)
        let rows = ScoreRows(scores: scores, truth: truth, bins: 10)
        let all = try #require(
            ScoreBootstrap.intervals(scores: scores, truth: truth, bins: 10, resamples: 2000, seed: 1).ece)
        let width = all.upper - all.lower
        for limit in [10_000, 0] {
            let alone = try #require(CalibrationBootstrap(rows, exactBelow: limit).interval(resamples: 2000, seed: 1))
            #expect(abs(alone.lower - all.lower) < 0.1 * width)
            #expect(abs(alone.upper - all.upper) < 0.1 * width)
        }
        #expect(
            CalibrationBootstrap(rows).interval(resamples: 200, seed: 3)
                == ScoreBootstrap.calibrationInterval(scores: scores, truth: truth, bins: 10, resamples: 200, seed: 3))
        #expect(ScoreBootstrap.calibrationInterval(scores: [], truth: [], bins: 10, resamples: 9, seed: 1) == nil)
    }

    @Test func `one seed gives one interval, another seed another`() {
        let (scores, truth) = scored(90, seed: 6)
        func interval(_ seed: UInt64) -> Interval? {
            ScoreBootstrap.aucInterval(scores: scores, truth: truth, resamples: 100, seed: seed)
        }
        #expect(interval(3) == interval(3))
        #expect(interval(3) != interval(4))
    }

    @Test func `one class has no AUC, and one positive too many resamples without it`() {
        let scores = [0.1, 0.2, 0.7, 0.9]
        #expect(
            ScoreBootstrap.aucInterval(
                scores: scores, truth: Array(repeating: true, count: 4), resamples: 50, seed: 1) == nil)
        #expect(
            ScoreBootstrap.aucInterval(scores: scores, truth: [true, false, false, false], resamples: 50, seed: 1)
                == nil)
        #expect(ScoreBootstrap.intervals(scores: [], truth: [], bins: 10, resamples: 50, seed: 1).brier == nil)
    }

    @Test func `percentiles are those of sorted values`() {
        var random = SplitMix64(seed: 8)
        for n in [1, 2, 3, 40, 999] {
            let values = (0..<n).map { _ in (random.uniform() * 50).rounded() }
            let sorted = values.sorted()
            func quantile(_ share: Double) -> Double {
                let position = share * Double(n - 1)
                let (below, above) = (Int(position), min(Int(position) + 1, n - 1))
                return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
            }
            var shuffled = values
            #expect(
                Percentiles.interval(of: &shuffled) == Interval(lower: quantile(0.025), upper: quantile(0.975)))
        }
        var few = [Double](repeating: 1, count: 18) + [.nan, .nan]
        #expect(Percentiles.interval(of: &few) == nil)
    }
}
