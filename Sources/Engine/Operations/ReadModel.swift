import Foundation
import Journal
import Learning
import Records

/// Reads the published model again, believes it only where its records give the same bytes, and computes anew what figures
/// were damaged.
struct ReadModel: Operation {
    let model: PublishedModel

    var kind: JobStatus.Kind { .train }
    var title: String { "reading the model" }
    var serves: Needs { .model }

    struct Input: Sendable {
        let dataset: Dataset
        let assignment: Assignment
        let policy: Policy
        let erased: [Bool]
        /// Models whose figures can't be read.
        let unfigured: [Unfigured]
        let hasFigures: Bool
    }

    struct Output: Sendable {
        let learner: Learner
        let learned: Learned
        /// Nil where its figures are kept.
        let evaluation: Evaluation?
        let mended: [String: Evaluation]
        let seconds: Double
    }

    func prepare(_ desk: Desk) throws -> Input {
        Input(
            dataset: desk.dataset, assignment: desk.assignment, policy: desk.policy, erased: desk.state.erased,
            unfigured: try desk.unfigured(except: [model.digest]), hasFigures: desk.knowledge.evaluation != nil)
    }

    @concurrent func run(_ input: Input, _ context: RunContext) async throws -> Output {
        let learner = try context.learner(input.dataset, model.recipe)
        let (learned, seconds) = try timed { try learner.restored(model, input.assignment, work: context.work) }
        var figures = try Unfigured.figures(
            of: input.unfigured, without: input.erased, input.dataset, input.policy, known: learner, work: context.work)
        let evaluation =
            input.hasFigures ? nil : try learner.evaluation(of: learned, input.assignment, policy: input.policy)
        if let evaluation { figures[model.digest] = evaluation }
        return Output(
            learner: learner, learned: learned, evaluation: evaluation, mended: figures, seconds: seconds)
    }

    func conclude(_ output: Output, _ desk: Desk) throws -> Conclusion {
        var conclusion = try Self.resumed(output)
        conclusion.sentence = "the model is \(output.learned.digest.prefix(6)), as it was left"
        return conclusion
    }

    /// Keeps why the published model can't be worked with: what needs it is refused for that reason.
    func failure(_ error: any Error, _ desk: Desk) -> Failure? {
        guard let refusal = error as? Refusal else { return nil }
        return Failure(
            entries: [],
            learn: {
                $0.unreadable = refusal
                $0.notices.append("\(Explanation(refusal))")
            })
    }

    /// The model is worked with from now on; figures that were computed again take the place of damaged ones.
    static func resumed(_ output: Output) throws -> Conclusion {
        var conclusion = Conclusion(sentence: "")
        let mended = output.mended.sorted { $0.key < $1.key }
        conclusion.entries = try mended.map { digest, evaluation in
            LedgerEntry(evaluation.entry(.computedAgain), [.figures(id: digest, json: try evaluation.json())])
        }
        conclusion.learn = { knowledge in
            knowledge.notices += mended.map { Unfigured.mended($0.key) }
            for (digest, evaluation) in mended { knowledge.figures[digest] = evaluation }
            knowledge.solving = (output.seconds, output.learned.fitted.passes)
            knowledge.learner = output.learner
            knowledge.learned = output.learned
            if knowledge.evaluation == nil { knowledge.evaluation = output.evaluation }
        }
        conclusion.changes = mended.isEmpty ? [.records] : [.models, .records]
        conclusion.next = [Find()]
        return conclusion
    }
}
