import Fairness
import Journal
import Learning
import Records

/// Everything that a removal is computed from, taken when its job starts.
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

extension Desk {
    /// - Throws: `Refusal` where there is no model that can be worked with.
    func removalInput() throws -> RemovalInput {
        guard let learner = knowledge.learner, let learned = knowledge.learned else { throw noModel }
        return RemovalInput(
            learner: learner, learned: learned, rule: try recipeRule(), assignment: assignment,
            forgotten: state.forgotten, policy: policy, focusColumn: knowledge.focusColumn, targets: state.targets)
    }

    func plan(_ rows: [Int], erase: Bool) -> RemovalPlan { plan(rows, erasing: erase ? Set(rows) : []) }

    func plan(_ rows: [Int], erasing erased: Set<Int>) -> RemovalPlan {
        RemovalPlan(
            rows, erasing: erased, dataset: dataset, parts: assignment.parts, forgotten: state.forgotten)
    }

    /// The records that go: those to be erased without a trace, the others with what would bring them back.
    func forgetting(_ rows: [Int], _ erased: [Int]) -> [Change] {
        let traceless = Set(erased)
        let (gone, kept) = (rows.filter(traceless.contains), rows.filter { !traceless.contains($0) })
        return (kept.isEmpty ? [] : [.forget(ids(kept), erased: false)])
            + (gone.isEmpty ? [] : [.forget(ids(gone), erased: true)])
    }
}

extension RemovalInput {
    /// Computes the model of a plan. Where the records that stay would propose another recipe, and the recipe follows them,
    /// the model is trained under that one.
    ///
    /// - Parameter erasing: whether nothing of the records that go may stay.
    func removal(_ plan: RemovalPlan, erasing: Bool = false, _ context: RunContext) throws -> ComputedRemoval {
        let work = context.work
        var gone = forgotten
        for row in plan.going { gone[row] = true }
        let (after, planning) = timed { learner.dataset.assignment(without: gone) }
        let relearned = try relearned(after, erasing: erasing, context)
        let (newLearner, newLearned) = (relearned.learner, relearned.learned)
        try work.step(Progress(phase: "certifying", fraction: 0.9, detail: ""))
        let (guarantee, certifying) = timed { newLearned.guarantee(newLearner, after) }
        try work.step(Progress(phase: "comparing before and after", fraction: 0.95, detail: ""))
        let removed = assignment.removed(in: after).training
        let (evaluation, evaluating) = try timed {
            try newLearner.evaluation(
                of: newLearned, after, before: (learner, learned), removed: removed, policy: policy,
                targets: targets)
        }
        guard let before = evaluation.before, let comparison = evaluation.comparison else {
            preconditionFailure("an evaluation given a model before has its comparison")
        }
        let result = RemovalResult(
            removed: removed, retained: after.training.count,
            snapshot: .init(before: learned.digest, after: newLearned.digest), heldOutSkipped: plan.untrained,
            heldOutErased: plan.untrainedErased, heldOutAlong: plan.along, copies: plan.copies, guarantee: guarantee,
            recipe: relearned.report,
            cost: .init(
                passes: newLearned.fitted.passes,
                plan: relearned.report.changed > 0
                    ? "retrain" : newLearned.fitted.plan?.choice.rawValue,
                seconds: [
                    "plan": planning + relearned.proposing, "features": relearned.reading, "solve": relearned.solving,
                    "certify": certifying, "evaluate": evaluating,
                ]),
            before: before, after: evaluation.report, change: comparison, published: false)
        return ComputedRemoval(
            plan: plan, assignment: after, learner: newLearner, learned: newLearned, evaluation: evaluation,
            result: result)
    }

    /// What was learned from the records that stay, and under which recipe.
    struct Relearned {
        let learner: Learner
        let learned: Learned
        let report: RecipeReport
        let proposing: Double
        let reading: Double
        let solving: Double
    }

    /// Forgets the training records that are absent from `after`; under another recipe, where theirs is another.
    func relearned(_ after: Assignment, erasing: Bool, _ context: RunContext) throws -> Relearned {
        let dataset = learner.dataset
        try learner.examples.refuseLostClass(
            of: learner.recipe.target.column, from: assignment.learningRows, to: after.learningRows)
        let (proposed, proposing) = try timed {
            try rule.recipe(after: learner.recipe, dataset, training: after.training, erases: erasing)
        }
        if proposed.recipe == learner.recipe {
            let (fitted, solving) = try timed {
                try learner.forget(learned, before: assignment, after: after, work: context.work)
            }
            return Relearned(
                learner: learner, learned: fitted, report: proposed.report, proposing: proposing, reading: 0,
                solving: solving)
        }
        let (renewed, reading) = try timed { try context.learner(dataset, proposed.recipe) }
        let (fitted, solving) = try timed { try renewed.cold(after, work: context.work) }
        return Relearned(
            learner: renewed, learned: fitted, report: proposed.report, proposing: proposing, reading: reading,
            solving: solving)
    }

    /// Figures of the models before, on what they held out, without the records of the plan.
    func earlier(
        _ models: [Unfigured], _ plan: RemovalPlan, _ assignment: Assignment, work: Work
    ) throws -> [String: Evaluation] {
        var gone = Array(repeating: false, count: forgotten.count)
        for row in plan.going { gone[row] = true }
        var figures = try Unfigured.figures(
            of: models, without: gone, learner.dataset, policy, known: learner, work: work)
        figures[learned.digest] = try learner.evaluation(of: learned, assignment, policy: policy)
        return figures
    }
}
