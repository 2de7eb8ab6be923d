/// Exact tests of paired yes/no outcomes: did the same records come out differently?
///
/// McNemar (1947), "Note on the sampling error of the difference between correlated proportions",
/// doi:10.1007/BF02295996. If nothing changed, each record whose outcome differs was as likely to gain as to lose.
public enum McNemar {
    /// The two-sided p-value of `gained` records against `lost` ones; 1 where no record differs.
    public static func exact(gained: Int, lost: Int) -> Double {
        let flips = Binomial(trials: gained + lost, chance: 0.5)
        let rarer = min(gained, lost)
        let tail = flips.probabilities.reduce(0) { $1.count <= rarer ? $0 + $1.probability : $0 }
        return min(1, 2 * tail)
    }

    /// The records of one group that came out differently, among those that count.
    public struct Flips: Sendable, Hashable {
        public let gained: Int
        public let lost: Int
        public let total: Int

        public init(gained: Int, lost: Int, total: Int) {
            self.gained = gained
            self.lost = lost
            self.total = total
        }
    }

    /// The p-value of the change of a difference of rates, a − b: the same argument for two groups at once.
    ///
    /// Each flipped record of either group is turned round with probability one half; p is the probability of a change
    /// of the difference at least as large, either way.
    ///
    /// - Precondition: neither group is empty.
    /// - Complexity: O(√(flips of a × flips of b))
    public static func exact(_ a: Flips, minus b: Flips) -> Double {
        precondition(a.total > 0 && b.total > 0, "groups with records")
        func shift(_ group: Flips, gained: Int) -> Double {
            Double(2 * gained - group.gained - group.lost) / Double(group.total)
        }
        let observed = abs(shift(a, gained: a.gained) - shift(b, gained: b.gained)) - 1e-12
        let ofB = Binomial(trials: b.gained + b.lost, chance: 0.5).probabilities
            .map { (shift: shift(b, gained: $0.count), probability: $0.probability) }
        var p = 0.0
        for (count, probability) in Binomial(trials: a.gained + a.lost, chance: 0.5).probabilities {
            let here = shift(a, gained: count)
            p += probability * ofB.reduce(0) { abs(here - $1.shift) >= observed ? $0 + $1.probability : $0 }
        }
        return min(1, p)
    }
}
