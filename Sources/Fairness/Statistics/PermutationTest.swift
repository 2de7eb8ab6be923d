/// Whether a gap between groups is more than chance makes: the labels of the groups are permuted among each part's own
/// denominator, so the groups keep their positives (negatives, …) and only the outcomes move.
///
/// Permuting all records instead would mix unequal base rates into the null and reject true ones. Successes of the
/// groups then are multivariate hypergeometric; one rate in two groups is summed exactly, anything else is drawn.
public struct PermutationTest: Codable, Hashable, Sendable {
    /// "exact" or "drawn"
    public let kind: String
    /// The probability, without any difference between the groups, of a gap at least as large; (1 + #) / (1 + R) drawn.
    public let p: Double
    /// The mean gap that chance alone makes.
    public let byChance: Double
    /// How many permutations were drawn; nil where exact.
    public let permutations: Int?

    /// Tests the gap over all groups; nil where the gap is undefined.
    ///
    /// - Complexity: O(permutations × parts × groups × √n)
    public init?(_ metric: GapMetric, _ counts: [ConfusionCounts], permutations: Int = 1999, seed: UInt64) {
        self.init(metric, shares: metric.parts.map { part in counts.map(part.counts) }, permutations, seed)
    }

    /// The same of tallies whose records count the same.
    init?(_ metric: GapMetric, _ tallies: [Tally], permutations: Int, seed: UInt64) {
        self.init(metric, shares: metric.parts.map { part in tallies.map { $0.counted(part) } }, permutations, seed)
    }

    private init?(_ metric: GapMetric, shares: [[Share]], _ permutations: Int, _ seed: UInt64) {
        let rates = shares.map { row in
            row.map { $0.denominator > 0 ? Double($0.numerator) / Double($0.denominator) : nil }
        }
        guard let observed = metric.spread(rates)?.value else { return nil }
        func isExtreme(_ gap: Double) -> Bool {
            metric.rule == .ratio ? gap <= observed + 1e-12 : gap >= observed - 1e-12
        }
        var (extreme, sum) = (0.0, 0.0)
        if let (a, b) = Self.singlePair(shares) {
            let ofA = Hypergeometric(
                population: a.denominator + b.denominator, successes: a.numerator + b.numerator, draws: a.denominator)
            for (count, probability) in ofA.probabilities(downTo: 1e-300) {
                let rates = [
                    Double(count) / Double(a.denominator),
                    Double(ofA.successes - count) / Double(b.denominator),
                ]
                guard let gap = metric.spread([rates])?.value else { continue }
                if isExtreme(gap) { extreme += probability }
                sum += gap * probability
            }
            self.init(kind: "exact", p: min(1, extreme), byChance: sum, permutations: nil)
        } else {
            var random = SplitMix64(seed: seed)
            for _ in 0..<permutations {
                let rates = shares.map { Self.permuted($0, using: &random) }
                guard let gap = metric.spread(rates)?.value else { continue }
                if isExtreme(gap) { extreme += 1 }
                sum += gap
            }
            self.init(
                kind: "drawn", p: (1 + extreme) / Double(1 + permutations), byChance: sum / Double(permutations),
                permutations: permutations)
        }
    }

    init(kind: String, p: Double, byChance: Double, permutations: Int?) {
        self.kind = kind
        self.p = p
        self.byChance = byChance
        self.permutations = permutations
    }

    private typealias Share = (numerator: Int, denominator: Int)

    /// The two groups, where there is one part with two that are defined.
    private static func singlePair(_ shares: [[Share]]) -> (a: Share, b: Share)? {
        guard shares.count == 1 else { return nil }
        let defined = shares[0].filter { $0.denominator > 0 }
        return defined.count == 2 ? (defined[0], defined[1]) : nil
    }

    /// The rates of the groups once the successes of all of them are dealt out anew.
    private static func permuted(_ shares: [Share], using random: inout SplitMix64) -> [Double?] {
        var population = shares.reduce(0) { $0 + $1.denominator }
        var successes = shares.reduce(0) { $0 + $1.numerator }
        return shares.map { share in
            guard share.denominator > 0 else { return nil }
            let dealt = Hypergeometric(population: population, successes: successes, draws: share.denominator)
                .draw(using: &random)
            population -= share.denominator
            successes -= dealt
            return Double(dealt) / Double(share.denominator)
        }
    }
}
