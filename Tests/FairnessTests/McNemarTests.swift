import Fairness
import Testing

@Suite struct McNemarTests {
    @Test(arguments: [
        (1, 9, 0.021484375), (9, 1, 0.021484375), (0, 0, 1.0), (5, 5, 1.0), (0, 5, 0.0625), (0, 6, 0.03125),
    ])
    func `one group's p is twice the binomial tail`(gained: Int, lost: Int, p: Double) {
        #expect(abs(McNemar.exact(gained: gained, lost: lost) - p) < 1e-14)
    }

    @Test func `a group without flips leaves the other's own test`() {
        let still = McNemar.Flips(gained: 0, lost: 0, total: 50)
        for (gained, lost) in [(1, 9), (12, 3), (4, 4)] {
            let moved = McNemar.Flips(gained: gained, lost: lost, total: 40)
            let own = McNemar.exact(gained: gained, lost: lost)
            #expect(abs(McNemar.exact(moved, minus: still) - own) < 1e-12)
            #expect(abs(McNemar.exact(still, minus: moved) - own) < 1e-12)
        }
    }

    @Test func `two groups moving together do not change their difference`() {
        let flips = McNemar.Flips(gained: 8, lost: 0, total: 40)
        #expect(McNemar.exact(flips, minus: flips) == 1)
    }

    @Test func `two groups moving apart are as counted by hand`() {
        // Of 2 × 2 flips the shifts are ±2, 0, 0 each; |a − b| = 4 in 2 of 16.
        let up = McNemar.Flips(gained: 2, lost: 0, total: 10)
        let down = McNemar.Flips(gained: 0, lost: 2, total: 10)
        #expect(abs(McNemar.exact(up, minus: down) - 0.125) < 1e-15)
    }
}
