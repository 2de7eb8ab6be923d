import ArgumentParser
import Engine

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make an earlier model current again, with the records it was trained on.",
        discussion: """
            Only a model that the policy still keeps; what was erased can't come back. The journal keeps the removal and the
            restoration.
            """)

    @Argument(help: "The project.") var project: String
    @Argument(help: "The model's digest, or the beginning of it; DIGEST@N where it stands for several sets of records.")
    var snapshot: String
    @OptionGroup var who: Who
    @Flag(help: "One JSON document on stdout.") var json = false

    func run() async throws {
        let workspace = try await Project.openSettled(project, who, needing: .model)
        let before = await workspace.snapshot
        let echo = try await workspace.perform(.restore(snapshot))
        Narration.say(echo.fact)
        var sentence = echo.fact
        if let job = echo.job { sentence = try await workspace.outcome(of: job) }
        let after = await workspace.snapshot
        await workspace.close()
        guard json else { return Output.line(sentence) }
        try Output.json(
            Document(
                snapshot: .init(before: before.currentModel?.digest, after: after.currentModel?.digest),
                recordsBack: before.counts.forgotten - after.counts.forgotten,
                retained: after.counts.training))
    }

    private struct Document: Encodable {
        struct Snapshots: Encodable {
            let before: String?
            let after: String?
        }
        let snapshot: Snapshots
        /// Records that are no longer forgotten.
        let recordsBack: Int
        let retained: Int
    }
}
