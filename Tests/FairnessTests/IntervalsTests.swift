import Foundation
import Testing

@testable import Fairness

/// Examples from the two 1998 papers of R. G. Newcombe (method 3 for single rates, method 10 for differences).
@Suite struct IntervalsTests {
    @Test(arguments: [
        (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718),
    ])
    func `Wilson's interval is as published`(hits: Int, total: Int, lower: Double, upper: Double) throws {
        let interval = try #require(Intervals.wilson(successes: hits, of: total))
        #expect(abs(interval.lower - lower) <= 0.00005)
        #expect(abs(interval.upper - upper) <= 0.00005)
    }

    @Test(arguments: [
        (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (10, 10, 0, 10, 0.6075, 1.0),
        (5, 56, 0, 29, -0.0381, 0.1926),
    ])
    func `Newcombe's interval is as published`(a: Int, m: Int, b: Int, n: Int, lower: Double, upper: Double) throws {
        let interval = try #require(Intervals.newcombe((a, m), minus: (b, n)))
        #expect(abs(interval.lower - lower) <= 0.00005)
        #expect(abs(interval.upper - upper) <= 0.00005)
        let mirrored = try #require(Intervals.newcombe((b, n), minus: (a, m)))
        #expect(abs(mirrored.lower + interval.upper) < 1e-15)
    }

    @Test func `no denominator, no interval`() {
        #expect(Intervals.wilson(successes: 0, of: 0) == nil)
        #expect(Intervals.newcombe((0, 0), minus: (1, 2)) == nil)
    }

    @Test func `the ends are exact at 0 and at 1`() {
        #expect(Intervals.wilson(successes: 0, of: 7)?.lower == 0)
        #expect(Intervals.wilson(successes: 7, of: 7)?.upper == 1)
    }

    /// Summed exactly over every possible outcome, so nothing here is random.
    @Test(arguments: [0.1, 0.3, 0.5]) func `Wilson's interval covers`(p: Double) {
        let coverage = Binomial(trials: 60, chance: p).probabilities.reduce(0.0) { sum, outcome in
            let covers = Intervals.wilson(successes: outcome.count, of: 60)?.contains(p) ?? false
            return covers ? sum + outcome.probability : sum
        }
        #expect(coverage > 0.93 && coverage < 0.975)
    }

    @Test(arguments: [(0.3, 0.3), (0.5, 0.2), (0.9, 0.7)])
    func `Newcombe's interval covers`(p: Double, q: Double) {
        var coverage = 0.0
        for a in Binomial(trials: 40, chance: p).probabilities {
            for b in Binomial(trials: 25, chance: q).probabilities
            where Intervals.newcombe((a.count, 40), minus: (b.count, 25))?.contains(p - q) ?? false {
                coverage += a.probability * b.probability
            }
        }
        #expect(coverage > 0.93 && coverage < 0.985)
    }
}
