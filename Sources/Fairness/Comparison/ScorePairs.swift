/// Two scores of the same records.
struct ScorePairs {
    let truth: [Bool]
    let before: [Double]
    let after: [Double]

    /// - Precondition: the arrays are of one length, scores in [0, 1].
    init(truth: [Bool], before: [Double], after: [Double]) {
        precondition(before.count == truth.count && after.count == truth.count, "a score for every record")
        self.truth = truth
        self.before = before
        self.after = after
    }

    /// How a comparison is made.
    struct Settings {
        var minimum: Int
        var draws: Int
        var seed: UInt64
    }

    /// What changed for all records, then for every group.
    ///
    /// - Complexity: O(columns × n × (log n + draws)), less for many records, whose tests are taken to their limits.
    func changes(_ groupings: [Grouping], _ settings: Settings) -> [ScoreChange] {
        var result = changes(("", "all"), settings)
        for grouping in groupings {
            var members = Array(repeating: [Int](), count: grouping.values.count)
            for (i, code) in grouping.codes.enumerated() where code >= 0 { members[code].append(i) }
            for (value, rows) in zip(grouping.values, members) {
                result += among(rows).changes((grouping.column, value), settings)
            }
        }
        return result
    }

    private func among(_ rows: [Int]) -> ScorePairs {
        ScorePairs(
            truth: rows.map { truth[$0] }, before: rows.map { before[$0] }, after: rows.map { after[$0] })
    }

    private func changes(_ place: (column: String, group: String), _ settings: Settings) -> [ScoreChange] {
        var random = SplitMix64(seed: settings.seed, purpose: ["score change", place.column, place.group])
        let seeds = (0..<3).map { _ in random.next() }
        let positives = truth.count { $0 }
        let records =
            EnoughEvidence.shortage(truth.count, "records")
            ?? Metric.accuracy.shortage(truth.count, minimum: settings.minimum)
        let classes =
            EnoughEvidence.shortage(positives, "positives", of: EnoughEvidence.ofClass)
            ?? EnoughEvidence.shortage(truth.count - positives, "negatives", of: EnoughEvidence.ofClass)
            ?? Metric.truePositiveRate.shortage(positives, minimum: settings.minimum)
            ?? Metric.falsePositiveRate.shortage(truth.count - positives, minimum: settings.minimum)
        let area = AreaIntervals.measured(
            before, after, truth, draws: settings.draws, seed: seeds[0])
        let calibration = CalibrationChange.measured(
            before, after, truth, draws: settings.draws, seed: seeds[1])
        let losses = [before, after].map { scores in
            zip(scores, truth).map { score, isPositive in
                (score - (isPositive ? 1 : 0)) * (score - (isPositive ? 1 : 0))
            }
        }
        let n = Double(truth.count)
        let brier = losses.map { n > 0 ? $0.reduce(0, +) / n : nil }
        return [
            ScoreChange(
                place, "auc", area?.before, area?.after, area?.interval, "MOVER of Newcombe 5", area?.test,
                insufficient: records ?? classes),
            ScoreChange(
                place, "rootMeanSquaredCalibrationError", calibration?.before, calibration?.after,
                calibration?.interval, "MOVER of noncentral χ²", calibration?.test, insufficient: records),
            ScoreChange(
                place, "brierScore", brier[0], brier[1], BoundedMeans.brierChange(before, after, truth),
                "t of the change",
                SignFlips.test(
                    zip(losses[0], losses[1]).map { $1 - $0 }, draws: settings.draws, seed: seeds[2]),
                insufficient: records),
        ]
    }
}
