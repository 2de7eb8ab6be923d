import Fairness
import Foundation
import Journal
import Learning
import Records

extension Workspace {
    /// Picks the project up where it was left: notices an interrupted job, reads or trains the model, finds records.
    ///
    /// Returns at once; the work is done by jobs.
    ///
    /// - Parameter resuming: whether a removal that was interrupted goes on.
    /// - Returns: one sentence on each thing that goes on or was given up.
    @discardableResult
    public func begin(resuming: Bool = true) throws -> [String] {
        try introduce()
        try noteEarlierRecipe()
        try refreshModels()
        refreshLearned()
        if let audit {
            startAudit(audit)
        } else if dataset.schema.target == nil {
            _ = enqueue(.find, title: "looking for addresses and listed words") { workspace, work in
                try await workspace.scan(work)
            }
        } else if let model = try store.currentModel() {
            if let bytes = model.bytes {
                try startReading(PublishedModel(bytes: Array(bytes)))
            } else {
                try startMending(model)
            }
        } else {
            do { _ = try startTraining() } catch let refusal as Refusal {
                // Records can still be browsed and flagged; the job's line says why there is no model.
                _ = enqueue(.train, title: "training") { _, _ in throw refusal }
            }
        }
        defer { publishSnapshot() }
        return try recover(resuming: resuming)
    }

    func startTraining() throws -> Echo {
        let choice = try nextChoice()
        let recipe = try recipe(of: choice)
        try recipe.features.refuseNone(of: dataset.schema)
        guard !assignment.training.isEmpty else {
            throw Refusal(
                .badData, "No record is left to train on.", next: "Lower --test-fraction, or bring more records.")
        }
        if try chosen == nil && storedRecipe() == nil { try choose(choice) }
        try commit(
            EventDraft(.train, params: ["records": .integer(Int64(assignment.training.count))], outcome: "started"))
        let title = "training on \(assignment.training.count.counted("record"))"
        let job = enqueue(.train, title: title, expected: solving?.seconds) { workspace, work in
            let (dataset, assignment, policy) = await workspace.trainingInput
            let learner: Learner, learned: Learned, evaluation: Evaluation
            let reading: Double, solving: Double
            do {
                (learner, reading) = try timed { try Learner(dataset: dataset, recipe: recipe, work: work) }
                (learned, solving) = try timed { try learner.cold(assignment, work: work) }
                evaluation = try learner.evaluation(of: learned, assignment, policy: policy)
            } catch {
                try await workspace.trainingFailed(error)
                throw error
            }
            return try await workspace.publish(
                learner, learned, evaluation, choice,
                seconds: ["read": workspace.readSeconds, "features": reading, "solve": solving])
        }
        return Echo(
            "training \(assignment.training.count.counted("record")) in the background", hint: "4 shows it", job: job)
    }

    /// What nothing could be learned by is given up for what the published model was made by.
    private func trainingFailed(_ error: any Error) throws {
        if !(error is CancellationError) { chosen = nil }
        try note(error, endedA: .train)
    }

    /// Says in the journal how work that was announced there ended without a result.
    func note(_ error: any Error, endedA action: Action) throws {
        try commit(EventDraft(action, outcome: error is CancellationError ? "cancelled" : "failed"))
    }

    private func startReading(_ model: PublishedModel) throws {
        let recipe = model.recipe
        _ = enqueue(.train, title: "reading the model") { workspace, work in
            let (dataset, assignment, policy) = await workspace.trainingInput
            let learner: Learner, learned: Learned
            let seconds: Double
            do {
                learner = try Learner(dataset: dataset, recipe: recipe, work: work)
                (learned, seconds) = try timed { try learner.restored(model, assignment, work: work) }
            } catch {
                await workspace.note(unreadable: error)
                throw error
            }
            let models = try await workspace.unfigured(except: [model.digest])
            var figures = try Self.figures(
                of: models, without: await workspace.erased, dataset, policy, known: learner, work: work)
            let evaluation = try learner.evaluation(of: learned, assignment, policy: policy)
            if await workspace.evaluation == nil { figures[model.digest] = evaluation }
            return try await workspace.resume(learner, learned, evaluation, mended: figures, seconds: seconds)
        }
    }

    /// Keeps why the published model can't be worked with: what needs it is refused for that reason.
    private func note(unreadable error: any Error) {
        guard let refusal = error as? Refusal else { return }
        unreadable = refusal
        notices.append("\(Explanation(refusal))")
    }

    /// Makes a model whose bytes are damaged again: it is a function of recipe and records, so its digest is the same.
    private func startMending(_ record: ModelRecord) throws {
        guard let recipe = try storedRecipe()?.recipe else {
            throw Self.damaged(record, next: "Train again: 'lethe train' publishes a new model.")
        }
        notices.append("\(Self.damaged(record, next: "It is trained again."))")
        try commit(
            EventDraft(.train, params: ["records": .integer(Int64(assignment.training.count))], outcome: "started"))
        _ = enqueue(.train, title: "training the damaged model again") { workspace, work in
            let (dataset, assignment, policy) = await workspace.trainingInput
            do {
                let learner = try Learner(dataset: dataset, recipe: recipe, work: work)
                let (learned, seconds) = try timed { try learner.cold(assignment, work: work) }
                guard learned.digest == record.digest else {
                    throw Self.damaged(record, next: "Train again: 'lethe train' publishes a new model.")
                }
                let evaluation = try learner.evaluation(of: learned, assignment, policy: policy)
                return try await workspace.publish(mended: record, learner, learned, evaluation, seconds: seconds)
            } catch {
                try await workspace.note(error, endedA: .train)
                throw error
            }
        }
    }

