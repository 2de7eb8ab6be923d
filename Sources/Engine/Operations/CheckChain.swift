import Journal
import Learning

/// Checks every event of the journal, and that the project is what they say, as `lethe verify PROJECT` does: beside the actor,
/// with a connection of its own.
struct CheckChain: Operation {
    var kind: JobStatus.Kind { .check }
    var title: String { "checking the chain" }
    var readsSource: Bool { false }

    struct Input: Sendable {
        let directory: String
        let session: Session
        let clock: Clock
        /// What the next event would be.
        let nextEvent: Int
    }

    func prepare(_ desk: Desk) throws -> Input {
        Input(directory: desk.directory, session: desk.store.session, clock: desk.clock, nextEvent: desk.nextEvent)
    }

    @concurrent func run(_ input: Input, _ context: RunContext) async throws -> (ChainVerdict, until: Int) {
        try context.work.step(Progress(phase: "checking", fraction: 0, detail: ""))
        let verdict = try ProjectStore.verify(at: input.directory, session: input.session, clock: input.clock)
        return (verdict, input.nextEvent)
    }

    func conclude(_ output: (ChainVerdict, until: Int), _ desk: Desk) throws -> Conclusion {
        let (verdict, until) = output
        var conclusion = Conclusion(sentence: verdict.text)
        // Events that came meanwhile were not all checked.
        if desk.nextEvent == until { conclusion.learn = { $0.chain = .checked(verdict) } }
        return conclusion
    }
}
