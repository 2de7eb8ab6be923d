import Fairness
import Learning
import Records

extension Learner {
    /// One grouping a group column, over `rows`.
    func groupings(_ rows: [Int]) throws -> [Grouping] {
        try dataset.schema.groups.map { name in
            let column = try dataset.table.column(named: name)
            return Grouping(column: name, texts: rows.map { column.isMissing($0) ? nil : column.text($0) })
        }
    }

    func outcomes(_ learned: Learned, _ rows: [Int]) -> Outcomes {
        Outcomes(
            truth: rows.map { dataset.knownLabels[$0] }, prediction: rows.map(learned.isPositive),
            score: rows.map(learned.probability))
    }

    func report(_ learned: Learned, _ rows: [Int], _ policy: Policy) throws -> FairnessReport {
        FairnessReport(
            outcomes: outcomes(learned, rows), groupings: try groupings(rows),
            minimumDenominator: policy.minimumDenominator)
    }

    /// Figures on the held-out `test` rows of `assignment`; with `before`, the paired change on the same rows.
    func evaluation(
        of learned: Learned, _ assignment: Assignment, before: Learned? = nil, removed: Int = 0, policy: Policy
    ) throws -> Evaluation {
        let rows = assignment.test
        let labels = dataset.knownLabels
        let truth = rows.map { labels[$0] }
        let right = rows.count { learned.isPositive($0) == labels[$0] }
        return Evaluation(
            digest: learned.digest, family: recipe.family.name, records: rows.count,
            accuracy: rows.isEmpty ? nil : Double(right) / Double(rows.count),
            auc: RankStatistics.auc(scores: rows.map { learned.margins[$0] }, labels: truth),
            report: try report(learned, rows, policy),
            before: try before.map { try report($0, rows, policy) },
            comparison: try before.map { before in
                Comparison(
                    truth: truth, before: rows.map(before.isPositive), after: rows.map(learned.isPositive),
                    groupings: try groupings(rows),
                    minimumDenominator: policy.minimumDenominator, resamples: 1000, seed: dataset.seed)
            },
            beforeDigest: before?.digest, removed: removed)
    }
}
