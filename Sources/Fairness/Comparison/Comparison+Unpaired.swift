extension Comparison {
    /// Compares two reports from their counts alone, as if their records were independent.
    ///
    /// For models judged on different records, or whose predictions are no longer kept. Differences have Newcombe's
    /// intervals and Fisher's exact test. Where the records are the same after all, changes are less easily called
    /// clear than by a paired comparison. Scores have values without intervals, so none of their changes is clear.
    ///
    /// - Parameter declared: ids of metrics and gap metrics that were declared beforehand: Holm's family.
    /// - Complexity: O(groups × metrics × √n)
    public init(
        before: FairnessReport, after: FairnessReport, targets: [Target]? = nil, declared: [String] = []
    ) {
        let minimum = max(before.minimumDenominator, after.minimumDenominator)
        var rows: [Row] = []
        var gaps: [GapRow] = []
        for column in before.columns where after.columns.contains(column) {
            let shared = Shared(column, before, after)
            for (group, value) in shared.values.enumerated() {
                rows += Metric.compared.map {
                    Row(
                        column: column, group: value, $0, before: shared.counts.before[group],
                        after: shared.counts.after[group], minimum)
                }
            }
            gaps += GapMetric.all.filter(\.followsOnePair).map { metric in
                GapRow(
                    metric, in: column, shared.values, shared.counts, minimumDenominator: minimum,
                    missing: shared.missing
                ) { rate, highest, lowest, _ in
                    .independent(rate, isRatio: metric.rule == .ratio, highest, lowest, shared.counts)
                }
            }
        }
        let accuracy = Row(
            column: "", group: "all", .accuracy, before: before.overall.counts, after: after.overall.counts, minimum)
        self.init(
            n: after.n, minimumDenominator: minimum, resamples: 0, rows: rows, gaps: gaps, accuracy: accuracy.change,
            isPaired: false, targets: targets, declared: declared)
        scores = Self.scores(before.curves ?? [], after.curves ?? [])
    }

    /// The groups of a column that both reports have.
    private struct Shared {
        let values: [String]
        let counts: PairedCounts
        /// The groups that only one has.
        let missing: [Gap.LeftOut]

        init(_ column: String, _ before: FairnessReport, _ after: FairnessReport) {
            let (was, now) = (before.groups(of: column), after.groups(of: column))
            let pairs = was.compactMap { group in now.first { $0.value == group.value }.map { (group, $0) } }
            values = pairs.map(\.0.value)
            counts = PairedCounts(before: pairs.map(\.0.counts), after: pairs.map(\.1.counts))
            let known = values
            missing = [(was, "not there after"), (now, "not there before")].flatMap { groups, reason in
                groups.filter { !known.contains($0.value) }
                    .map { Gap.LeftOut(group: $0.value, reason: reason, isCounted: false) }
            }
        }
    }

    private static func scores(_ before: [ScoreCurves], _ after: [ScoreCurves]) -> [ScoreChange]? {
        let changes = before.flatMap { was -> [ScoreChange] in
            guard let now = after.first(where: { $0.column == was.column && $0.group == was.group }) else { return [] }
            let figures = [
                ("auc", was.auc, now.auc), ("expectedCalibrationError", was.ece, now.ece),
                ("brierScore", was.brier, now.brier),
            ]
            return figures.map { metric, value, later in
                ScoreChange(
                    column: was.column, group: was.group, metric: metric, before: value.value, after: later.value,
                    interval: nil, insufficient: value.undefined ?? later.undefined)
            }
        }
        return changes.isEmpty ? nil : changes
    }
}

extension Comparison.GapRow.Evidence {
    /// Of four independent rates: high and low, before and after.
    static func independent(
        _ rate: Metric, isRatio: Bool, _ highest: Int, _ lowest: Int, _ counts: PairedCounts
    ) -> Self {
        func share(_ counts: [ConfusionCounts], _ group: Int) -> (successes: Int, total: Int) {
            let (numerator, denominator) = rate.counts(counts[group])
            return (numerator, denominator)
        }
        let (highBefore, lowBefore) = (share(counts.before, highest), share(counts.before, lowest))
        let (highAfter, lowAfter) = (share(counts.after, highest), share(counts.after, lowest))
        let terms = [(1.0, highAfter), (-1, lowAfter), (-1, highBefore), (1, lowBefore)]
            .map { (weight: $0.0, successes: $0.1.successes, total: $0.1.total) }
        let contrast = RateTests.contrastZ(terms).map(RateTests.twoSided)
        if isRatio {
            return Self(
                interval: Intervals.ratioChange(from: (lowBefore, highBefore), to: (lowAfter, highAfter)),
                contrast: contrast)
        }
        return Self(interval: Intervals.combination(terms), contrast: contrast)
    }
}

extension FairnessReport {
    /// The columns with groups, in order.
    fileprivate var columns: [String] {
        groups.reduce(into: []) { columns, group in
            if group.stratum == nil, !columns.contains(group.column) { columns.append(group.column) }
        }
    }

    fileprivate func groups(of column: String) -> [GroupReport] {
        groups.filter { $0.column == column && $0.stratum == nil }
    }
}
