import Attribution
import Learning
import Records

/// What leads an auditor to records worth a look; one value a row, NaN where there is none.
struct Findings: Sendable {
    var disagreement: [Double]
    var gapEffect: [Double]
    var focus: GapFocus?
    /// Whether the model is one that gap effects are predicted for.
    var hasGapEffect = false
}

extension Learner {
    /// Out-of-fold loss and effect on the parity gap, for every training record.
    ///
    /// - Parameter known: the out-of-fold losses of this model where they were computed before.
    func findings(
        _ learned: Learned, _ assignment: Assignment, column: String?, known: [Double]?, work: Work
    ) throws -> Findings {
        let none = Array(repeating: Double.nan, count: dataset.table.rowCount)
        var findings = Findings(
            disagreement: try known ?? disagreement(assignment, work: work), gapEffect: none, focus: nil)
        guard let column, let (focus, high, low) = try focus(learned, assignment, column) else { return findings }
        findings.focus = focus
        guard let effects = try gapEffects(.parity, learned, assignment, high, low, work: work) else { return findings }
        findings.hasGapEffect = true
        for (row, effect) in zip(assignment.training, effects) { findings.gapEffect[row] = effect }
        return findings
    }

    /// The effect of each training record on a gap, in the order of `assignment.training`; nil for a model that is not
    /// differentiable.
    func gapEffects(
        _ metric: GapEffect.Metric, _ learned: Learned, _ assignment: Assignment, _ high: [Int], _ low: [Int],
        work: Work
    ) throws -> [Double]? {
        guard let fitted = learned.fitted.differentiable(in: examples.features) else { return nil }
        return try GapEffect.effects(
            metric: metric, examples: examples, training: assignment.learning, fitted: fitted, groupA: high,
            groupB: low,
            work: work)
    }

    private func disagreement(_ assignment: Assignment, work: Work) throws -> [Double] {
        let rows = assignment.learningRows
        let losses = try Disagreement.losses(
            recipe: recipe, examples: examples, rows: rows, folds: 5, seed: dataset.seed, work: work)
        var ofLearningRow = Array(repeating: Double.nan, count: dataset.table.rowCount)
        for (row, loss) in zip(rows, losses) { ofLearningRow[row] = loss }
        var ofRow = Array(repeating: Double.nan, count: dataset.table.rowCount)
        for (row, standing) in zip(assignment.training, assignment.learning) { ofRow[row] = ofLearningRow[standing] }
        return ofRow
    }

    /// The two groups of `column` that are farthest apart in selection rate on the `selection` half, among those
    /// with enough records; nil when fewer than two have enough.
    func focus(
        _ learned: Learned, _ assignment: Assignment, _ name: String
    ) throws -> (GapFocus, high: [Int], low: [Int])? {
        let column = try dataset.table.column(named: name)
        var groups: [String: [Int]] = [:]
        for row in assignment.selection where !column.isMissing(row) {
            groups[column.text(row), default: []].append(row)
        }
        let rated = groups.filter { $0.value.count >= 20 }.map { value, rows in
            (value, rows, Double(rows.count(where: learned.isPositive)) / Double(rows.count))
        }.sorted { ($0.2, $0.0) < ($1.2, $1.0) }
        guard let low = rated.first, let high = rated.last, low.0 != high.0 else { return nil }
        return (GapFocus(column: name, high: high.0, low: low.0, gap: high.2 - low.2), high.1, low.1)
    }
}
