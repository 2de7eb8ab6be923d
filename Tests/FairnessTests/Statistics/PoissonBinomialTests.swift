import Testing

@testable import Fairness

@Suite("Counts of records with chances of their own")
struct PoissonBinomialTests {
    @Test("few records: every outcome's probability is the sum over all of who is positive")
    func enumerated() {
        var random = SplitMix64(seed: 3)
        for size in 0...9 {
            let chances = (0..<size).map { $0 < 3 && size > 6 ? [0, 1, 0.5][$0] : random.uniform() }
            let counts = PoissonBinomial(chances.map { ($0, 1) })
            var expected = Array(repeating: 0.0, count: size + 1)
            for pattern in 0..<(1 << size) {
                let who = (0..<size).filter { pattern >> $0 & 1 == 1 }
                expected[who.count] += (0..<size).reduce(1) { $0 * (who.contains($1) ? chances[$1] : 1 - chances[$1]) }
            }
            for (count, probability) in expected.enumerated() {
                #expect(abs(counts.probability(of: count) - probability) < 1e-14)
            }
            #expect(counts.probability(of: size + 1) == 0)
        }
    }

    @Test("one chance: a binomial, from a score near 0 to one near 1", arguments: [1e-12, 0.001, 0.02, 0.98, 1 - 1e-9])
    func binomial(chance: Double) {
        let counts = PoissonBinomial([(chance, 2000), (0, 500), (1, 7)])
        for outcome in Binomial(trials: 2000, chance: chance).probabilities {
            #expect(abs(counts.probability(of: outcome.count + 7) - outcome.probability) < 1e-12)
        }
    }

    @Test("drawn counts have the mean and the variance of a sum of chances")
    func drawn() {
        var random = SplitMix64(seed: 8)
        let members = (0..<1500).map { _ in (score: random.uniform() * random.uniform() * 0.2, records: 1) }
        let counts = PoissonBinomial(members)
        let draws = (0..<20_000).map { _ in Double(counts.draw(using: &random)) }
        let mean = draws.reduce(0, +) / Double(draws.count)
        let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws.count)
        let expected = members.reduce(0) { $0 + $1.score }
        let spread = members.reduce(0) { $0 + $1.score * (1 - $1.score) }
        #expect(abs(mean - expected) < 4 * (spread / Double(draws.count)).squareRoot())
        #expect(abs(variance / spread - 1) < 0.05)
    }
}
