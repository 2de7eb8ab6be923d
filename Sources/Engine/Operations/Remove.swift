import Foundation
import Journal
import Learning
import Records

/// Forgets staged records, publishes the model without them, and erases what is said about those that are to be erased.
struct Remove: Operation {
    /// Of the events that announced it; under it the state holds what is asked for, to which more may be added while it
    /// waits.
    let key: String
    let title: String
    let rows: [Int]

    var kind: JobStatus.Kind { .forget }
    var mark: JobMark? { .journal(key: key) }
    var needsGround: Bool { true }

    struct Input: Sendable {
        let order: RemovalRequests
        let plan: RemovalPlan
        let removal: RemovalInput
        /// Models whose figures count records that leave the evaluation for good.
        let earlier: [Unfigured]?
    }

    struct Output: Sendable {
        let order: RemovalRequests
        let computed: ComputedRemoval
    }

    func expectedSeconds(_ desk: Desk) -> Double? { desk.expectedSeconds(desk.plan(rows, erase: false)) }

    func prepare(_ desk: Desk) throws -> Input {
        let order = try desk.order(key)
        let plan = desk.plan(
            desk.state.rows(of: order.requests), erasing: Set(desk.state.rows(of: order.requests.filter(\.erases))))
        try plan.check()
        let removal = try desk.removalInput()
        let leaves = plan.untrainedErased > 0 || (plan.along > 0 && order.erases)
        return Input(
            order: order, plan: plan, removal: removal,
            earlier: leaves ? try desk.unfigured(all: true, except: [removal.learned.digest]) : nil)
    }

    @concurrent func run(_ input: Input, _ context: RunContext) async throws -> Output {
        var computed = try input.removal.removal(input.plan, erasing: input.order.erases, context)
        if let models = input.earlier {
            computed.earlier = try input.removal.earlier(models, input.plan, computed.assignment, work: context.work)
        }
        try context.work.step(Progress(phase: "publishing", fraction: 1, detail: ""))
        return Output(order: input.order, computed: computed)
    }

    /// One transaction: the result's event, the new model, the forgotten records, and what policy purges.
    func conclude(_ output: Output, _ desk: Desk) throws -> Conclusion {
        let (order, removal) = (output.order, output.computed)
        let plan = removal.plan
        let erased = desk.state.rows(of: order.requests.filter(\.erases))
        if !erased.isEmpty { try desk.refuseStrangers() }
        let result = published(removal.result, of: plan, order, desk)
        let record = try desk.record(
            of: removal.learned, guarantee: result.guarantee, records: result.retained, removed: result.removed,
            parent: result.snapshot.before)
        var changes: [Change] = [.publish(record, makeCurrent: true)]
        changes += desk.forgetting(plan.going, erased) + [.unstage(desk.ids(plan.skipped))]
        if plan.untrainedErased > 0 || (plan.along > 0 && !erased.isEmpty) {
            changes += try figuresWithoutErased(removal, desk)
        }
        changes.append(.figures(id: record.digest, json: try removal.evaluation.json()))
        changes += try desk.recipeChanges(removal)
        if !erased.isEmpty, let change = try desk.settingsChange(forgetting: plan.going) { changes.append(change) }
        changes.append(
            erased.isEmpty ? .job(id: key, state: nil, json: "") : try order.change(key, .erasing))
        if let kept = desk.kept(beside: result, erasing: !erased.isEmpty) { changes.append(.purgeModels(except: kept)) }
        let constant = removal.learned.isConstant(removal.assignment) ? "; \(TrainingResult.constantWarning)" : ""
        var conclusion = Conclusion(sentence: result.sentence + constant)
        conclusion.entries = [LedgerEntry(event(result, plan, desk), changes), LedgerEntry(removal.evaluation.entry())]
        conclusion.learn = { knowledge in
            knowledge.assignment = removal.assignment
            knowledge.lastRemoval = result
            for (digest, evaluation) in removal.earlier { knowledge.figures[digest] = evaluation }
            knowledge.adopt(removal.learned, removal.learner, removal.evaluation)
        }
        conclusion.changes = [.models, .records]
        conclusion.clearsUndo = true
        if !erased.isEmpty { conclusion.erasing = ErasureOrder(key: key, ids: desk.ids(erased)) }
        conclusion.next = [Find()]
        return conclusion
    }

