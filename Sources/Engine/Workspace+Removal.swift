import Fairness
import Foundation
import Journal
import Learning
import Records

/// A removal that was computed and not yet published.
struct ComputedRemoval: Sendable {
    let plan: RemovalPlan
    let assignment: Assignment
    /// Of another recipe than the learner before, where the recipe followed.
    let learner: Learner
    let learned: Learned
    let evaluation: Evaluation
    var result: RemovalResult
    /// Figures of earlier models without the records that leave the evaluation, by digest.
    var earlier: [String: Evaluation] = [:]
}

extension Workspace {
    /// Everything a removal is computed from, taken when its job starts.
    struct RemovalInput: Sendable {
        let learner: Learner
        let learned: Learned
        let rule: RecipeRule
        let assignment: Assignment
        let forgotten: [Bool]
        let policy: Policy
        let focusColumn: String?
        let targets: [Comparison.Target]
    }

    /// Puts a removal in the queue of jobs, or joins the one that waits there.
    ///
    /// - Parameter path: where the file without the records goes, for your own model.
    func startRemoval(_ chosen: [Int]?, erase: Bool, to path: String? = nil) throws -> Echo {
        let asked = chosen.map { Set($0).sorted() } ?? staged.keys.sorted()
        guard asked.allSatisfy({ staged[$0] != nil }) else {
            throw Refusal(
                .usage, "The queue changed since these records were confirmed; nothing was forgotten.",
                next: "Look at the queue again.")
        }
        let rows = asked.filter { !applying.contains($0) }
        if rows.isEmpty, !asked.isEmpty {
            throw Refusal(
                .busy, "These records are being forgotten already.",
                next: "Wait for it, or cancel it with \(command: .cancelJob).")
        }
        try mayApply(rows)
        if erase { try refuseStrangers() }
        if audit == nil { try plan(rows, erase: erase).check() }
        let path = try redactedPath(path)
        let request = RemovalRequest(
            event: events.count + 1, actor: store.session.actor, ids: ids(rows).map(\.description), erases: erase)
        if var waiting = waitingRemoval {
            waiting.requests.append(request)
            try announce(rows, waiting, erases: erase)
            jobs.retitle(waiting.job, waiting.title)
            return Echo(
                "\(rows.count.counted("record")) \(rows.count == 1 ? "joins" : "join") the removal that waits",
                hint: "\(command: .showJobs) shows it · \(command: .cancelJob) cancels", job: waiting.job)
        }
        var removal = PendingRemoval(key: "forget-\(request.event)", requests: [request], path: path)
        try announce(rows, removal, erases: erase)
        removal.job = enqueue(removal, title: removal.title)
        if let path {
            return Echo(
                "writing \(path) without \(rows.count.counted("record"))", hint: "\(command: .showJobs) shows it",
                job: removal.job)
        }
        return Echo(
            "forgetting \(rows.count.counted("record")) in the background",
            hint: "\(command: .showJobs) shows it · \(command: .cancelJob) cancels",
            job: removal.job)
    }

    /// The removal that later requests may still join.
    private var waitingRemoval: PendingRemoval? {
        removals.values.first { !$0.hasBegun && !cancelledEarly.contains($0.job) }
    }

    /// Writes a request down before anything is done about it.
    private func announce(
        _ rows: [Int], _ removal: PendingRemoval, erases: Bool, outcome: String = "ok", _ changes: [Journal.Change] = []
    ) throws {
        var event = draft(.unlearnStart, rows, params: ["job": .string(removal.key)])
        if erases { event.params["erase"] = "yes" }
        let flagged = rows.reduce(into: FlagMask()) { $0.formUnion(flags[$1]) }
        if var payload = event.payload?.objectValue, !flagged.isEmpty {
            payload["flags"] = .strings(flagged.flags.map(\.rawValue))
            event.payload = .object(payload)
        }
        event.outcome = outcome
        let announced = PendingRemoval.Stage.announced.rawValue
        try commit(event, [.job(id: removal.key, state: announced, json: try removal.json)] + changes)
        removals[removal.key] = removal
        applying.formUnion(rows)
    }

    /// Goes on with a removal that was cut short, under its own name.
    ///
    /// - Parameter joined: the names of others that were cut short, which are part of it now.
    func resume(_ removal: PendingRemoval, _ rows: [Int], joined: [String]) throws -> String {
        let title = "resuming the removal of \(rows.count.counted("record")) that was interrupted"
        try announce(
            rows, removal, erases: removal.requests.contains(where: \.erases), outcome: "resumed",
            joined.map { .job(id: $0, state: nil, json: "") })
        _ = enqueue(removal, title: title)
        return title
    }

