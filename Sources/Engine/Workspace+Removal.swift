import Fairness
import Foundation
import Journal
import Learning
import Records

/// A removal that was computed and not yet published.
struct ComputedRemoval: Sendable {
    let rows: [Int]
    let forgotten: [Bool]
    let assignment: Assignment
    let learned: Learned
    let evaluation: Evaluation
    let result: RemovalResult
}

extension Workspace {
    /// Everything a removal is computed from, taken when its job starts.
    struct RemovalInput: Sendable {
        let learner: Learner
        let learned: Learned
        let assignment: Assignment
        let forgotten: [Bool]
        let policy: Policy
    }

    func startRemoval(_ chosen: [Int]?) throws -> Echo {
        let rows = chosen?.sorted() ?? staged.keys.sorted()
        guard rows.allSatisfy({ staged[$0] != nil }) else {
            throw Refusal(
                .usage, "The queue changed since these records were confirmed; nothing was forgotten.",
                next: "Look at the queue again.")
        }
        try mayApply(rows)
        let key = "forget-\(events.count + 1)"
        try commit(
            draft(.unlearnStart, rows, params: ["job": .string(key)]),
            [.job(id: key, state: "running", json: "{\"records\":\(rows.count)}")])
        applying = Set(rows)
        let job = enqueue(.forget, title: "forgetting \(rows.count.counted("record"))") { workspace, work in
            let removal: ComputedRemoval
            do {
                removal = try Self.removal(of: rows, try await workspace.removalInput(), work: work)
                try work.step(Progress(phase: "publishing", fraction: 1, detail: ""))
            } catch {
                try await workspace.removalFailed(error, key: key)
                throw error
            }
            return try await workspace.publish(removal, key: key)
        }
        return Echo(
            "forgetting \(rows.count.counted("record")) in the background", hint: "4 shows it · X cancels", job: job)
    }

    func startPreview(_ chosen: [Int]?) throws -> Echo {
        let rows = chosen?.sorted().filter { !forgotten[$0] } ?? staged.keys.sorted()
        guard !rows.isEmpty else { throw Self.nothingStaged }
        let job = enqueue(.preview, title: "measuring the removal of \(rows.count.counted("record"))") {
            workspace, work in
            let removal = try Self.removal(of: rows, try await workspace.removalInput(), work: work)
            return await workspace.take(preview: removal, ofQueue: chosen == nil)
        }
        return Echo("measuring: the removal is computed, not published", job: job)
    }

    func removalInput() throws -> RemovalInput {
        guard let learner, let learned else {
            throw Refusal(
                .usage, "There is no model that could forget.", next: "Train one first: T on Models, or 'lethe train'.")
        }
        return RemovalInput(
            learner: learner, learned: learned, assignment: assignment, forgotten: forgotten, policy: policy)
    }

    /// Computes the model without `rows`; touches no state.
    static func removal(of rows: [Int], _ input: RemovalInput, work: Work) throws -> ComputedRemoval {
        var forgotten = input.forgotten
        for row in rows { forgotten[row] = true }
        let ((assignment, removed), planning) = timed {
            let assignment = input.learner.dataset.assignment(without: forgotten)
            return (assignment, input.assignment.removed(in: assignment))
        }
        let (learned, solving) = try timed {
            try input.learner.forget(input.learned, before: input.assignment, after: assignment, work: work)
        }
        try work.step(Progress(phase: "certifying", fraction: 0.9, detail: ""))
        let (guarantee, certifying) = timed { learned.guarantee(input.learner, assignment) }
        try work.step(Progress(phase: "comparing before and after", fraction: 0.95, detail: ""))
        let (evaluation, evaluating) = try timed {
            try input.learner.evaluation(
                of: learned, assignment, before: input.learned, removed: removed.training, policy: input.policy)
        }
        guard let before = evaluation.before, let comparison = evaluation.comparison else {
            preconditionFailure("an evaluation given a model before has its comparison")
        }
        let result = RemovalResult(
            removed: removed.training, retained: assignment.training.count,
            snapshot: .init(before: input.learned.digest, after: learned.digest), heldOutSkipped: removed.heldOut,
            guarantee: guarantee,
            cost: .init(
                passes: learned.fitted.passes,
                plan: (learned.fitted as? LogisticRegression.Fitted)?.plan?.choice.rawValue,
                seconds: ["plan": planning, "solve": solving, "certify": certifying, "evaluate": evaluating]),
            before: before, after: evaluation.report, change: comparison, published: false)
        return ComputedRemoval(
            rows: rows, forgotten: forgotten, assignment: assignment, learned: learned, evaluation: evaluation,
            result: result)
    }

