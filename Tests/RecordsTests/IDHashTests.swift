import Records
import TestSupport
import Testing

@Suite struct IDHashTests {
    private static let ids: [RecordID] = {
        var random = Seeded(1)
        return (0..<20_000).map { _ in RecordID(high: random.next(), low: random.next()) }
    }()

    @Test func `a value is the head of a SHA-256 over domain, seed and id`() {
        // python3: sha256(p(b"lethe/split") + n(1) + p(bytes(range(16)))), p and n as in IdentitiesTests
        let id = RecordID(high: 0x0001_0203_0405_0607, low: 0x0809_0A0B_0C0D_0E0F)
        #expect(IDHash(domain: "lethe/split", seed: 1).value(id) == 0x74592BEAED34A9E0)
    }

    @Test func `domains, seeds and ids give values of their own`() {
        let id = Self.ids[0]
        let values = [
            IDHash(domain: "a", seed: 1).value(id), IDHash(domain: "b", seed: 1).value(id),
            IDHash(domain: "a", seed: 2).value(id), IDHash(domain: "a", seed: 1).value(Self.ids[1]),
        ]
        #expect(Set(values).count == 4)
    }

    @Test func `fractions are uniform`() {
        let hash = IDHash(domain: "test", seed: 5)
        var bins = Array(repeating: 0, count: 20)
        for id in Self.ids {
            let fraction = hash.fraction(id)
            #expect(fraction >= 0 && fraction < 1)
            bins[Int(fraction * 20)] += 1
        }
        let chiSquare = bins.reduce(0.0) { $0 + (Double($1) - 1000) * (Double($1) - 1000) / 1000 }
        #expect(chiSquare < 43.8)  // 99.9 % of chi-square with 19 degrees of freedom
    }

    @Test func `a split holds out its share and halves it`() {
        let split = Split(seed: 3, testFraction: 0.25)
        let parts = Self.ids.map(split.part)
        let counts = Part.allCases.map { part in parts.count { $0 == part } }
        #expect(abs(counts[0] - 15_000) < 4 * 62)  // four standard deviations of a binomial
        #expect(abs(counts[1] - 2_500) < 4 * 47)
        #expect(abs(counts[2] - 2_500) < 4 * 47)
        #expect(counts.reduce(0, +) == Self.ids.count)
    }

    @Test func `a share of nothing holds nothing out`() {
        #expect(Self.ids.allSatisfy { Split(seed: 1, testFraction: 0).part(of: $0) == .train })
    }

    @Test func `a record held out at a small share is held out at every greater one`() {
        let small = Split(seed: 1, testFraction: 0.1)
        let great = Split(seed: 1, testFraction: 0.4)
        for id in Self.ids where small.part(of: id) != .train { #expect(great.part(of: id) == small.part(of: id)) }
    }
}