    private func published(
        _ computed: RemovalResult, of plan: RemovalPlan, _ order: RemovalRequests, _ desk: Desk
    ) -> RemovalResult {
        var result = computed
        result.published = true
        result.prediction = desk.prediction(of: plan)
        result.requests = order.requests.map {
            RemovalResult.Request(event: $0.event, actor: $0.actor, records: $0.ids.count)
        }
        return result
    }

    func failure(_ error: any Error, _ desk: Desk) -> Failure? { Self.failure(error, key: key) }

    /// The removal ended without a result; where even that can't be written down, it is pending, and the sentence says so.
    static func failure(_ error: any Error, key: String) -> Failure {
        let event = UnlearnFailEntry(job: key, error is CancellationError ? .cancelled : .failed)
        return Failure(
            entries: [LedgerEntry(event, [.job(id: key, state: nil, json: "")])],
            unwritten: { error, second in
                let what = error is CancellationError ? "The removal was cancelled." : Explanation.cause(error)
                return Refusal(
                    .inputOutput,
                    "\(what) That could not be written down (\(Explanation.cause(second))), so the removal is still pending.",
                    next: "It goes on when the project is opened next; --no-resume gives it up.")
            })
    }

    /// Figures of earlier models that counted records which leave the evaluation for good: measured again without them while
    /// there is a model to measure, else dropped. Before less after would tell how each was decided.
    private func figuresWithoutErased(_ removal: ComputedRemoval, _ desk: Desk) throws -> [Change] {
        try desk.state.figured.subtracting([removal.learned.digest]).sorted().map { digest in
            .figures(id: digest, json: try removal.earlier[digest].map { try $0.json() })
        }
    }

    /// The payload says which records went: from there an earlier model gets its records back.
    private func event(_ result: RemovalResult, _ plan: RemovalPlan, _ desk: Desk) -> UnlearnResultEntry {
        UnlearnResultEntry(
            desk.named(plan.going), job: key, before: result.snapshot.before, after: result.snapshot.after,
            removed: result.removed, retained: result.retained, requests: result.requests.count,
            .unlearned(
                UnlearnResultEntry.Unlearning(
                    heldOutSkipped: result.heldOutSkipped, heldOutErased: result.heldOutErased + result.heldOutAlong,
                    guarantee: result.guarantee.kind.rawValue, bound: "\(result.guarantee.bound)",
                    gradientNorm: "\(result.guarantee.gradientNorm)",
                    certifiedShare: (result.guarantee.certifiedShare ?? 0).fixed(6), passes: result.cost.passes,
                    plan: result.cost.plan ?? "incremental", settled: result.guarantee.settled,
                    recipe: result.recipe.word)))
    }
}

extension Desk {
    /// What is asked of a removal that was announced.
    func order(_ key: String) throws -> RemovalRequests {
        guard let job = state.jobs[key] else { preconditionFailure("a removal is known until it ends") }
        return try RemovalRequests(erasing: job.json, of: directory)
    }

    /// The models whose bytes stay; nil where all of them do. An erasure overrides what policy keeps.
    func kept(beside result: RemovalResult, erasing: Bool) -> [String]? {
        if erasing { return [result.snapshot.after] }
        switch policy.earlierModels {
        case .no: return [result.snapshot.after]
        case .untilNextRemoval: return [result.snapshot.after, result.snapshot.before]
        case .always: return nil
        }
    }
}

extension RemovalResult {
    /// What was forgotten, in one sentence without its end.
    public var sentence: String {
        var parts = ["forgot \(removed.counted("training record"))"]
        let stay = heldOutSkipped - heldOutErased
        if stay > 0 {
            parts.append("\(stay.grouped) never trained on \(stay == 1 ? "stays" : "stay") in the evaluation")
        }
        if heldOutErased > 0 { parts.append("\(heldOutErased.grouped) never trained on left the evaluation") }
        if let copies { parts.append(copies) }
        let clause = recipe.clause.isEmpty ? "" : "; \(recipe.clause)"
        return "\(parts.joined(separator: ", ")); \(guarantee.sentence)\(clause)"
    }
}
