/// Draws of several changes at once, by swapping the two predictions of every record with probability one half: a record
/// is in one group of every column, and in many rates.
struct JointSwaps {
    /// What is asked of a column's groups.
    struct Hypothesis {
        let key: String
        let column: Int
        /// Whether it is of the cells of right and wrong, where those are others.
        var isOfRight = false
        let statistic: ([EightCells]) -> Double?
    }

    /// A record of which either changed.
    private struct Moved {
        let truth: Bool
        /// The prediction before; nil where it is the same after.
        let before: Bool?
        /// Whether it was right before; nil where it is as right after.
        let right: Bool?
        /// Its group in every column.
        let codes: [Int]
    }

    private let cells: [PairedCells]
    /// Of several classes, what is right as if right were positive; else none.
    private let rightCells: [PairedCells]
    private let moved: [Moved]

    init(
        truth: [Bool], before: [Bool], after: [Bool], right: (before: [Bool], after: [Bool])? = nil,
        groupings: [Grouping], cells: [PairedCells], rightCells: [PairedCells] = []
    ) {
        self.cells = cells
        self.rightCells = rightCells
        moved = truth.indices.compactMap { row in
            let said = before[row] == after[row] ? nil : before[row]
            let was = right.flatMap { $0.before[row] == $0.after[row] ? nil : $0.before[row] }
            guard said != nil || was != nil else { return nil }
            return Moved(truth: truth[row], before: said, right: was, codes: groupings.map { $0.codes[row] })
        }
    }

    /// The adjusted p-values by the hypotheses' keys.
    ///
    /// - Complexity: O(draws × (records that differ × columns + hypotheses))
    func adjusted(_ hypotheses: [Hypothesis], draws: Int, seed: UInt64) -> [String: AdjustedP] {
        typealias Columns = (said: [[EightCells]], right: [[EightCells]])
        let columns: Columns = (cells.map(\.groups), rightCells.map(\.groups))
        func statistics(_ columns: Columns) -> [Double] {
            hypotheses.map { hypothesis in
                let isOfRight = hypothesis.isOfRight && !columns.right.isEmpty
                return hypothesis.statistic((isOfRight ? columns.right : columns.said)[hypothesis.column]) ?? 0
            }
        }
        var random = SplitMix64(seed: seed, purpose: ["joint swaps"])
        let drawn = (0..<(hypotheses.isEmpty ? 0 : draws)).map { _ in
            var drawn = columns
            swap(&drawn.said, &drawn.right, &random)
            return statistics(drawn)
        }
        let p = WestfallYoung.adjusted(observed: statistics(columns), draws: drawn)
        return Dictionary(
            zip(hypotheses, p).map { ($0.key, AdjustedP(p: $1, method: .westfallYoung, family: hypotheses.count)) }
        ) { first, _ in first }
    }

    /// Swaps what is said of a record, and with it whether that is right.
    private func swap(_ said: inout [[EightCells]], _ right: inout [[EightCells]], _ random: inout SplitMix64) {
        var bits: UInt64 = 0
        for (place, record) in moved.enumerated() {
            if place & 63 == 0 { bits = random.next() }
            defer { bits >>= 1 }
            guard bits & 1 == 1 else { continue }
            if let before = record.before { Self.swap(record.truth, before, record.codes, &said) }
            if let before = record.right { Self.swap(true, before, record.codes, &right) }
        }
    }

    private static func swap(_ truth: Bool, _ before: Bool, _ codes: [Int], _ columns: inout [[EightCells]]) {
        let (was, now) = (PairedCells.cell(truth, before, !before), PairedCells.cell(truth, !before, before))
        for (column, code) in codes.enumerated() where code >= 0 {
            columns[column][code][was] -= 1
            columns[column][code][now] += 1
        }
    }
}
