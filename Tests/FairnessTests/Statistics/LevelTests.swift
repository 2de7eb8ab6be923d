import Testing

@testable import Fairness

/// On data without any difference, tests at level .05 reject in .05 of the cases, exact ones in no more. Bounds of
/// simulations are three standard errors.
@Suite struct LevelTests {
    private func tolerance(_ cases: Int, _ level: Double = 0.05) -> Double {
        3 * (level * (1 - level) / Double(cases)).squareRoot()
    }

    /// Summed over all tables, not simulated.
    @Test(arguments: [0.1, 0.3, 0.5]) func `Fisher's test rejects at most at its level`(p: Double) {
        let (n, m) = (24, 18)
        let (first, second) = (Binomial(trials: n, chance: p), Binomial(trials: m, chance: p))
        var rejected = 0.0
        for (a, pa) in first.probabilities where pa > 1e-9 {
            for (b, pb) in second.probabilities where pb > 1e-9 && RateTests.fisher((a, n), (b, m)) <= 0.05 {
                rejected += pa * pb
            }
        }
        #expect(rejected <= 0.05)
        #expect(rejected > 0.001)
    }

    /// Summed over all tables: z is not exact, but near its level where it is preferred.
    @Test func `pooled z rejects at about its level`() {
        let rate = Binomial(trials: 60, chance: 0.3).probabilities.filter { $0.probability > 1e-6 }
        var rejected = 0.0
        for (a, pa) in rate {
            for (b, pb) in rate where RateTests.pooledZ((a, 60), (b, 60)).map(RateTests.twoSided) ?? 1 <= 0.05 {
                rejected += pa * pb
            }
        }
        #expect(abs(rejected - 0.05) < 0.01)
    }

    /// Summed over all numbers of flips.
    @Test func `McNemar's test rejects at most at its level`() {
        for (n, chance) in [(100, 0.2), (400, 0.1)] {
            var rejected = 0.0
            for (flips, p) in Binomial(trials: n, chance: chance).probabilities where p > 1e-6 {
                for (gained, q) in Binomial(trials: flips, chance: 0.5).probabilities
                where McNemar.exact(gained: gained, lost: flips - gained) <= 0.05 {
                    rejected += p * q
                }
            }
            #expect(rejected <= 0.05)
            #expect(rejected > 0.02)
        }
    }

    @Test func `the contrast of independent records rejects at its level`() {
        let cases = 2000
        var random = SplitMix64(seed: 51)
        var rejected = 0
        for _ in 0..<cases {
            let terms = [(1.0, 80, 0.4), (-1, 120, 0.6), (-1, 90, 0.4), (1, 110, 0.6)].map { weight, n, p in
                (weight: weight, successes: Binomial(trials: n, chance: p).draw(using: &random), total: n)
            }
            if RateTests.contrastZ(terms).map(RateTests.twoSided) ?? 1 <= 0.05 { rejected += 1 }
        }
        #expect(abs(Double(rejected) / Double(cases) - 0.05) < tolerance(cases))
    }

    /// Ten hypotheses of which seven are true: Holm's chance of any false rejection, and the share of false ones among
    /// Benjamini and Hochberg's, whose expectation is .05 × 7 / 10.
    @Test func `families keep their error`() {
        let cases = 3000
        var random = SplitMix64(seed: 52)
        var (any, share, found) = (0, 0.0, (holm: 0, scan: 0))
        for _ in 0..<cases {
            let p = (0..<10).map { $0 < 7 ? random.uniform() : random.uniform() * 0.01 }
            let (holm, scan) = (Adjusting.holm(p), Adjusting.benjaminiHochberg(p))
            if holm.prefix(7).contains(where: { $0 <= 0.05 }) { any += 1 }
            let rejected = scan.count { $0 <= 0.05 }
            share += Double(scan.prefix(7).count { $0 <= 0.05 }) / Double(max(1, rejected))
            found.holm += holm.suffix(3).count { $0 <= 0.05 }
            found.scan += scan.suffix(3).count { $0 <= 0.05 }
        }
        #expect(Double(any) / Double(cases) < 0.05 + tolerance(cases))
        #expect(abs(share / Double(cases) - 0.035) < tolerance(cases, 0.035))
        #expect(found.scan > found.holm)
        #expect(found.holm > cases)
    }
}
