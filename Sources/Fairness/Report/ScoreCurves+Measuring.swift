extension ScoreCurves {
    /// The curves of all records, then of every column's groups; nil without scores, or where one is outside [0, 1].
    ///
    /// Counts are of records; with weights, AUC, calibration error, Brier score and the ROC curve are weighted. Records
    /// that weigh nothing are not counted.
    ///
    /// - Complexity: O(n log n + n × columns)
    public static func all(of input: AuditInput) -> [ScoreCurves]? {
        guard let ranking = input.scoreRanking, ranking.overall.isProbability else { return nil }
        let all = ScoreCurves(ranking.overall, column: "", group: "all", input.settings)
        return [all]
            + ranking.columns.flatMap { column in
                column.groups.map { ScoreCurves($0.scores, column: column.name, group: $0.name, input.settings) }
            }
    }

    private init(_ scores: ScoreDistribution, column: String, group: String, _ settings: AuditSettings) {
        let (of, whose) = column.isEmpty ? (nil, nil) : (column, group)
        let minimum = settings.minimumDenominator
        self.init(
            column: column, group: group, n: scores.count, positives: scores.positives.count,
            auc: scores.auc(minimum: minimum).figure("auc", column: of, group: whose),
            ece: scores.expectedCalibrationError(settings, .rightClosed)
                .figure("expectedCalibrationError", column: of, group: whose),
            brier: scores.brier(minimum: minimum).figure("brierScore", column: of, group: whose),
            squaredError: scores.squaredCalibrationError(settings)
                .figure("rootMeanSquaredCalibrationError", column: of, group: whose),
            signedError: scores.signedCalibrationError(settings)
                .figure("signedCalibrationError", column: of, group: whose),
            roc: scores.rocPoints(), bins: Self.bins(scores, settings.bins), thresholds: Self.thresholds(scores))
    }

    private static func bins(_ scores: ScoreDistribution, _ count: Int) -> [Bin] {
        let bins = CalibrationBins(scores, count: count).bins
        return bins.enumerated().map { i, bin in
            Bin(
                lower: CalibrationBins.edge(i, of: bins.count), upper: CalibrationBins.edge(i + 1, of: bins.count),
                n: bin.count, positives: bin.positiveCount, meanScore: bin.meanScore)
        }
    }

    private static func thresholds(_ scores: ScoreDistribution) -> [Threshold] {
        var below = ConfusionCounts()
        var next = 0
        return (0...100).map { hundredth in
            let threshold = Double(hundredth) / 100
            while next < scores.steps.count, scores.steps[next].score < threshold {
                below.fn += Int(scores.steps[next].positiveCount)
                below.tn += Int(scores.steps[next].negativeCount)
                next += 1
            }
            var counts = below
            counts.tp = scores.positives.count - below.fn
            counts.fp = scores.negatives.count - below.tn
            return Threshold(threshold: threshold, counts: counts)
        }
    }
}
