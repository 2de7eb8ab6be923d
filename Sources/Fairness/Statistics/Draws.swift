internal import Records

/// Random draws on all cores, the same on any number of them: every block of draws has a generator of its own.
enum Draws {
    private static let block = 32

    /// How many of some draws are extreme.
    ///
    /// - Parameter count: of how many draws, from a generator, are; it may keep what it needs for all of them.
    static func extremes(
        _ draws: Int, seed: UInt64, _ count: @Sendable (_ draws: Int, _ random: inout SplitMix64) -> Int
    ) -> Int {
        let blocks = (draws + block - 1) / block
        var first = SplitMix64(seed: seed)
        let seeds = (0..<blocks).map { _ in first.next() }
        let found = Parallel.map(blocks) { index in
            var random = SplitMix64(seed: seeds[index])
            return count(min(block, draws - index * block), &random)
        }
        return found.reduce(0, +)
    }
}
