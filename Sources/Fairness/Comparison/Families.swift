extension Comparison {
    /// The tests of a comparison: what was declared beforehand, and the scan (Benjamini & Hochberg).
    ///
    /// Declared hypotheses of paired records are Westfall and Young's, of others Holm's. A rate's change is asked once, by
    /// whichever of its names; AUC, calibration, Brier score, F1 and balanced accuracy are in the scan.
    struct Families {
        private let declared: [String]
        private let ofDeclared: [String: AdjustedP]
        private let ofScan: [String: AdjustedP]
        /// The hypotheses of both.
        let count: Int

        /// - Parameter joint: the p-values of the declared hypotheses with these keys, from joint draws; nil for Holm's.
        init(_ parts: Parts, declared: [String], joint: ((Set<String>) -> [String: AdjustedP])?) {
            var (first, scan) = (Family(.holm), Family(.benjaminiHochberg))
            var keys: Set<String> = []
            func add(_ metric: String, _ hypothesis: String?, _ p: Double?) {
                guard let hypothesis, let p else { return }
                if declared.contains(metric) {
                    first.add(hypothesis, p: p)
                    keys.insert(hypothesis)
                } else {
                    scan.add(hypothesis, p: p)
                }
            }
            for row in parts.rows + [parts.accuracy] { add(row.metric, row.hypothesis, row.testedP) }
            for gap in parts.gaps { add(gap.metric, gap.hypothesis, gap.testedP) }
            for score in parts.scores + parts.composites { add("", score.hypothesis, score.testedP) }
            self.declared = declared
            ofDeclared = keys.isEmpty ? [:] : joint.map { $0(keys) } ?? first.adjusted
            ofScan = scan.adjusted
            count = first.count + scan.count
        }

        /// The same, each judged at the adjusted level.
        func judged(_ parts: Parts) -> Parts {
            var parts = parts
            parts.rows = parts.rows.map(judged)
            parts.accuracy = judged(parts.accuracy)
            parts.gaps = parts.gaps.map { gap in
                var gap = gap
                gap.adjusted = gap.testedP == nil ? nil : adjusted(gap.metric, gap.hypothesis)
                gap.isClear = Change.isClear(gap.interval, gap.adjusted)
                return gap
            }
            parts.scores = parts.scores.map(judged)
            parts.composites = parts.composites.map(judged)
            return parts
        }

        private func judged(_ row: Row) -> Row {
            var row = row
            row.adjusted = row.testedP == nil ? nil : adjusted(row.metric, row.hypothesis)
            row.change.isClear = Change.isClear(row.change.interval, row.adjusted)
            return row
        }

        private func judged(_ score: ScoreChange) -> ScoreChange {
            var score = score
            score.adjusted = score.testedP == nil ? nil : adjusted("", score.hypothesis)
            score.isClear = Change.isClear(score.interval, score.adjusted)
            return score
        }

        private func adjusted(_ metric: String, _ hypothesis: String?) -> AdjustedP? {
            hypothesis.flatMap { declared.contains(metric) ? ofDeclared[$0] : ofScan[$0] }
        }
    }

    /// Everything that a comparison judges.
    struct Parts {
        var rows: [Row]
        var accuracy: Row
        var gaps: [GapRow]
        var scores: [ScoreChange] = []
        var composites: [ScoreChange] = []
    }
}

extension Comparison.Row {
    fileprivate var testedP: Double? { insufficient == nil ? change.p : nil }

    var hypothesis: String? {
        Metric.all.first { $0.id == metric }.map { Family.key([column, group]) + $0.hypothesis }
    }
}

extension Comparison.GapRow {
    fileprivate var testedP: Double? { insufficient == nil ? p : nil }

    /// The change of the same rate's difference in one pair is asked once, whichever gap they make.
    var hypothesis: String? {
        guard let rate = Metric.all.first(where: { $0.id == part }) else { return nil }
        return Family.key([column] + pair.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }) + rate.hypothesis
    }
}

extension ScoreChange {
    fileprivate var testedP: Double? { insufficient == nil && difference != nil ? test?.p : nil }
    fileprivate var hypothesis: String? { Family.key([column, group, metric]) }
}
