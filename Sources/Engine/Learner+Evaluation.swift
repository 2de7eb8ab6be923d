import Fairness
import Learning
import Records

extension Learner {
    /// What an audit of a model is made of, over `rows`: the groups that the schema names, crossed and controlled for as
    /// it says, and how they are measured.
    func input(_ learned: Learned, _ rows: [Int], _ policy: Policy) throws -> AuditInput {
        let labels = dataset.knownLabels
        let classes = classes(learned, rows)
        let outcomes = Outcomes(
            truth: rows.map { labels[$0] }, prediction: rows.map(learned.isPositive),
            score: rows.map(learned.probability),
            right: classes.map { classes in classes.truth.indices.map { classes.truth[$0] == classes.prediction[$0] } })
        var input = AuditInput(
            outcomes: outcomes, groupings: try dataset.schema.groupings(in: dataset.table, rows: rows))
        input.controls = try dataset.schema.controlGroupings(in: dataset.table, rows: rows)
        input.settings = AuditSettings(policy, seed: dataset.seed)
        input.classes = classes
        let isCopy = dataset.identities.isCopy
        input.marks = [RecordMark(metric: "duplicateRate", holds: rows.map { isCopy[$0] })]
        return input
    }

    /// True and predicted class of the rows, where every value of the target is one; nil of yes and no.
    private func classes(_ learned: Learned, _ rows: [Int]) -> ClassOutcomes? {
        guard case .all = recipe.classes, case .classes(let codes, let names, _) = examples.response,
            let predicted = learned.fitted.predictedClasses(examples, rows: rows)
        else { return nil }
        var places: [String: Int] = [:]
        for (place, name) in names.enumerated() { places[name] = place }
        return ClassOutcomes(
            names: names, truth: rows.map { Int(codes[$0]) }, prediction: predicted.map { places[$0] ?? 0 })
    }

    /// Figures on the held-out `test` rows of `assignment`, or on some of them; with `before`, the paired change on the same
    /// rows.
    func evaluation(
        of learned: Learned, _ assignment: Assignment, only chosen: [Int]? = nil,
        before: (learner: Learner, learned: Learned)? = nil,
        removed: Int = 0, policy: Policy, targets: [Comparison.Target] = []
    ) throws -> Evaluation {
        let rows = chosen ?? assignment.test
        let now = try input(learned, rows, policy)
        let then = try before.map { try $0.learner.input($0.learned, rows, policy) }
        let right = rows.indices.count {
            now.outcomes.right?[$0] ?? (now.outcomes.prediction[$0] == now.outcomes.truth[$0])
        }
        var report = FairnessReport(now)
        if let alert = copies(assignment, rows, now) { report.add(alert) }
        return Evaluation(
            digest: learned.digest, family: recipe.family.name, records: rows.count,
            accuracy: rows.isEmpty ? nil : Double(right) / Double(rows.count),
            auc: RankStatistics.auc(scores: rows.map { learned.margins[$0] }, labels: now.outcomes.truth),
            report: report, before: then.map { FairnessReport($0) },
            comparison: then.map { .paired($0, now, targets: targets) }, beforeDigest: before?.learned.digest,
            removed: removed)
    }

    /// Records that are measured though the model was trained on copies of them, and how right it is without those; nil where
    /// there are none.
    private func copies(_ assignment: Assignment, _ rows: [Int], _ input: AuditInput) -> Headline.Alert? {
        let copies = Set(dataset.identities.copies.of(rows, among: assignment.training))
        guard !copies.isEmpty else { return nil }
        let others = rows.indices.filter { !copies.contains(rows[$0]) }
        let right = others.count {
            input.outcomes.right?[$0] ?? (input.outcomes.prediction[$0] == input.outcomes.truth[$0])
        }
        let without =
            others.isEmpty
            ? "nothing else is held out"
            : "the accuracy without them is \((Double(right) / Double(others.count)).fixed(3))"
        let (count, all) = (copies.count, rows.count)
        return Headline.Alert(
            .copies,
            "\(count.grouped) of \(all.counted("held-out record")) \(count == 1 ? "is a copy" : "are copies") of records "
                + "that it was trained on; \(without).")
    }

    /// How often it is right on the held-out half that is reported on, less some rows of it; nil where no other is there.
    func accuracy(
        of learned: Learned, _ assignment: Assignment, without left: [Int], _ policy: Policy
    ) throws -> Double? {
        let left = Set(left)
        let rows = assignment.test.filter { !left.contains($0) }
        guard !rows.isEmpty else { return nil }
        let outcomes = try input(learned, rows, policy).outcomes
        let right = rows.indices.count { outcomes.right?[$0] ?? (outcomes.prediction[$0] == outcomes.truth[$0]) }
        return Double(right) / Double(rows.count)
    }
}