    private func enqueue(_ removal: PendingRemoval, title: String) -> Int {
        let key = removal.key
        if removal.path != nil {
            let job = enqueueRedaction(removal, title: title)
            removals[key]?.job = job
            return job
        }
        let rows = rows(removal.requests)
        let job = enqueue(.forget, title: title, expected: expectedSeconds(plan(rows, erase: false))) {
            workspace, work in
            let removal: PendingRemoval
            var computed: ComputedRemoval
            do {
                try await Self.prepareGround(of: workspace)
                let (begun, plan, input) = try await workspace.begin(removal: key)
                removal = begun
                let erases = removal.requests.contains(where: \.erases)
                computed = try Self.removal(plan, input, erasing: erases, work: work)
                if plan.untrainedErased > 0 || (plan.along > 0 && erases) {
                    let models = try await workspace.unfigured(all: true, except: [input.learned.digest])
                    computed.earlier = try Self.earlier(models, plan, input, computed.assignment, work: work)
                }
                try work.step(Progress(phase: "publishing", fraction: 1, detail: ""))
            } catch {
                try await workspace.removalFailed(error, key: key)
                throw error
            }
            return try await workspace.publish(computed, removal)
        }
        removals[key]?.job = job
        return job
    }

    /// From here on nobody joins.
    private func begin(removal key: String) throws -> (PendingRemoval, RemovalPlan, RemovalInput) {
        removals[key]?.hasBegun = true
        guard let removal = removals[key] else { preconditionFailure("a removal is known until it ends") }
        let erased = Set(rows(removal.requests.filter(\.erases)))
        let plan = RemovalPlan(
            rows(removal.requests), erasing: erased, dataset: dataset, parts: assignment.parts, forgotten: forgotten)
        try plan.check()
        return (removal, plan, try removalInput())
    }

    /// The rows of requests, that are still there.
    func rows(_ requests: [RemovalRequest]) -> [Int] {
        Set(requests.flatMap(\.ids).compactMap { RecordID(hex: $0).flatMap { rowOf[$0] } }).filter { !forgotten[$0] }
            .sorted()
    }

    func plan(_ rows: [Int], erase: Bool) -> RemovalPlan {
        RemovalPlan(
            rows, erasing: erase ? Set(rows) : [], dataset: dataset, parts: assignment.parts, forgotten: forgotten)
    }

    func startPreview(_ chosen: [Int]?, erase: Bool) throws -> Echo {
        let rows = chosen.map { Set($0).sorted() }?.filter { !forgotten[$0] } ?? staged.keys.sorted()
        guard !rows.isEmpty else { throw Self.nothingStaged }
        let plan = plan(rows, erase: erase)
        try plan.check()
        let prediction = predict(plan)
        let title = "measuring the removal of \(rows.count.counted("record"))"
        let job = enqueue(.preview, title: title, expected: expectedSeconds(plan)) { workspace, work in
            try await Self.prepareGround(of: workspace)
            let input = try await workspace.removalInput()
            var removal = try Self.removal(plan, input, erasing: erase, work: work)
            removal.result.prediction = prediction
            removal.result.prediction?.gaps = try input.learner.predictedGaps(
                input.learned, input.assignment, without: plan.unlearned, column: input.focusColumn, work: work)
            return await workspace.take(preview: removal, ofQueue: chosen == nil)
        }
        return Echo("measuring: the removal is computed, not published", job: job)
    }

    /// Why nothing can be forgotten now: there is no model, or it can't be worked with.
    var noModel: Refusal {
        unreadable
            ?? Refusal(
                .usage, "There is no model that could forget.", next: "Train one first: \(command: .train).")
    }

    func removalInput() throws -> RemovalInput {
        guard let learner, let learned else {
            throw noModel
        }
        return RemovalInput(
            learner: learner, learned: learned, rule: try recipeRule(), assignment: assignment, forgotten: forgotten,
            policy: policy,
            focusColumn: focusColumn, targets: targets)
    }

