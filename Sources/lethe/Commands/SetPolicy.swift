import ArgumentParser
import Engine
import Records

struct SetPolicy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Show what the project allows, or change it; a change is an event of the journal.",
        discussion: """
            --recipe follow: after every removal the recipe is proposed again from the records that stay, and where it changes
            the model is retrained under it. --recipe frozen: it stays, may remember what was forgotten, and every result says
            so; an erasure follows all the same.
            """)

    @Argument(help: "The project.") var project: String
    @Option(help: ArgumentHelp("follow or frozen.", valueName: "rule")) var recipe: String?
    @Option(
        help: ArgumentHelp(
            "How long earlier models are kept: no, 'until the next removal' or always.", valueName: "time"))
    var earlierModels: String?
    @Option(help: ArgumentHelp("Approvals by another person that a removal needs: 0 or 1.", valueName: "n"))
    var approvals: Int?
    @Option(
        help: ArgumentHelp("Rates over fewer records are insufficient evidence: 1 to 1,000,000,000.", valueName: "n"))
    var minimum: Int?
    @OptionGroup var who: Who
    @Flag(help: "One JSON document on stdout.") var json = false

    func run() async throws {
        let isChange = recipe != nil || earlierModels != nil || approvals != nil || minimum != nil
        var policy = try await Project.look(project, who).policy
        if isChange {
            try change(&policy)
            let workspace = try Project.open(project, who)
            Narration.say(try await workspace.perform(.setPolicy(policy)).fact)
            await workspace.close()
        }
        if json { return try Output.json(policy) }
        Output.line("recipe: \(policy.recipe.rawValue)")
        Output.line("earlier models are kept: \(policy.earlierModels.rawValue)")
        Output.line("approvals by another person: \(policy.approvals)")
        Output.line("fewer records are insufficient evidence: \(policy.minimumDenominator)")
        Output.line("sensitive text on screens: \(policy.veil ? "veiled" : "plain")")
        Output.line(
            "who may apply removals: \(policy.mayErase.isEmpty ? "everyone" : policy.mayErase.joined(separator: ", "))")
    }

    private func change(_ policy: inout Policy) throws {
        if let recipe {
            guard let rule = Policy.Recipe(rawValue: recipe) else {
                throw Refusal.unknown("rule for the recipe", recipe, among: Policy.Recipe.allCases.map(\.rawValue))
            }
            policy.recipe = rule
        }
        if let earlierModels {
            guard let time = Policy.EarlierModels(rawValue: earlierModels) else {
                throw Refusal.unknown(
                    "time to keep earlier models", earlierModels, among: Policy.EarlierModels.allCases.map(\.rawValue))
            }
            policy.earlierModels = time
        }
        if let approvals {
            guard (0...1).contains(approvals) else {
                throw Refusal(.usage, "--approvals is \(approvals).", next: "Use 0 or 1.")
            }
            policy.approvals = approvals
        }
        if let minimum {
            guard (1...1_000_000_000).contains(minimum) else {
                throw Refusal(.usage, "--minimum is \(minimum).", next: "Use 1 to 1,000,000,000.")
            }
            policy.minimumDenominator = minimum
        }
    }
}
