extension FairnessReport {
    /// Gives AUC, calibration error and Brier score of all records and of every group an interval, by the bootstrap of
    /// rows, where they have none by a formula.
    ///
    /// - Complexity: O(resamples × n × columns)
    mutating func resampleScores(_ input: AuditInput) {
        guard let scores = input.outcomes.score, let curves, input.settings.resamples > 0 else { return }
        let weights = input.outcomes.unequalWeights
        var resampled: [Place: Figure] = [:]
        var members: [String: [[Int]]] = [:]
        self.curves = curves.map { curve in
            var curve = curve
            guard curve.lacksInterval else { return curve }
            let rows: [Int]
            if curve.column.isEmpty {
                rows = Array(scores.indices)
            } else {
                guard let grouping = input.groupings.first(where: { $0.column == curve.column }),
                    let code = grouping.values.firstIndex(of: curve.group)
                else { return curve }
                let groups = members[curve.column] ?? grouping.members
                members[curve.column] = groups
                rows = groups[code]
            }
            curve.resample(input.outcomes.truth, scores, weights, rows, input.settings)
            for figure in [curve.auc, curve.ece, curve.brier] { resampled[Place(figure)] = figure }
            return curve
        }
        figures = figures?.map { figure in
            guard figure.interval == nil, figure.stratum == nil, figure.part == nil,
                let same = resampled[Place(figure)], same.value == figure.value
            else { return figure }
            var figure = figure
            figure.interval = same.interval
            figure.intervalMethod = same.intervalMethod
            return figure
        }
    }

    /// Which figure it is, of all records or of a group.
    private struct Place: Hashable {
        let metric: String
        let column: String?
        let group: String?

        init(_ figure: Figure) { (metric, column, group) = (figure.metric, figure.column, figure.group) }
    }
}

extension Grouping {
    /// The records of every group.
    fileprivate var members: [[Int]] {
        var members = Array(repeating: [Int](), count: values.count)
        for (i, code) in codes.enumerated() where code >= 0 { members[code].append(i) }
        return members
    }
}

extension ScoreCurves {
    fileprivate var lacksInterval: Bool { [auc, ece, brier].contains { $0.value != nil && $0.interval == nil } }

    /// Fills the intervals that are missing, from the records of the group drawn among themselves.
    fileprivate mutating func resample(
        _ truths: [Bool], _ scores: [Double], _ allWeights: [Double]?, _ rows: [Int], _ settings: AuditSettings
    ) {
        var random = SplitMix64(seed: settings.seed, purpose: ["score interval", column, group])
        let (bins, resamples, seed) = (settings.bins, settings.resamples, random.next())
        let own = rows.map { scores[$0] }
        let truth = rows.map { truths[$0] }
        let weights = allWeights.map { weights in rows.map { weights[$0] } }
        let isCalibrationAlone =
            weights == nil && [auc, brier].allSatisfy { $0.value == nil || $0.interval != nil }
        if isCalibrationAlone {
            ece.add(
                ScoreBootstrap.calibrationInterval(
                    scores: own, truth: truth, bins: bins, resamples: resamples, seed: seed), resamples)
        } else {
            let intervals = ScoreBootstrap.intervals(
                scores: own, truth: truth, weights: weights, bins: bins, resamples: resamples, seed: seed)
            auc.add(intervals.auc, resamples)
            ece.add(intervals.ece, resamples)
            brier.add(intervals.brier, resamples)
        }
    }
}

extension Figure {
    fileprivate mutating func add(_ interval: Interval?, _ resamples: Int) {
        guard value != nil, self.interval == nil, let interval else { return }
        self.interval = interval
        intervalMethod = "bootstrap, \(resamples) resamples of rows within the group"
    }
}
