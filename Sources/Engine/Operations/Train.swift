import Fairness
import Foundation
import Journal
import Learning
import Records

/// Learns from the retained training records without any memory of an earlier model, and publishes what comes of it.
struct Train: Operation {
    let key: String
    let choice: RecipeChoice
    let title: String

    var kind: JobStatus.Kind { .train }
    var mark: JobMark? { .journal(key: key) }
    var needsGround: Bool { true }

    struct Input: Sendable {
        let dataset: Dataset
        let assignment: Assignment
        let policy: Policy
        let targets: [Comparison.Target]
        let recipe: ModelRecipe
        /// The change of the last removal, which is still that of these records.
        let change: KeptChange?
    }

    struct Output: Sendable {
        let learner: Learner
        let learned: Learned
        let evaluation: Evaluation
        let reading: Double
        let solving: Double
    }

    /// A training of what is asked for next, with what the journal says before it begins.
    ///
    /// - Throws: `Refusal` where nothing could be learned.
    static func announced(_ desk: Desk) throws -> (operation: Train, entries: [LedgerEntry]) {
        let choice = try desk.nextChoice()
        try desk.recipe(of: choice).features.refuseNone(of: desk.dataset.schema)
        let count = desk.assignment.training.count
        guard count > 0 else {
            throw Refusal(
                .badData, "No record is left to train on.", next: "Lower --test-fraction, or bring more records.")
        }
        var entries: [LedgerEntry] = []
        if try desk.knowledge.chosen == nil && desk.storedRecipe() == nil { entries.append(try choice.entry()) }
        let train = Train(
            key: "train-\(desk.nextEvent + entries.count)", choice: choice,
            title: "training on \(count.counted("record"))")
        return (train, entries + [try train.announcement(records: count)])
    }

    func announcement(records: Int, resuming: Bool = false) throws -> LedgerEntry {
        var entry = TrainEntry(records: records)
        if resuming { entry.outcome = .resumed }
        return LedgerEntry(
            entry, [.job(id: key, state: Resumption.training, json: try StoredJSON.text(of: choice))])
    }

    func expectedSeconds(_ desk: Desk) -> Double? { desk.knowledge.solving?.seconds }

    func prepare(_ desk: Desk) throws -> Input {
        Input(
            dataset: desk.dataset, assignment: desk.assignment, policy: desk.policy, targets: desk.state.targets,
            recipe: try desk.recipe(of: choice), change: try desk.keptChange())
    }

    @concurrent func run(_ input: Input, _ context: RunContext) async throws -> Output {
        let (learner, reading) = try timed { try context.learner(input.dataset, input.recipe) }
        let (learned, solving) = try timed { try learner.cold(input.assignment, work: context.work) }
        let evaluation = try learner.evaluation(of: learned, input.assignment, policy: input.policy)
        let measured =
            try input.change?.carried(to: evaluation, of: learned, learner, input, context.work) ?? evaluation
        try context.work.step(Progress(phase: "publishing", fraction: 1))
        return Output(
            learner: learner, learned: learned, evaluation: measured, reading: reading, solving: solving)
    }

    func conclude(_ output: Output, _ desk: Desk) throws -> Conclusion {
        let (learner, learned, evaluation) = (output.learner, output.learned, output.evaluation)
        let record = try desk.record(of: learned, guarantee: learned.guarantee(learner, desk.assignment), removed: 0)
        let isKnown = desk.state.currentDigest == learned.digest
        let published = PublishEntry(
            model: learned.digest, records: record.records,
            guarantee: learned.guarantee(learner, desk.assignment).kind.rawValue)
        let result = try result(output, desk, records: record.records)
        let choice = choice
        var conclusion = Conclusion(sentence: sentence(result, evaluation, isKnown: isKnown))
        conclusion.entries = [
            LedgerEntry(
                published,
                [
                    .publish(record, makeCurrent: true), .figures(id: learned.digest, json: try evaluation.json()),
                    try desk.recipeChange(choice.basis, choice.options, learner.recipe),
                    .job(id: key, state: nil, json: ""),
                ]), LedgerEntry(evaluation.entry()),
        ]
        conclusion.learn = { knowledge in
            if knowledge.chosen == choice { knowledge.chosen = nil }
            knowledge.solving = (output.solving, learned.fitted.passes)
            knowledge.lastTraining = result
            knowledge.adopt(learned, learner, evaluation)
        }
        conclusion.changes = [.models, .records]
        conclusion.next = [Find()]
        return conclusion
    }

