/// How many records are in each cell of group × truth × prediction before × prediction after.
struct PairedCells {
    let groupCount: Int
    private var counts: [Int]

    /// Counts the records of known groups.
    init(truth: [Bool], before: [Bool], after: [Bool], codes: [Int], groupCount: Int) {
        self.groupCount = groupCount
        counts = Array(repeating: 0, count: groupCount * 8)
        for (i, group) in codes.enumerated() where group >= 0 {
            counts[group * 8 + (truth[i] ? 4 : 0) + (before[i] ? 2 : 0) + (after[i] ? 1 : 0)] += 1
        }
    }

    /// As many records drawn with replacement: a multinomial over the cells, which has the same distribution as
    /// resampling rows.
    ///
    /// - Complexity: O(cells)
    func resampled(using random: inout SplitMix64) -> PairedCells {
        var result = self
        var records = counts.reduce(0, +)
        var mass = records
        for cell in counts.indices where counts[cell] > 0 {
            let drawn = Binomial(trials: records, chance: Double(counts[cell]) / Double(mass)).draw(using: &random)
            result.counts[cell] = drawn
            records -= drawn
            mass -= counts[cell]
        }
        return result
    }

    /// The confusion counts of every group before and after.
    var marginals: PairedCounts {
        PairedCounts(
            before: (0..<groupCount).map { marginal($0) { cell in cell & 2 != 0 } },
            after: (0..<groupCount).map { marginal($0) { cell in cell & 1 != 0 } })
    }

    /// The records within the metric's denominator that came into its numerator, or out of it; nil for a metric whose
    /// denominator depends on the predictions.
    func flips(_ metric: Metric, _ group: Int) -> McNemar.Flips? {
        guard metric.isPaired else { return nil }
        var (gained, lost, total) = (0, 0, 0)
        for cell in 0..<8 {
            let (truth, before, after) = (cell & 4 != 0, cell & 2 != 0, cell & 1 != 0)
            guard metric.denominator.holds(truth: truth, prediction: before) else { continue }
            let was = metric.numerator.holds(truth: truth, prediction: before)
            let now = metric.numerator.holds(truth: truth, prediction: after)
            let records = counts[group * 8 + cell]
            total += records
            if now, !was { gained += records }
            if was, !now { lost += records }
        }
        return McNemar.Flips(gained: gained, lost: lost, total: total)
    }

    private func marginal(_ group: Int, prediction: (Int) -> Bool) -> ConfusionCounts {
        var result = ConfusionCounts()
        for cell in 0..<8 {
            result.add(truth: cell & 4 != 0, prediction: prediction(cell), times: counts[group * 8 + cell])
        }
        return result
    }
}

/// Confusion counts before and after, one element a group.
struct PairedCounts {
    let before: [ConfusionCounts]
    let after: [ConfusionCounts]
}
