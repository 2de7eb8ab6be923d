import Foundation
import Journal
import Learning
import Records

/// Makes an earlier model current again, and with it the records that it was trained on.
struct Restore: Operation {
    let record: ModelRecord
    let publication: Publication
    /// Which records are forgotten then.
    let goal: [Bool]

    var kind: JobStatus.Kind { .restore }
    var title: String { "restoring the model \(record.digest.prefix(6))" }
    var mark: JobMark? { .given(up: "the restoring of the model \(record.digest.prefix(6))") }
    var needsGround: Bool { true }

    struct Input: Sendable {
        let dataset: Dataset
        let known: Learner?
        let policy: Policy
    }

    /// A model that was read again on the records it was trained on.
    struct Output: Sendable {
        let assignment: Assignment
        let learner: Learner
        let learned: Learned
        let evaluation: Evaluation
    }

    /// - Parameter name: a digest, or the beginning of one; with `@` and the number of its event where it stands for several
    ///   sets of records.
    init(_ name: String, _ desk: Desk) throws {
        (record, publication) = try desk.restorable(name)
        goal = try desk.forgotten(when: publication)
        let goal = goal
        if goal.indices.contains(where: { desk.state.erased[$0] && !goal[$0] }) { throw desk.gone(record) }
    }

    func expectedSeconds(_ desk: Desk) -> Double? { desk.knowledge.solving?.seconds }

    func prepare(_ desk: Desk) throws -> Input {
        Input(dataset: desk.dataset, known: desk.knowledge.learner, policy: desk.policy)
    }

    @concurrent func run(_ input: Input, _ context: RunContext) async throws -> Output {
        let published = try PublishedModel(bytes: Array(record.bytes ?? Data()))
        let known = input.known.flatMap { $0.recipe == published.recipe ? $0 : nil }
        let learner = try known ?? context.learner(input.dataset, published.recipe)
        let assignment = input.dataset.assignment(without: goal)
        guard assignment.training.count == publication.records ?? record.records else { throw Self.unequal(record) }
        let learned = try learner.restored(published, assignment, work: context.work)
        let output = Output(
            assignment: assignment, learner: learner, learned: learned,
            evaluation: try learner.evaluation(of: learned, assignment, policy: input.policy))
        try context.work.step(Progress(phase: "publishing", fraction: 1, detail: ""))
        return output
    }

    static func unequal(_ record: ModelRecord) -> Refusal {
        Refusal(
            .badData, "\(record.digest.prefix(6)) is not the model of the records that it is said to be trained on.",
            next: "Check the chain (\(command: .checkChain)); train again for a model.")
    }

    func conclude(_ output: Output, _ desk: Desk) throws -> Conclusion {
        let forgotten = desk.state.forgotten
        let back = goal.indices.filter { forgotten[$0] && !goal[$0] }
        let again = goal.indices.filter { !forgotten[$0] && goal[$0] }
        let then = goal.indices.filter { goal[$0] }
        let event = RevertEntry(
            desk.named(back), model: record.digest, before: desk.knowledge.learned?.digest,
            records: output.assignment.training.count,
            forgotten: desk.store.references(for: desk.ids(then)).map(\.description))
        var changes: [Change] = [
            .publish(record, makeCurrent: true), .restore(desk.ids(back)),
            .figures(id: record.digest, json: try output.evaluation.json()),
            try desk.recipeChange(restoring: output.learner.recipe, output.assignment),
        ]
        if !again.isEmpty { changes.append(.forget(desk.ids(again), erased: false)) }
        let digest = record.digest.prefix(6)
        let with = "\(back.count.counted("record")) that \(back.count == 1 ? "was" : "were") forgotten"
        var conclusion = Conclusion(
            sentence: "\(digest) is current again\(back.isEmpty ? "" : ", with \(with)")",
            entries: [LedgerEntry(event, changes)])
        conclusion.learn = { knowledge in
            knowledge.assignment = output.assignment
            knowledge.lastRemoval = nil
            knowledge.adopt(output.learned, output.learner, output.evaluation)
        }
        conclusion.changes = [.models, .records]
        conclusion.clearsUndo = true
        conclusion.next = [Find()]
        return conclusion
    }
}
