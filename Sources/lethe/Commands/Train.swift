import ArgumentParser
import Engine
import Learning
import Records

struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train the project's model from scratch.",
        discussion: """
            Without --model the family stays as it is; a new project has \(Families.bundled[0].title). How columns are scaled and read
            is proposed from the training records, and again from those that stay whenever some are forgotten; a recipe that
            is given with --recipe is taken as it is.
            """)

    @Argument(help: "The project.") var project: String
    @Option(help: ArgumentHelp("\(Families.list.ids.joined(separator: ", ")).", valueName: "family")) var model: String?
    @OptionGroup var family: FamilyOptions
    @Option(help: ArgumentHelp("A whole recipe, as 'lethe export --recipe' writes it.", valueName: "file")) var recipe:
        String?
    @OptionGroup var resuming: Resuming
    @OptionGroup var who: Who
    @Flag(help: "One JSON document on stdout.") var json = false

    func run() async throws {
        if let model { _ = try Families.list.named(model) }
        try family.check()
        let document = try document()
        let workspace = try Project.open(project, who)
        let options = family
        if model != nil || !options.isEmpty {
            try await workspace.configure(family: model) { try options.apply(to: &$0) }
        }
        if let document {
            try document.check(among: await workspace.snapshot.table.columnNames)
            try await workspace.declare(document.recipe)
        }
        let echo = try await workspace.perform(.train)
        Narration.say(echo.fact)
        if let job = echo.job { _ = try await workspace.outcome(of: job) }
        let sentences = try await workspace.recover(resuming: !resuming.noResume)
        sentences.forEach { Narration.say($0) }
        if !sentences.isEmpty { await workspace.settled() }
        guard let result = await workspace.lastTraining else {
            throw Refusal.unexpected("A training that ended well has no result")
        }
        if json {
            try Output.json(result)
        } else {
            let snapshot = await workspace.snapshot
            lines(result, measuredOn: snapshot.counts, of: snapshot.table.testSetName).forEach(Output.line)
            if case .proposed = result.recipe, let leftOut = await workspace.learnedFrom()?.leftOut {
                Output.line(leftOut)
            }
        }
        await workspace.close()
    }

    /// - Throws: `Refusal`: 64 beside options that say otherwise, 65 with line and column where it is no recipe.
    private func document() throws -> RecipeDocument? {
        guard let recipe else { return nil }
        guard model == nil, family.isEmpty else {
            throw Refusal(
                .usage, "--recipe says all of a model; --model and its options say otherwise.",
                next: "Leave them out, or change the recipe.")
        }
        return try RecipeDocument(path: recipe)
    }

    private func lines(_ result: TrainingResult, measuredOn counts: Counts, of testSet: String?) -> [String] {
        let part =
            result.accuracy == nil
            ? ""
            : ", on \(counts.test.counted("record")) of split:test (\(counts.selection.grouped) more of split:selection are to choose by)\(testSet.map { ", all of '\($0)'" } ?? "")"
        var lines = [
            "model \(result.digest.prefix(12)), \(result.family): \(result.records.grouped) records, \(result.features.grouped) features",
            "held-out accuracy \(result.accuracy?.fixed(4) ?? "undefined: nothing is held out")\(result.auc.map { ", ROC AUC \($0.fixed(4))" } ?? "")\(part)",
        ]
        let used = [
            ("numbers", result.columns.numbers), ("categories", result.columns.categories),
            ("texts", result.columns.texts),
        ].filter { !$0.1.isEmpty }
        lines.append("learned from \(used.map { "\($0): \($1.joined(separator: ", "))" }.joined(separator: "; "))")
        switch result.recipe {
        case .declared: lines.append("the recipe was declared: nothing in it was learned from records")
        case .proposed, .kept: break
        }
        if result.isConstant { lines.append("warning: \(TrainingResult.constantWarning)") }
        if let warning = result.copiesWarning { lines.append("warning: \(warning)") }
        if let norm = result.gradientNorm, let bound = result.bound {
            lines.append("gradient norm \(norm.scientific), proven within \(bound.scientific) of the optimum")
        }
        return lines
    }
}
