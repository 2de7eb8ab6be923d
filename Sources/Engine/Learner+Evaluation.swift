import Fairness
import Learning
import Records

extension Learner {
    /// What an audit of a model is made of, over `rows`: the groups that the schema names, crossed and controlled for as
    /// it says, and how they are measured.
    func input(_ learned: Learned, _ rows: [Int], _ policy: Policy) throws -> AuditInput {
        let labels = dataset.knownLabels
        let outcomes = Outcomes(
            truth: rows.map { labels[$0] }, prediction: rows.map(learned.isPositive),
            score: rows.map(learned.probability))
        var input = AuditInput(
            outcomes: outcomes, groupings: try dataset.schema.groupings(in: dataset.table, rows: rows))
        input.controls = try dataset.schema.controlGroupings(in: dataset.table, rows: rows)
        input.settings = AuditSettings(policy, seed: dataset.seed)
        let isCopy = dataset.identities.isCopy
        input.marks = [RecordMark(metric: "duplicateRate", holds: rows.map { isCopy[$0] })]
        return input
    }

    /// Figures on the held-out `test` rows of `assignment`; with `before`, the paired change on the same rows.
    func evaluation(
        of learned: Learned, _ assignment: Assignment, before: Learned? = nil, removed: Int = 0, policy: Policy,
        targets: [Comparison.Target] = []
    ) throws -> Evaluation {
        let rows = assignment.test
        let now = try input(learned, rows, policy)
        let then = try before.map { try input($0, rows, policy) }
        let right = rows.indices.count { now.outcomes.prediction[$0] == now.outcomes.truth[$0] }
        return Evaluation(
            digest: learned.digest, family: recipe.family.name, records: rows.count,
            accuracy: rows.isEmpty ? nil : Double(right) / Double(rows.count),
            auc: RankStatistics.auc(scores: rows.map { learned.margins[$0] }, labels: now.outcomes.truth),
            report: FairnessReport(now), before: then.map { FairnessReport($0) },
            comparison: then.map { .paired($0, now, targets: targets) }, beforeDigest: before?.digest,
            removed: removed)
    }

    /// The paired change from one model to another on the same rows.
    func comparison(
        _ before: Learned, _ after: Learned, _ rows: [Int], policy: Policy, targets: [Comparison.Target]
    ) throws -> Comparison {
        .paired(try input(before, rows, policy), try input(after, rows, policy), targets: targets)
    }
}
