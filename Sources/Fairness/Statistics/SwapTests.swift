/// Whether a change in figures of confusion cells is more than chance makes, by swapping the two predictions of records.
///
/// Only records whose predictions differ can be told from their swapped selves, so of each group and truth a binomial
/// number of them gains.
public enum SwapTests {
    /// The most points that are summed exactly.
    private static let mostPoints = 200_000

    /// Of a figure of one group, summed exactly where it can be; swaps that leave the figure undefined count as extreme.
    public static func test(
        _ cells: EightCells, draws: Int, seed: UInt64, _ figure: @Sendable (EightCells) -> Double?
    ) -> PairedTest? {
        guard let value = figure(cells) else { return nil }
        let observed = abs(value) - 1e-9
        let negatives = Binomial(trials: cells.discordant(truth: false), chance: 0.5).probabilities
        let positives = Binomial(trials: cells.discordant(truth: true), chance: 0.5).probabilities
        guard negatives.count * positives.count <= mostPoints else {
            return drawn([cells], draws, seed, observed) { figure($0[0]) }
        }
        var p = 0.0
        for (gainedNegatives, ofNegatives) in negatives {
            for (gainedPositives, ofPositives) in positives {
                let swapped = cells.swapped(gainedNegatives: gainedNegatives, gainedPositives: gainedPositives)
                if figure(swapped).map({ abs($0) >= observed }) ?? true { p += ofNegatives * ofPositives }
            }
        }
        return .swaps(exact: p)
    }

    /// Of a figure of several groups, drawn.
    public static func test(
        _ groups: [EightCells], draws: Int, seed: UInt64, _ figure: @Sendable ([EightCells]) -> Double?
    ) -> PairedTest? {
        guard let value = figure(groups) else { return nil }
        return drawn(groups, draws, seed, abs(value) - 1e-9, figure)
    }

    private static func drawn(
        _ groups: [EightCells], _ draws: Int, _ seed: UInt64, _ observed: Double,
        _ figure: @Sendable ([EightCells]) -> Double?
    ) -> PairedTest {
        let extremes = Draws.extremes(draws, seed: seed) { count, random in
            var found = 0
            for _ in 0..<count {
                let swapped = groups.map { $0.swapped(using: &random) }
                if figure(swapped).map({ abs($0) >= observed }) ?? true { found += 1 }
            }
            return found
        }
        return PairedTest(drawn: draws, asExtreme: extremes)
    }
}