    /// One transaction: the result's event, the new model, the forgotten records, and what policy purges.
    private func publish(_ removal: ComputedRemoval, key: String) throws -> String {
        var result = removal.result
        result.published = true
        let record = ModelRecord(
            digest: removal.learned.digest, bytes: Data(removal.learned.published.bytes), createdAt: clock.now(),
            records: result.retained, removed: result.removed, guarantee: try Self.json(result.guarantee),
            parent: result.snapshot.before, proven: nil)
        var changes: [Journal.Change] = [
            .publish(record, makeCurrent: true), .forget(ids(removal.rows)),
            .figures(id: record.digest, json: try removal.evaluation.json()), .job(id: key, state: nil, json: ""),
        ]
        switch policy.earlierModels {
        case .no: changes.append(.purgeModels(except: [record.digest]))
        case .untilNextRemoval: changes.append(.purgeModels(except: [record.digest, result.snapshot.before]))
        case .always: break
        }
        let draft = EventDraft(
            .unlearnResult, inputs: [result.snapshot.before], outputs: [record.digest],
            params: [
                "job": .string(key), "removed": .integer(Int64(result.removed)),
                "retained": .integer(Int64(result.retained)),
                "heldOutSkipped": .integer(Int64(result.heldOutSkipped)),
                "guarantee": .string(result.guarantee.kind.rawValue), "bound": .string("\(result.guarantee.bound)"),
                "gradientNorm": .string("\(result.guarantee.gradientNorm)"),
                "certifiedShare": .string((result.guarantee.certifiedShare ?? 0).fixed(6)),
                "passes": .integer(Int64(result.cost.passes)), "plan": .string(result.cost.plan ?? "incremental"),
                "settled": .string(result.guarantee.settled),
            ])
        do { try commit(draft, changes) } catch {
            try removalFailed(error, key: key)
            throw error
        }
        // From here on the removal is published, whatever else fails.
        follow(.forget(ids(removal.rows)))
        applying = []
        assignment = removal.assignment
        learned = removal.learned
        evaluation = removal.evaluation
        lastRemoval = result
        forgetFindings()
        undoStack.clear()
        refreshLearned()
        startFinding()
        try refreshModels()
        try commit(evaluateDraft(removal.evaluation))
        return "forgot \(result.removed.counted("training record"))"
            + (result.heldOutSkipped > 0 ? ", \(result.heldOutSkipped.grouped) held-out ones left the evaluation" : "")
            + "; \(result.guarantee.sentence)"
    }

    private func removalFailed(_ error: any Error, key: String) throws {
        applying = []
        try commit(
            EventDraft(
                .unlearnFail, params: ["job": .string(key)],
                outcome: error is CancellationError ? "cancelled" : "failed"),
            [.job(id: key, state: nil, json: "")])
    }

    private func take(preview removal: ComputedRemoval, ofQueue: Bool) -> String {
        guard !ofQueue || removal.rows == staged.keys.sorted() else {
            return "the queue has changed meanwhile; measure again"
        }
        preview = removal.result
        return "measured; nothing was published"
    }

    static let nothingStaged = Refusal(.usage, "Nothing is staged.", next: "Stage records with d, then apply.")
}

extension Double {
    /// "1.2e-9"
    public var scientific: String {
        if self == 0 { return "0" }
        let parts = String(format: "%.1e", self).split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return "\(self)" }
        return "\(parts[0])e\(exponent)"
    }
}
