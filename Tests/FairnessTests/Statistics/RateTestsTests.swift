import Testing

@testable import Fairness

@Suite struct RateTestsTests {
    /// `scipy.stats.fisher_exact([[s, n − s], [t, m − t]])[1]` of SciPy 1.17.1.
    @Test(arguments: [
        ((8, 10), (1, 6), 0.034965034965034975), ((3, 30), (10, 30), 0.05746627333208208),
        ((30, 100), (45, 100), 0.040534006514982644), ((0, 10), (0, 12), 1.0), ((5, 10), (5, 10), 1.0),
        ((200, 1000), (260, 1000), 0.001701060491029222), ((1, 25), (5, 33), 0.221649873980114),
        ((7, 10), (3, 10), 0.1788954079975752),
    ])
    func `Fisher's p is SciPy's`(a: (Int, Int), b: (Int, Int), expected: Double) {
        #expect(abs(RateTests.fisher((a.0, a.1), (b.0, b.1)) - expected) < 1e-12)
        #expect(abs(RateTests.fisher((b.0, b.1), (a.0, a.1)) - expected) < 1e-12)
    }

    @Test func `Fisher's p is SciPy's far out in the tail`() {
        let adult = RateTests.fisher((118, 1689), (846, 3268))
        #expect(abs(adult / 7.4438106085669246e-65 - 1) < 1e-9)
        let large = RateTests.fisher((2000, 5000), (900, 5000))
        #expect(abs(large / 4.907391014588639e-132 - 1) < 1e-9)
        #expect(RateTests.fisher((50_000, 100_000), (1000, 100_000)) == 0)
        #expect(RateTests.fisher((0, 0), (3, 5)) == 1)
    }

    @Test func `Fisher's p is what counting every table gives`() {
        func choose(_ n: Int, _ k: Int) -> Int { (0..<k).reduce(1) { $0 * (n - $1) / ($1 + 1) } }
        for (n, m) in [(5, 7), (6, 6), (9, 4)] {
            for s in 0...n {
                for t in 0...m {
                    let tables = (max(0, s + t - m)...min(n, s + t)).map { choose(n, $0) * choose(m, s + t - $0) }
                    let own = choose(n, s) * choose(m, t)
                    let extreme = tables.filter { $0 <= own }.reduce(0, +)
                    let expected = Double(extreme) / Double(tables.reduce(0, +))
                    #expect(abs(RateTests.fisher((s, n), (t, m)) - expected) < 1e-12)
                }
            }
        }
    }

    @Test func `pooled z is as by hand, and undefined without variance`() throws {
        // 30 of 100 against 45 of 100: pooled .375, standard error √(.375 × .625 × .02) = .068465…
        let z = try #require(RateTests.pooledZ((30, 100), (45, 100)))
        #expect(abs(z + 0.15 / 0.0684653196881458) < 1e-12)
        #expect(abs(RateTests.twoSided(z: 1.959963984540054) - 0.05) < 1e-15)
        #expect(RateTests.pooledZ((0, 10), (0, 20)) == nil)
        #expect(RateTests.pooledZ((20, 20), (10, 10)) == nil)
        #expect(RateTests.pooledZ((0, 0), (1, 2)) == nil)
    }

    @Test func `Fisher is preferred for few records or a small expected cell`() {
        #expect(RateTests.prefersFisher((15, 29), (500, 1000)))
        #expect(!RateTests.prefersFisher((15, 30), (500, 1000)))
        #expect(RateTests.prefersFisher((1, 40), (4, 40)))  // 2.5 expected
        #expect(!RateTests.prefersFisher((5, 40), (5, 40)))
        #expect(RateTests.prefersFisher((38, 40), (38, 40)))  // 2 failures expected
    }
}

@Suite struct AdjustingTests {
    @Test func `Holm's and Benjamini and Hochberg's are as by hand`() {
        let p = [0.01, 0.04, 0.03, 0.005, 0.5]
        func close(_ a: [Double], _ b: [Double]) -> Bool { zip(a, b).allSatisfy { abs($0 - $1) < 1e-15 } }
        // Ascending .005 × 5, .01 × 4, .03 × 3, .04 × 2 (not below .09), .5.
        #expect(close(Adjusting.holm(p), [0.04, 0.09, 0.09, 0.025, 0.5]))
        // scipy.stats.false_discovery_control(p, method='bh') of SciPy 1.17.1
        #expect(close(Adjusting.benjaminiHochberg(p), [0.025, 0.05, 0.05, 0.025, 0.5]))
        #expect(Adjusting.holm([]) == [])
        #expect(Adjusting.benjaminiHochberg([0.7]) == [0.7])
        #expect(Adjusting.holm([0.9, 0.8]) == [1, 1])
    }

    @Test func `a hypothesis counts once, by its larger p`() {
        var family = Family(.holm)
        family.add("a", p: 0.01)
        family.add("b", p: 0.02)
        family.add("a", p: 0.03)
        #expect(family.count == 2)
        #expect(family.adjusted["b"] == AdjustedP(p: 0.04, method: .holm, family: 2))
        #expect(family.adjusted["a"] == AdjustedP(p: 0.04, method: .holm, family: 2))
    }
}
