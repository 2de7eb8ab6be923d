extension Comparison {
    /// The tests of a comparison: what was declared beforehand (Holm), and the scan (Benjamini & Hochberg).
    struct Families {
        private let declared: [String]
        private let ofDeclared: [String: AdjustedP]
        private let ofScan: [String: AdjustedP]
        /// The hypotheses of both.
        let count: Int

        init(_ rows: [Row], _ gaps: [GapRow], declared: [String]) {
            var (first, scan) = (Family(.holm), Family(.benjaminiHochberg))
            func add(_ metric: String, _ hypothesis: String?, _ p: Double?) {
                guard let hypothesis, let p else { return }
                if declared.contains(metric) { first.add(hypothesis, p: p) } else { scan.add(hypothesis, p: p) }
            }
            for row in rows { add(row.metric, row.hypothesis, row.testedP) }
            for gap in gaps { add(gap.metric, gap.hypothesis, gap.testedP) }
            self.declared = declared
            (ofDeclared, ofScan) = (first.adjusted, scan.adjusted)
            count = first.count + scan.count
        }

        func adjusted(_ row: Row) -> Row {
            var row = row
            row.adjusted = row.testedP == nil ? nil : adjusted(row.metric, row.hypothesis)
            return row
        }

        func adjusted(_ gap: GapRow) -> GapRow {
            var gap = gap
            gap.adjusted = gap.testedP == nil ? nil : adjusted(gap.metric, gap.hypothesis)
            return gap
        }

        private func adjusted(_ metric: String, _ hypothesis: String?) -> AdjustedP? {
            hypothesis.flatMap { declared.contains(metric) ? ofDeclared[$0] : ofScan[$0] }
        }
    }
}

extension Comparison.Row {
    fileprivate var testedP: Double? { insufficient == nil ? change.p : nil }

    fileprivate var hypothesis: String? {
        Metric.all.first { $0.id == metric }.map { Family.key([column, group]) + $0.hypothesis }
    }
}

extension Comparison.GapRow {
    fileprivate var testedP: Double? { insufficient == nil ? p : nil }

    /// The change of the same rates' differences in one pair is asked once, whichever gap they make.
    fileprivate var hypothesis: String? {
        guard part != nil, let metric = GapMetric.all.first(where: { $0.id == metric }) else { return nil }
        let rates = metric.parts.map(\.hypothesis).joined(separator: " ")
        return Family.key([column] + pair.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }) + rates
    }
}
