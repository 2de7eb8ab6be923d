import Foundation
import Testing

@testable import Fairness

@Suite struct CountDistributionTests {
    @Test func `the generator is SplitMix64 as published`() {
        var random = SplitMix64(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
    }

    @Test func `small distributions are as counted by hand`() {
        let binomial = Binomial(trials: 3, chance: 0.5).probabilities
        #expect(binomial.map(\.count) == [0, 1, 2, 3])
        for (here, byHand) in zip(binomial, [0.125, 0.375, 0.375, 0.125]) {
            #expect(abs(here.probability - byHand) < 1e-15)
        }
        let hypergeometric = Hypergeometric(population: 5, successes: 3, draws: 3).probabilities
        #expect(hypergeometric.map(\.count) == [1, 2, 3])
        for (here, byHand) in zip(hypergeometric, [0.3, 0.6, 0.1]) { #expect(abs(here.probability - byHand) < 1e-15) }
    }

    @Test(arguments: [(10, 0.3), (40, 0.02), (900, 0.5), (100_000, 0.37)])
    func `the mode's probability agrees with the ratios`(trials: Int, chance: Double) {
        let binomial = Binomial(trials: trials, chance: chance)
        let atMode = binomial.probabilities.first { $0.count == binomial.mode }?.probability ?? 0
        #expect(abs(log(atMode) - binomial.logModeProbability) < 1e-9)
        let urn = Hypergeometric(population: 2 * trials, successes: trials / 3, draws: trials)
        let urnMode = urn.probabilities.first { $0.count == urn.mode }?.probability ?? 0
        #expect(abs(log(urnMode) - urn.logModeProbability) < 1e-9)
    }

    @Test func `certain outcomes are certain`() {
        var random = SplitMix64(seed: 4)
        #expect(Binomial(trials: 9, chance: 1).draw(using: &random) == 9)
        #expect(Binomial(trials: 9, chance: 0).draw(using: &random) == 0)
        #expect(Binomial(trials: 0, chance: 0.4).draw(using: &random) == 0)
        #expect(Hypergeometric(population: 8, successes: 8, draws: 3).draw(using: &random) == 3)
        #expect(Hypergeometric(population: 8, successes: 2, draws: 0).draw(using: &random) == 0)
    }

    /// Pearson's χ² of 20,000 draws against the exact probabilities; the bound is its 99.99 % point.
    @Test func `draws follow the distribution`() {
        func chiSquare(_ distribution: some CountDistribution) -> (value: Double, cells: Int) {
            var random = SplitMix64(seed: 20_261_123)
            var seen: [Int: Double] = [:]
            for _ in 0..<20_000 { seen[distribution.draw(using: &random), default: 0] += 1 }
            let likely = distribution.probabilities.filter { $0.probability * 20_000 >= 5 }
            let value = likely.reduce(0) {
                $0 + pow(seen[$1.count, default: 0] - 20_000 * $1.probability, 2) / (20_000 * $1.probability)
            }
            return (value, likely.count)
        }
        for result in [
            chiSquare(Binomial(trials: 30, chance: 0.2)), chiSquare(Binomial(trials: 60, chance: 0.3)),
            chiSquare(Binomial(trials: 400, chance: 0.9)), chiSquare(Binomial(trials: 20, chance: 0.5)),
            chiSquare(Binomial(trials: 100_000, chance: 0.0002)), chiSquare(Binomial(trials: 200, chance: 0.96)),
            chiSquare(Hypergeometric(population: 100, successes: 30, draws: 40)),
        ] {
            let k = Double(result.cells)
            #expect(result.cells > 10)
            #expect(result.value < k * pow(1 - 2 / (9 * k) + 3.719 * (2 / (9 * k)).squareRoot(), 3))
        }
    }
}
