extension Comparison {
    /// The changes of F1 and of balanced accuracy, of all records and of every group.
    static func composites(
        _ groups: [(column: String, group: String, cells: EightCells)], minimum: Int, draws: Int, seed: UInt64
    ) -> [ScoreChange] {
        groups.flatMap { column, group, cells -> [ScoreChange] in
            var random = SplitMix64(seed: seed, purpose: ["composite", column, group])
            let (was, now) = (cells.counts(.before), cells.counts(.after))
            let touched = [was, now].map { $0.tp + $0.fp + $0.fn }.min() ?? 0
            let named = "positives or predicted positives"
            let few = EnoughEvidence.shortage(touched, named) ?? Estimate.shortage(touched, named, minimum: minimum)
            let classes =
                EnoughEvidence.shortage(was.tp + was.fn, "positives")
                ?? EnoughEvidence.shortage(was.fp + was.tn, "negatives")
                ?? Metric.truePositiveRate.shortage(was.tp + was.fn, minimum: minimum)
                ?? Metric.falsePositiveRate.shortage(was.fp + was.tn, minimum: minimum)
            return [
                ScoreChange(
                    (column, group), "f1", f1(cells, .before), f1(cells, .after), PairedShare.f1(cells),
                    "MOVER of Wilson",
                    SwapTests.test(cells, draws: draws, seed: random.next()) { change($0, f1) }, insufficient: few),
                ScoreChange(
                    (column, group), "balancedAccuracy", balancedAccuracy(cells, .before),
                    balancedAccuracy(cells, .after), PairedShare.balancedAccuracy(cells), "MOVER of Agresti–Min",
                    SwapTests.test(cells, draws: draws, seed: random.next()) { change($0, balancedAccuracy) },
                    insufficient: classes),
            ]
        }
    }

    private static func change(
        _ cells: EightCells, _ figure: (EightCells, Moment) -> Double?
    ) -> Double? {
        guard let before = figure(cells, .before), let after = figure(cells, .after) else { return nil }
        return after - before
    }

    private static func f1(_ cells: EightCells, _ moment: Moment) -> Double? {
        let (hits, touched) = (
            cells.count(.membership(.truePositives, moment)),
            cells.count(.membership([.truePositives, .falsePositives, .falseNegatives], moment))
        )
        return touched > 0 ? 2 * hits / (touched + hits) : nil
    }

    private static func balancedAccuracy(_ cells: EightCells, _ moment: Moment) -> Double? {
        guard let found = cells.rate(.truePositiveRate, moment), let left = cells.rate(.trueNegativeRate, moment) else {
            return nil
        }
        return (found + left) / 2
    }
}