    /// Computes the model of a plan; touches no state. Where the records that stay would propose another recipe, and the
    /// recipe follows them, the model is trained under that one.
    ///
    /// - Parameter erasing: whether nothing of the records that go may stay.
    static func removal(
        _ plan: RemovalPlan, _ input: RemovalInput, erasing: Bool = false, work: Work
    ) throws -> ComputedRemoval {
        var forgotten = input.forgotten
        for row in plan.going { forgotten[row] = true }
        let (assignment, planning) = timed { input.learner.dataset.assignment(without: forgotten) }
        let relearned = try Self.relearned(input, assignment, erasing: erasing, work: work)
        let (learner, learned) = (relearned.learner, relearned.learned)
        try work.step(Progress(phase: "certifying", fraction: 0.9, detail: ""))
        let (guarantee, certifying) = timed { learned.guarantee(learner, assignment) }
        try work.step(Progress(phase: "comparing before and after", fraction: 0.95, detail: ""))
        let removed = input.assignment.removed(in: assignment).training
        let (evaluation, evaluating) = try timed {
            try learner.evaluation(
                of: learned, assignment, before: input.learned, removed: removed, policy: input.policy,
                targets: input.targets)
        }
        guard let before = evaluation.before, let comparison = evaluation.comparison else {
            preconditionFailure("an evaluation given a model before has its comparison")
        }
        let result = RemovalResult(
            removed: removed, retained: assignment.training.count,
            snapshot: .init(before: input.learned.digest, after: learned.digest), heldOutSkipped: plan.untrained,
            heldOutErased: plan.untrainedErased, heldOutAlong: plan.along, copies: plan.copies, guarantee: guarantee,
            recipe: relearned.report,
            cost: .init(
                passes: learned.fitted.passes,
                plan: relearned.report.changed > 0
                    ? "retrain" : (learned.fitted as? LogisticRegression.Fitted)?.plan?.choice.rawValue,
                seconds: [
                    "plan": planning + relearned.proposing, "features": relearned.reading, "solve": relearned.solving,
                    "certify": certifying, "evaluate": evaluating,
                ]),
            before: before, after: evaluation.report, change: comparison, published: false)
        return ComputedRemoval(
            plan: plan, assignment: assignment, learner: learner, learned: learned, evaluation: evaluation,
            result: result)
    }

    /// What was learned from the records that stay, and under which recipe.
    struct Relearned: Sendable {
        let learner: Learner
        let learned: Learned
        let report: RecipeReport
        let proposing: Double
        let reading: Double
        let solving: Double
    }

    /// Forgets the training records that are absent from `assignment`; under another recipe, where theirs is another.
    static func relearned(
        _ input: RemovalInput, _ assignment: Assignment, erasing: Bool, work: Work
    ) throws -> Relearned {
        let dataset = input.learner.dataset
        try input.learner.examples.refuseLostClass(
            of: input.learner.recipe.target.column, from: input.assignment.learningRows, to: assignment.learningRows)
        let ((recipe, report), proposing) = try timed {
            try input.rule.recipe(
                after: input.learner.recipe, dataset, training: assignment.training, erases: erasing)
        }
        guard recipe != input.learner.recipe else {
            let (learned, solving) = try timed {
                try input.learner.forget(input.learned, before: input.assignment, after: assignment, work: work)
            }
            return Relearned(
                learner: input.learner, learned: learned, report: report, proposing: proposing, reading: 0,
                solving: solving)
        }
        let (learner, reading) = try timed { try Learner(dataset: dataset, recipe: recipe, work: work) }
        let (learned, solving) = try timed { try learner.cold(assignment, work: work) }
        return Relearned(
            learner: learner, learned: learned, report: report, proposing: proposing, reading: reading,
            solving: solving)
    }

    /// Figures of the models before, on what they held out, without the records of the plan.
    private static func earlier(
        _ models: [Unfigured], _ plan: RemovalPlan, _ input: RemovalInput, _ assignment: Assignment, work: Work
    ) throws -> [String: Evaluation] {
        var gone = Array(repeating: false, count: input.forgotten.count)
        for row in plan.going { gone[row] = true }
        var figures = try figures(
            of: models, without: gone, input.learner.dataset, input.policy, known: input.learner, work: work)
        figures[input.learned.digest] = try input.learner.evaluation(
            of: input.learned, assignment, policy: input.policy)
        return figures
    }

    private func take(preview removal: ComputedRemoval, ofQueue: Bool) -> String {
        guard !ofQueue || removal.plan.rows == staged.keys.sorted() else {
            return "the queue has changed meanwhile; measure again"
        }
        preview = removal.result
        return "measured; nothing was published"
    }

    static let nothingStaged = Refusal(
        .usage, "Nothing is staged.", next: "Stage records with \(command: .stage), then apply.")
}
