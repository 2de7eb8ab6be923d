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
                ) { rates, highest, lowest, change in
                    guard rates.count > 1 else {
                        return .independent(rates[0], isRatio: metric.rule == .ratio, highest, lowest, shared.counts)
                    }
                    let tests = rates.map {
                        Comparison.GapRow.Evidence.independent($0, isRatio: false, highest, lowest, shared.counts)
                    }
                    let seed = after.settings?.seed ?? 1
                    return .init(
                        interval: shared.counts.interval(
                            of: change, [highest, lowest], seed: seed, purpose: [column, metric.id]),
                        contrast: GapRow.anyOf(tests.map(\.contrast)))
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
                    interval: nil,
                    insufficient: value.undefined ?? later.undefined ?? "not tested: from counts alone")
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

extension PairedCounts {
    /// The 95 % interval of a change of the worst of several rates among the positives and the negatives: each rate is drawn
    /// anew (parametric bootstrap; Efron & Tibshirani 1993, chapter 6), as the largest of several has no closed form.
    fileprivate func interval(
        of change: (PairedCounts) -> Double?, _ groups: [Int], seed: UInt64, purpose: [String]
    ) -> Interval? {
        var random = SplitMix64(seed: seed, purpose: ["unpaired"] + purpose)
        var values = (0..<1000).compactMap { _ -> Double? in
            var (before, after) = (before, after)
            for group in groups {
                before[group] = before[group].redrawn(using: &random)
                after[group] = after[group].redrawn(using: &random)
            }
            return change(PairedCounts(before: before, after: after))
        }
        return values.count < 950 ? nil : Percentiles.interval(of: &values)
    }
}

extension ConfusionCounts {
    /// As many positives and negatives, each predicted positive with its rate.
    fileprivate func redrawn(using random: inout SplitMix64) -> ConfusionCounts {
        func draw(_ hits: Int, of total: Int) -> Int {
            total == 0 ? 0 : Binomial(trials: total, chance: Double(hits) / Double(total)).draw(using: &random)
        }
        let (hits, alarms) = (draw(tp, of: tp + fn), draw(fp, of: fp + tn))
        return ConfusionCounts(tp: hits, fp: alarms, tn: fp + tn - alarms, fn: tp + fn - hits)
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
