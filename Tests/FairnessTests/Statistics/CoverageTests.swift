import Testing

@testable import Fairness

/// On data whose truth is known, 95 % intervals hold it in 95 % of the cases: summed over all outcomes, not simulated.
@Suite struct CoverageTests {
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
}
