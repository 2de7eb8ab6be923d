import Journal
import Learning
import Records

/// Computes a removal without publishing it.
struct Preview: Operation {
    let plan: RemovalPlan
    let erase: Bool
    let ofQueue: Bool

    var kind: JobStatus.Kind { .preview }
    var title: String { "measuring the removal of \(plan.rows.count.counted("record"))" }
    var mark: JobMark? { .given(up: "the measuring of a removal of \(plan.rows.count.counted("record"))") }
    var needsGround: Bool { true }

    struct Input: Sendable {
        let removal: RemovalInput
        let prediction: RemovalPrediction
    }

    /// - Parameter chosen: nil: all that are staged.
    init(_ chosen: [Int]?, erase: Bool, _ desk: Desk) throws {
        let rows =
            chosen.map { Set($0).sorted() }?.filter { !desk.state.forgotten[$0] } ?? desk.state.staged.keys.sorted()
        guard !rows.isEmpty else { throw Refusal.nothingStaged }
        plan = desk.plan(rows, erase: erase)
        try plan.check()
        self.erase = erase
        ofQueue = chosen == nil
    }

    func expectedSeconds(_ desk: Desk) -> Double? { desk.expectedSeconds(plan) }

    func prepare(_ desk: Desk) throws -> Input {
        Input(removal: try desk.removalInput(), prediction: desk.prediction(of: plan))
    }

    @concurrent func run(_ input: Input, _ context: RunContext) async throws -> RemovalResult {
        let removal = input.removal
        var result = try removal.removal(plan, erasing: erase, context).result
        result.prediction = input.prediction
        result.prediction?.gaps = try removal.learner.predictedGaps(
            removal.learned, removal.assignment, without: plan.unlearned, column: removal.focusColumn,
            work: context.work)
        return result
    }

    func conclude(_ result: RemovalResult, _ desk: Desk) throws -> Conclusion {
        guard !ofQueue || plan.rows == desk.state.staged.keys.sorted() else {
            return Conclusion(sentence: "the queue has changed meanwhile; measure again")
        }
        var conclusion = Conclusion(sentence: "measured; nothing was published")
        conclusion.learn = { $0.preview = result }
        return conclusion
    }
}