    private func publish(
        mended record: ModelRecord, _ learner: Learner, _ learned: Learned, _ evaluation: Evaluation, seconds: Double
    ) throws -> String {
        var record = record
        record.bytes = Data(learned.published.bytes)
        try commit(
            EventDraft(
                .publish, outputs: [record.digest], params: ["records": .integer(Int64(record.records))],
                outcome: "trained again"),
            [.publish(record, makeCurrent: true)])
        let figures = self.evaluation == nil ? [record.digest: evaluation] : [:]
        _ = try resume(learner, learned, evaluation, mended: figures, seconds: seconds)
        return "the model \(record.digest.prefix(6)) was damaged; trained again, it is the same to the bit"
    }

    var trainingInput: (Dataset, Assignment, Policy) { (dataset, assignment, policy) }

    private func publish(
        _ learner: Learner, _ learned: Learned, _ evaluation: Evaluation, _ choice: RecipeChoice,
        seconds: [String: Double]
    ) throws -> String {
        let guarantee = learned.guarantee(learner, assignment)
        let record = ModelRecord(
            digest: learned.digest, bytes: Data(learned.published.bytes), createdAt: clock.now(),
            records: assignment.training.count, removed: 0, guarantee: try Self.json(guarantee), parent: nil,
            proven: nil)
        let published = EventDraft(
            .publish, outputs: [learned.digest],
            params: ["records": .integer(Int64(record.records)), "guarantee": .string(guarantee.kind.rawValue)])
        try commit([
            (
                published,
                [
                    .publish(record, makeCurrent: true), .figures(id: learned.digest, json: try evaluation.json()),
                    try recipeChange(choice.basis, choice.options, learner.recipe),
                ]
            ), (evaluateDraft(evaluation), []),
        ])
        self.learner = learner
        if chosen == choice { chosen = nil }
        solving = seconds["solve"].map { ($0, learned.fitted.passes) }
        let solution = learned.fitted.certificate
        let copies = dataset.identities.copies.of(assignment.test, among: assignment.training)
        let training = TrainingResult(
            family: learner.recipe.family.name, objective: solution?.objective, weightNorm: solution?.weightNorm,
            gradientNorm: solution?.gradientNorm, bound: solution?.bound, digest: learned.digest,
            records: record.records, features: learner.featureCount, seconds: seconds,
            accuracy: evaluation.accuracy, auc: evaluation.auc, isConstant: learned.isConstant(assignment),
            heldOutCopies: copies.count, accuracyWithoutCopies: try accuracy(of: learned, by: learner, without: copies),
            recipe: choice.basis, columns: .init(learner.recipe.features))
        lastTraining = training
        adopt(learned, evaluation)
        let accuracy =
            evaluation.accuracy.map { "held-out accuracy \($0.fixed(3))" } ?? "nothing is held out to measure on"
        let constant = learned.isConstant(assignment) ? "; \(TrainingResult.constantWarning)" : ""
        let warning = training.copiesWarning.map { "; \($0)" } ?? ""
        return "trained on \(record.records.counted("record")); \(accuracy)\(constant)\(warning)"
    }

    /// On the held-out half that is reported on, less some rows of it; nil where no other is there.
    private func accuracy(of learned: Learned, by learner: Learner, without left: [Int]) throws -> Double? {
        let left = Set(left)
        let rows = assignment.test.filter { !left.contains($0) }
        guard !rows.isEmpty else { return nil }
        let outcomes = try learner.input(learned, rows, policy).outcomes
        let right = rows.indices.count { outcomes.right?[$0] ?? (outcomes.prediction[$0] == outcomes.truth[$0]) }
        return Double(right) / Double(rows.count)
    }

    private func resume(
        _ learner: Learner, _ learned: Learned, _ evaluation: Evaluation, mended figures: [String: Evaluation],
        seconds: Double
    ) throws -> String {
        try keep(mended: figures)
        solving = (seconds, learned.fitted.passes)
        self.learner = learner
        self.learned = learned
        if self.evaluation == nil { self.evaluation = evaluation }
        if !figures.isEmpty { try refreshModels() }
        refreshLearned()
        startFinding()
        return "the model is \(learned.digest.prefix(6)), as it was left"
    }

    /// The event that says what a model's figures are; decimals as strings. They stand in the payload: figures before and
    /// after an erasure would together tell how a record was decided, so those before can go.
    func evaluateDraft(_ evaluation: Evaluation) -> EventDraft {
        var figures: [String: JSON] = [:]
        if let accuracy = evaluation.accuracy { figures["accuracy"] = .string(accuracy.fixed(6)) }
        for gap in evaluation.report.gaps where gap.kind == .maxMin {
            if let value = gap.value { figures["\(gap.metric) by \(gap.column)".asciiKey] = .string(value.fixed(6)) }
        }
        return EventDraft(
            .evaluate, inputs: [evaluation.digest], params: ["heldOut": .integer(Int64(evaluation.records))],
            payload: figures.isEmpty ? nil : [Event.figuresKey: .object(figures)])
    }

    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

extension Double {
    /// With `digits` after the point, whatever the locale.
    public func fixed(_ digits: Int) -> String { String(format: "%.\(digits)f", self) }
}

extension String {
    /// A key for the canonical form: ASCII only, other scalars by their number.
    fileprivate var asciiKey: String {
        unicodeScalars.map { $0.isASCII ? String($0) : "U+" + String($0.value, radix: 16) }.joined()
    }
}
