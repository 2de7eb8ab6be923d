import ArgumentParser
import Engine
import Records

struct Prove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Retrain from scratch without the forgotten records, and compare.",
        discussion: """
            Of a model whose promise is identity the digests must be equal; otherwise the distance must be one that both
            certificates allow. Exit code 1 when it is not so.
            """)

    @Argument(help: "The project.") var project: String
    @OptionGroup var who: Who
    @Flag(help: "One JSON document on stdout.") var json = false

    func run() async throws {
        let workspace = try await Project.openSettled(project, who, needing: .model)
        let echo = try await workspace.perform(.prove)
        Narration.say(echo.fact)
        if let job = echo.job { _ = try await workspace.outcome(of: job) }
        let proof = await workspace.lastProof
        await workspace.close()
        guard let proof else { throw Refusal.unexpected("A proof that ended well has no result") }
        if json {
            try Output.json(proof)
        } else {
            Output.line(
                "\(proof.equal ? "equal" : "NOT equal"), \(proof.kind): ‖w − w_retrained‖ \(proof.distance.map { "= \($0.scientific)" } ?? "undefined (they differ)"), allowed \(proof.bound.scientific)"
            )
            Output.line("held-out decisions that differ: \(proof.decisionsThatDiffer)")
            Output.line("retrained in \(proof.seconds["retrain"]?.fixed(3) ?? "–") s")
            if proof.recipe == .declared {
                Output.line("the recipe was declared: nothing in it was learned from records")
            } else if proof.recipeDifferences.isEmpty {
                Output.line("the retained records would propose the same recipe")
            }
            for difference in proof.recipeDifferences {
                Output.line("the recipe would be proposed differently: \(difference)")
            }
        }
        if !proof.equal { throw ExitCode(.negativeVerdict) }
    }
}
