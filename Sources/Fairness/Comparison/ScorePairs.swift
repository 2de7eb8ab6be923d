/// Two scores of the same records.
struct ScorePairs {
    let truth: [Bool]
    let before: [Double]
    let after: [Double]
    let bins: Int

    /// - Precondition: the arrays are of one length, scores in [0, 1].
    init(truth: [Bool], before: [Double], after: [Double], bins: Int) {
        precondition(before.count == truth.count && after.count == truth.count, "a score for every record")
        self.truth = truth
        self.before = before
        self.after = after
        self.bins = bins
    }

    /// What changed for all records, then for every group; groups are resampled among themselves.
    ///
    /// - Complexity: O(columns × n × (log n + resamples))
    func changes(_ groupings: [Grouping], minimum: Int, resamples: Int, seed: UInt64) -> [ScoreChange] {
        var result = changes(column: "", group: "all", minimum, resamples, seed)
        for grouping in groupings {
            var members = Array(repeating: [Int](), count: grouping.values.count)
            for (i, code) in grouping.codes.enumerated() where code >= 0 { members[code].append(i) }
            for (value, rows) in zip(grouping.values, members) {
                result += among(rows).changes(column: grouping.column, group: value, minimum, resamples, seed)
            }
        }
        return result
    }

    private func among(_ rows: [Int]) -> ScorePairs {
        ScorePairs(
            truth: rows.map { truth[$0] }, before: rows.map { before[$0] }, after: rows.map { after[$0] }, bins: bins)
    }

    private func changes(
        column: String, group: String, _ minimum: Int, _ resamples: Int, _ seed: UInt64
    ) -> [ScoreChange] {
        let was = ScoreRows(scores: before, truth: truth, bins: bins)
        let now = ScoreRows(scores: after, truth: truth, bins: bins)
        var random = SplitMix64(seed: seed, purpose: ["score change", column, group])
        let intervals = ScoreBootstrap.intervals(before: was, after: now, resamples: resamples, seed: random.next())
        let positives = was.positives
        let records = Metric.accuracy.shortage(was.count, minimum: minimum)
        let classes =
            Metric.truePositiveRate.shortage(positives, minimum: minimum)
            ?? Metric.falsePositiveRate.shortage(was.count - positives, minimum: minimum)
        func change(
            _ metric: String, _ figure: (ScoreSummary) -> Double, _ interval: Interval?, _ insufficient: String?
        ) -> ScoreChange {
            let values = [was, now].map { figure($0.figures()) }.map { $0.isNaN ? nil : $0 }
            return ScoreChange(
                column: column, group: group, metric: metric, before: values[0], after: values[1], interval: interval,
                insufficient: insufficient)
        }
        return [
            change("auc", \.auc, intervals.auc, records ?? classes),
            change("expectedCalibrationError", \.ece, intervals.ece, records),
            change("brierScore", \.brier, intervals.brier, records),
        ]
    }
}

extension ScoreChange {
    /// The change from one value to another; clear where its interval excludes 0, with enough evidence.
    init(
        column: String, group: String, metric: String, before: Double?, after: Double?, interval: Interval?,
        insufficient: String?
    ) {
        var difference: Double?
        if let before, let after { difference = after - before }
        self.init(
            column: column, group: group, metric: metric, before: before, after: after, difference: difference,
            interval: difference == nil ? nil : interval,
            isClear: insufficient == nil && difference != nil && interval?.excludesZero == true,
            insufficient: insufficient)
    }
}
