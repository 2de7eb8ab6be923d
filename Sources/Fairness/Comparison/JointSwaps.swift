/// Draws of several changes at once, by swapping the two predictions of every record with probability one half: a record
/// is in one group of every column, and in many rates.
struct JointSwaps {
    /// What is asked of a column's groups.
    struct Hypothesis {
        let key: String
        let column: Int
        let statistic: ([EightCells]) -> Double?
    }

    private let cells: [PairedCells]
    /// Of every record whose prediction differs: its truth, its prediction before and its group in every column.
    private let moved: [(truth: Bool, before: Bool, codes: [Int])]

    init(truth: [Bool], before: [Bool], after: [Bool], groupings: [Grouping], cells: [PairedCells]) {
        self.cells = cells
        moved = truth.indices.filter { before[$0] != after[$0] }
            .map { row in (truth[row], before[row], groupings.map { $0.codes[row] }) }
    }

    /// The adjusted p-values by the hypotheses' keys.
    ///
    /// - Complexity: O(draws × (records that differ × columns + hypotheses))
    func adjusted(_ hypotheses: [Hypothesis], draws: Int, seed: UInt64) -> [String: AdjustedP] {
        let columns = cells.map(\.groups)
        func statistics(_ columns: [[EightCells]]) -> [Double] {
            hypotheses.map { $0.statistic(columns[$0.column]) ?? 0 }
        }
        var random = SplitMix64(seed: seed, purpose: ["joint swaps"])
        let drawn = (0..<(hypotheses.isEmpty ? 0 : draws)).map { _ in statistics(swapped(columns, &random)) }
        let p = WestfallYoung.adjusted(observed: statistics(columns), draws: drawn)
        return Dictionary(
            zip(hypotheses, p).map { ($0.key, AdjustedP(p: $1, method: .westfallYoung, family: hypotheses.count)) }
        ) { first, _ in first }
    }

    private func swapped(_ columns: [[EightCells]], _ random: inout SplitMix64) -> [[EightCells]] {
        var columns = columns
        var bits: UInt64 = 0
        for (place, record) in moved.enumerated() {
            if place & 63 == 0 { bits = random.next() }
            defer { bits >>= 1 }
            guard bits & 1 == 1 else { continue }
            let was = PairedCells.cell(record.truth, record.before, !record.before)
            let now = PairedCells.cell(record.truth, !record.before, record.before)
            for (column, code) in record.codes.enumerated() where code >= 0 {
                columns[column][code][was] -= 1
                columns[column][code][now] += 1
            }
        }
        return columns
    }
}
