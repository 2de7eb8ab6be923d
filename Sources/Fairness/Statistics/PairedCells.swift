/// How many records are in each cell of group × truth × prediction before × prediction after.
struct PairedCells: Sendable {
    private(set) var groups: [EightCells]

    /// Counts the records of known groups.
    init(truth: [Bool], before: [Bool], after: [Bool], codes: [Int], groupCount: Int) {
        var groups = Array(repeating: EightCells.zero, count: groupCount)
        for (i, group) in codes.enumerated() where group >= 0 {
            groups[group][Self.cell(truth[i], before[i], after[i])] += 1
        }
        self.groups = groups
    }

    static func cell(_ truth: Bool, _ before: Bool, _ after: Bool) -> Int {
        (truth ? 4 : 0) + (before ? 2 : 0) + (after ? 1 : 0)
    }

    /// The confusion counts of every group before and after.
    var marginals: PairedCounts {
        PairedCounts(before: groups.map { $0.counts(.before) }, after: groups.map { $0.counts(.after) })
    }
}

extension EightCells {
    /// The confusion counts at one moment.
    func counts(_ moment: Moment) -> ConfusionCounts {
        var result = ConfusionCounts()
        for cell in 0..<8 {
            let prediction = cell & (moment == .before ? 2 : 1) != 0
            result.add(truth: cell & 4 != 0, prediction: prediction, times: Int(self[cell]))
        }
        return result
    }

    /// The records within the metric's denominator that came into its numerator, or out of it; nil for a metric whose
    /// denominator depends on the predictions.
    func flips(_ metric: Metric) -> McNemar.Flips? {
        guard metric.isPaired else { return nil }
        let among = EightCells.membership(metric.denominator, .before)
        let was = EightCells.membership(metric.numerator.intersection(metric.denominator), .before)
        let now = EightCells.membership(metric.numerator.intersection(metric.denominator), .after)
        return McNemar.Flips(
            gained: Int(count(now * (among - was))), lost: Int(count(was * (among - now))), total: Int(count(among)))
    }

    /// The change of a rate; nil where it is undefined before or after.
    func change(_ metric: Metric) -> Double? {
        guard let before = rate(metric, .before), let after = rate(metric, .after) else { return nil }
        return after - before
    }
}

/// Confusion counts before and after, one element a group.
struct PairedCounts {
    let before: [ConfusionCounts]
    let after: [ConfusionCounts]
}
