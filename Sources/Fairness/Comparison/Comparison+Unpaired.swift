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
                    let change = Change(
                        $0, before: shared.counts.before[group], after: shared.counts.after[group])
                    return Row(column, value, $0, change, minimum)
                }
            }
            gaps += GapMetric.all.filter(\.followsOnePair).map { metric in
                var random = SplitMix64(
                    seed: after.settings?.seed ?? 1, purpose: ["unpaired", column, metric.restates ?? metric.id])
                return GapRow(
                    metric, in: column, shared.values, shared.counts, minimumDenominator: minimum,
                    missing: shared.missing,
                    judge: .init(unpaired: metric, shared.counts, seed: random.next()))
            }
        }
        let accuracy = Change(.accuracy, before: before.overall.counts, after: after.overall.counts)
        var parts = Parts(rows: rows, accuracy: Row("", "all", .accuracy, accuracy, minimum), gaps: gaps)
        parts.scores = Self.scores(before.curves ?? [], after.curves ?? [])
        self.init(
            n: after.n, minimumDenominator: minimum, resamples: 0, parts, isPaired: false, targets: targets,
            declared: declared)
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

    private static func scores(_ before: [ScoreCurves], _ after: [ScoreCurves]) -> [ScoreChange] {
        before.flatMap { was -> [ScoreChange] in
            guard let now = after.first(where: { $0.column == was.column && $0.group == was.group }) else { return [] }
            let figures = [
                ("auc", was.auc, now.auc),
                ("rootMeanSquaredCalibrationError", was.squaredError, now.squaredError),
                ("brierScore", was.brier, now.brier),
            ]
            return figures.compactMap { metric, value, later in
                guard let value, let later else { return nil }
                return ScoreChange(
                    (was.column, was.group), metric, value.value, later.value, nil, "", nil,
                    insufficient: value.undefined ?? later.undefined ?? "not tested: from counts alone")
            }
        }
    }
}

extension FairnessReport {
    fileprivate func groups(of column: String) -> [GroupReport] {
        groups.filter { $0.column == column && $0.stratum == nil }
    }
}
