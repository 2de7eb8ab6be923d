import ArgumentParser
import Engine
import Records

struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the journal as a bundle that anyone can verify; or figures, the redacted copy, or the recipe.",
        discussion: """
            With the redacted copy and the recipe a stranger makes the same model, of the same digest: lethe init COPY
            --recipe RECIPE (and the project's --id and --split), then lethe train.
            """)

    @Argument(help: "The project.") var project: String
    @Option(name: .customLong("to"), help: ArgumentHelp("The journal bundle: a new folder.", valueName: "bundle"))
    var bundle: String?
    @Option(help: ArgumentHelp("The file without forgotten records, every other byte as it was.", valueName: "file"))
    var redacted: String?
    @Option(help: ArgumentHelp("The fairness figures, JSON.", valueName: "file")) var fairness: String?
    @Option(help: ArgumentHelp("The recipe of the model in use, as canonical JSON.", valueName: "file")) var recipe:
        String?
    @OptionGroup var who: Who
    @Flag(help: "One JSON document on stdout.") var json = false

    func run() async throws {
        let writings: [Writing] =
            (bundle.map { [.bundle(path: $0)] } ?? []) + (redacted.map { [.redactedCopy(path: $0)] } ?? [])
            + (fairness.map { [.fairness(path: $0)] } ?? []) + (recipe.map { [.recipe(path: $0)] } ?? [])
        guard !writings.isEmpty else {
            throw ValidationError("Say what to write: --to BUNDLE, --redacted FILE, --fairness FILE or --recipe FILE.")
        }
        for path in [bundle, redacted, fairness, recipe].compactMap(\.self) { try AtomicFile.refuseTaken(path) }
        let workspace = try Project.open(project, who)
        var sentences: [String] = []
        do {
            for writing in writings {
                sentences.append(try await workspace.perform(.write(writing)).sentence.description)
            }
        } catch {
            // What was written before stays written.
            sentences.forEach { Narration.say($0) }
            throw error
        }
        await workspace.close()
        if json { try Output.json(["written": sentences]) } else { sentences.forEach(Output.line) }
    }
}
