import Foundation
import Journal
import Learning
import Records

/// Makes a model whose bytes are damaged again: it is a function of recipe and records, so its digest is the same.
struct MendModel: Operation {
    let record: ModelRecord
    let recipe: ModelRecipe

    var kind: JobStatus.Kind { .train }
    var title: String { "training the damaged model again" }
    var serves: Needs { .model }

    func prepare(_ desk: Desk) throws -> ReadModel.Input {
        ReadModel.Input(
            dataset: desk.dataset, assignment: desk.assignment, policy: desk.policy, erased: [], unfigured: [],
            hasFigures: desk.knowledge.evaluation != nil)
    }

    @concurrent func run(_ input: ReadModel.Input, _ context: RunContext) async throws -> ReadModel.Output {
        let learner = try context.learner(input.dataset, recipe)
        let (learned, seconds) = try timed { try learner.cold(input.assignment, work: context.work) }
        guard learned.digest == record.digest else {
            throw record.damaged(next: "Train again: 'lethe train' publishes a new model.")
        }
        let evaluation = try learner.evaluation(of: learned, input.assignment, policy: input.policy)
        return ReadModel.Output(
            learner: learner, learned: learned, evaluation: evaluation,
            mended: input.hasFigures ? [:] : [record.digest: evaluation], seconds: seconds)
    }

    func conclude(_ output: ReadModel.Output, _ desk: Desk) throws -> Conclusion {
        var record = record
        record.bytes = Data(output.learned.published.bytes)
        var conclusion = try ReadModel.resumed(output)
        conclusion.entries.insert(
            LedgerEntry(
                PublishEntry(model: record.digest, records: record.records, outcome: .trainedAgain),
                [.publish(record, makeCurrent: true)]), at: 0)
        conclusion.sentence =
            "the model \(record.digest.prefix(6)) was damaged; trained again, it is the same to the bit"
        conclusion.changes = [.models, .records]
        return conclusion
    }

    func failure(_ error: any Error, _ desk: Desk) -> Failure? {
        Failure(entries: [LedgerEntry(TrainEntry(endedBy: error is CancellationError ? .cancelled : .failed))])
    }
}