    /// What nothing could be learned by is given up for what the published model was made by.
    func failure(_ error: any Error, _ desk: Desk) -> Failure? {
        let isCancelled = error is CancellationError
        // What could be learned and not be written can be tried again.
        let isUseless = !isCancelled && !(error is StoreFailure)
        return Failure(
            entries: [
                LedgerEntry(
                    TrainEntry(endedBy: isCancelled ? .cancelled : .failed),
                    [.job(id: key, state: nil, json: "")])
            ], learn: { if isUseless { $0.chosen = nil } })
    }

    private func result(_ output: Output, _ desk: Desk, records: Int) throws -> TrainingResult {
        let (learner, learned, evaluation) = (output.learner, output.learned, output.evaluation)
        let solution = learned.fitted.certificate
        let copies = desk.dataset.identities.copies.of(desk.assignment.test, among: desk.assignment.training)
        return TrainingResult(
            family: learner.recipe.family.name, objective: solution?.objective, weightNorm: solution?.weightNorm,
            gradientNorm: solution?.gradientNorm, bound: solution?.bound, digest: learned.digest, records: records,
            features: learner.featureCount,
            seconds: ["read": desk.knowledge.readSeconds, "features": output.reading, "solve": output.solving],
            accuracy: evaluation.accuracy, auc: evaluation.auc, isConstant: learned.isConstant(desk.assignment),
            heldOutCopies: copies.count,
            accuracyWithoutCopies: try learner.accuracy(of: learned, desk.assignment, without: copies, desk.policy),
            recipe: choice.basis, columns: .init(learner.recipe.features))
    }

    private func sentence(_ result: TrainingResult, _ evaluation: Evaluation, isKnown: Bool) -> String {
        let accuracy =
            evaluation.accuracy.map { "held-out accuracy \($0.fixed(3))" } ?? "nothing is held out to measure on"
        let same = isKnown ? "; it is the same model as before, to the bit" : ""
        let constant = result.isConstant ? "; \(TrainingResult.constantWarning)" : ""
        let warning = result.copiesWarning.map { "; \($0)" } ?? ""
        return "trained on \(result.records.counted("record")); \(accuracy)\(same)\(constant)\(warning)"
    }
}

/// The change that the last removal made, kept while the records stay the same: training them again takes nothing back.
struct KeptChange: Sendable {
    /// The model in use, with the change.
    let evaluation: Evaluation
    let before: FairnessReport
    let digest: String
    /// The model from before the removal; nil where its weights are gone.
    let published: Published?

    /// The same change, to a model that was trained again.
    func carried(
        to now: Evaluation, of learned: Learned, _ learner: Learner, _ input: Train.Input, _ work: Work
    ) throws -> Evaluation {
        var carried = now
        carried.beforeDigest = digest
        carried.removed = evaluation.removed
        if now.digest == evaluation.digest {
            carried.before = before
            carried.comparison = evaluation.comparison
            return carried
        }
        if let published {
            let earlier = try published.read(input.dataset, known: learner, work: work)
            return try learner.evaluation(
                of: learned, input.assignment, before: (earlier.learner, earlier.learned), removed: evaluation.removed,
                policy: input.policy, targets: input.targets)
        }
        carried.before = before
        carried.comparison = Comparison(
            before: before, after: now.report, targets: input.targets.isEmpty ? nil : input.targets,
            declared: now.report.settings?.declared ?? [])
        return carried
    }
}

extension Desk {
    /// The change of the last removal, where these are still its records.
    func keptChange() throws -> KeptChange? {
        guard let evaluation = knowledge.evaluation, evaluation.digest == state.currentDigest,
            let before = evaluation.before, let digest = evaluation.beforeDigest
        else { return nil }
        return KeptChange(
            evaluation: evaluation, before: before, digest: digest, published: try published(digest))
    }

    /// How a model that is published now is kept.
    func record(
        of learned: Learned, guarantee: Guarantee, records: Int? = nil, removed: Int, parent: String? = nil
    ) throws -> ModelRecord {
        ModelRecord(
            digest: learned.digest, bytes: Data(learned.published.bytes), createdAt: clock.now(),
            records: records ?? assignment.training.count, removed: removed,
            guarantee: try StoredJSON.text(of: guarantee), parent: parent, proven: nil)
    }
}
