import Attribution
public import Fairness
import Foundation
import Journal
import Learning
public import Records

extension Workspace {
    /// How the project measures, by its policy and seed.
    public var auditSettings: AuditSettings { AuditSettings(ledger.state.policy, seed: dataset.seed) }

    /// The model in use, measured by other groups or in another way than the project says; nothing is written.
    ///
    /// - Parameters:
    ///   - detects: whether the bundled detectors look through the audited records too.
    ///   - chosen: rows of the table that alone are audited; nil: all.
    /// - Throws: `Refusal`: 64 where there is no model, or a column is not there.
    @concurrent public nonisolated func report(
        _ schema: Schema, _ settings: AuditSettings, detects: Bool = false, only chosen: Set<Int>? = nil
    ) async throws -> FairnessReport {
        let desk = await desk
        try schema.validate(against: desk.dataset.table)
        return FairnessReport(
            try desk.subject.input(schema, settings, detects: detects, only: chosen, desk))
    }

    /// Says which groups removals are made for, from now on: harm to others is called out in every comparison.
    ///
    /// - Throws: `Refusal` (64) naming a column that is no group column, or a group that does not occur.
    public func declare(targets: [Comparison.Target]) throws {
        for target in targets {
            guard dataset.schema.groups.contains(target.column) else {
                throw Refusal.unknown("group column", target.column, among: dataset.schema.groups)
            }
            let column = try dataset.table.column(named: target.column)
            let groups = column.distinct.indices.filter { !column.isMissingCode[$0] }.map { column.distinct[$0] }
            guard groups.contains(target.group) else {
                throw Refusal.unknown("group of '\(target.column)'", target.group, among: groups)
            }
        }
        guard targets != ledger.state.targets else { return }
        try commit([
            LedgerEntry(
                PolicyEntry.targets(targets.count, targets.map { "\($0.column)=\($0.group)" }),
                [.setting(ProjectState.targetsSetting, try StoredJSON.text(of: targets))])
        ])
    }

    /// Predicts what the queue would do to the gap in focus, beside whatever else goes on; the next snapshots have it. An
    /// earlier prediction that is still under way is given up.
    func startPredicting() {
        predicting?.cancel()
        predicting = nil
        guard knowledge.prediction != nil, let findings = knowledge.findings, findings.focus != nil,
            findings.hasGapEffect, !runner.isClosing, let learner = knowledge.learner, let learned = knowledge.learned
        else { return }
        let (assignment, column, rows) = (knowledge.assignment, knowledge.focusColumn, unlearnedByQueue)
        guard !rows.isEmpty else { return }
        let work = Work(cancellation: Cancellation { Task.isCancelled })
        predicting = Task.detached(priority: .utility) { [weak self] in
            let gap = try? learner.predictedGaps(
                learned, assignment, without: rows, column: column, metrics: [.parity], work: work
            ).first
            guard let gap, !Task.isCancelled else { return }
            await self?.take(gap, without: rows)
        }
    }

    private var unlearnedByQueue: [Int] { desk.plan(Array(ledger.state.staged.keys), erase: false).unlearned }

    private func take(_ gap: GapPrediction, without rows: [Int]) {
        guard knowledge.prediction != nil, unlearnedByQueue == rows else { return }
        knowledge.prediction?.gap = gap
        publishSnapshot()
    }
}

extension Desk {
    /// A snapshot whose figures are of the records that match a filter, of the model in use and of the one before it.
    ///
    /// - Throws: `FilterError`; `Refusal`: 64 without a model, 65 where no audited record matches.
    func narrowed(_ snapshot: Snapshot, to filter: String, _ work: Work) throws -> Snapshot {
        let rows = Set(try snapshot.rows(Query(filter: Filter(parsing: filter))))
        guard let all = knowledge.evaluation else { return snapshot }
        let chosen = try subject.evaluation(only: rows, self, work)
        var snapshot = snapshot
        snapshot.evaluation = chosen
        snapshot.chosen = ChosenPart(
            filter: filter, rows: rows, others: max(0, all.records - chosen.records),
            lacksBefore: all.before != nil && chosen.before == nil)
        return snapshot
    }
}

extension AuditedRows {
    /// The same records by other groups, measured in another way.
    func input(_ schema: Schema, _ settings: AuditSettings, in table: Table) throws -> AuditInput {
        var input = input
        input.groupings = try schema.groupings(in: table, rows: rows)
        input.controls = try schema.controlGroupings(in: table, rows: rows)
        let threshold = input.settings.threshold
        input.settings = settings
        input.settings.threshold = threshold
        return input
    }
}
