import Foundation
import Journal
public import Learning
import Records

extension Workspace {
    /// What the project keeps of the recipe of its model; nil before the first training.
    ///
    /// - Throws: `Refusal` (65) where that is damaged.
    func storedRecipe() throws -> StoredRecipe? {
        guard let json = try store.setting(Self.recipeSetting) else { return nil }
        let stored = try StoredJSON.read(StoredRecipe.self, json, "its training settings", of: directory)
        try StoredJSON.checking("its training settings", of: directory) { try stored.recipe.validate() }
        return stored
    }

    static let recipeSetting = "recipe"

    /// What the next training is asked for.
    func nextChoice() throws -> RecipeChoice {
        let stored = try storedRecipe()
        return try chosen ?? stored.map(RecipeChoice.init(after:)) ?? RecipeChoice(options: ModelOptions())
    }

    /// The recipe that the next training uses.
    func frozenRecipe() throws -> ModelRecipe { try recipe(of: nextChoice()) }

    func recipe(of choice: RecipeChoice) throws -> ModelRecipe {
        try choice.declared ?? dataset.recipe(choice.options, currentGround())
    }

    /// Says otherwise what is asked for of the model; the next training uses it, and only then it is kept. Nothing is
    /// logged where nothing changes.
    ///
    /// - Parameter family: the family that is wanted; another one than now begins with its defaults.
    /// - Throws: `Refusal` when nothing could be computed with it; all is as it was then.
    public func configure(
        family: String? = nil, _ change: @Sendable (inout ModelOptions) throws -> Void = { _ in }
    ) throws {
        let now = try nextChoice()
        var choice = now
        if let family, family != now.options.family.name {
            choice = RecipeChoice(options: try ModelOptions(family: family))
        }
        try change(&choice.options)
        // Whoever changes a part of a recipe that was declared asks for another.
        if choice.options != now.options { choice = RecipeChoice(options: choice.options) }
        _ = try recipe(of: choice)
        if choice != now { try choose(choice) }
    }

    /// Takes a whole recipe for the next training; none of it is proposed from the records then, nor follows them.
    ///
    /// - Throws: `Refusal` when it is not one of this project's file, or nothing could be computed with it.
    public func declare(_ recipe: ModelRecipe) throws {
        try dataset.check(declared: recipe)
        let choice = RecipeChoice(declared: recipe)
        if try choice != nextChoice() { try choose(choice) }
    }

    /// The numbers of a recipe are nowhere in an event: what was asked for stands in the payload.
    func choose(_ choice: RecipeChoice) throws {
        let options = choice.declared == nil ? try Self.json(choice.options) : nil
        try commit(EventDraft(PolicyEntry.recipe(basis: choice.basis.rawValue, options: options)))
        chosen = choice
    }

    /// What recipes are proposed from, with the training records of now.
    func currentGround() throws -> ProposalGround {
        let now = try ground?.moved(to: assignment.training) ?? dataset.ground(training: assignment.training)
        ground = now
        return now
    }

    /// What becomes of the recipe when records go.
    func recipeRule() throws -> RecipeRule {
        let stored = try storedRecipe()
        return RecipeRule(
            basis: stored?.basis ?? .kept, options: try stored?.options ?? ModelOptions(),
            policy: policy.recipe, ground: try currentGround())
    }

    /// What is kept of the recipe of an earlier model that is brought back with its records.
    func recipeChange(restoring recipe: ModelRecipe, _ assignment: Assignment) throws -> Journal.Change {
        let stored = try storedRecipe()
        if let stored, stored.basis == .declared, stored.recipe == recipe {
            return try recipeChange(.declared, stored.options, recipe)
        }
        let ground = try currentGround().moved(to: assignment.training)
        let candidates = [stored?.options, ModelOptions(of: recipe)].compactMap(\.self)
        let options = candidates.first { (try? dataset.recipe($0, ground)) == recipe }
        return try recipeChange(options == nil ? .kept : .proposed, options ?? ModelOptions(of: recipe), recipe)
    }

    /// Reads what recipes are proposed from before it is asked for on the actor, where somebody waits.
    static func prepareGround(of workspace: Workspace) async throws {
        guard await workspace.ground == nil else { return }
        let (dataset, assignment, _) = await workspace.trainingInput
        await workspace.keep(ground: try dataset.ground(training: assignment.training))
    }

    private func keep(ground: ProposalGround) { self.ground = ground }

    /// Keeps what the model in use was made under.
    func recipeChange(_ basis: RecipeBasis, _ options: ModelOptions, _ recipe: ModelRecipe) throws -> Journal.Change {
        .setting(Self.recipeSetting, try Self.json(StoredRecipe(basis, options: options, recipe: recipe)))
    }

    /// Says once of a project of an earlier version that its recipe stays until it is trained again.
    func noteEarlierRecipe() throws {
        guard let stored = try? storedRecipe(), stored.isEarlier else { return }
        try commit(
            EventDraft(PolicyEntry.recipe(basis: stored.basis.rawValue, options: nil)),
            [try recipeChange(stored.basis, stored.options, stored.recipe)])
        notices.append(
            "The recipe of this project was proposed once by an earlier version of Lethe: it stays as it is until the next "
                + "training or erasure, and from then on follows the records that stay.")
    }

    /// The settings without columns in which no record is left that has a value: their names may be the erased records' own.
    func settingsChange(without gone: [Bool]) throws -> Journal.Change? {
        var settings = try ProjectFiles.settings(of: store, directory)
        let before = settings.schema
        func isLeft(_ name: String) -> Bool {
            guard let column = try? dataset.table.column(named: name) else { return true }
            return gone.indices.contains { !gone[$0] && !column.isMissing($0) }
        }
        settings.schema.features.removeAll { !isLeft($0) }
        settings.schema.textColumns.removeAll { !isLeft($0) }
        guard settings.schema != before else { return nil }
        let left = Set(settings.schema.features + settings.schema.textColumns)
        let dropped = Set(before.features + before.textColumns).subtracting(left)
        settings.roles?.features?.removeAll(where: dropped.contains)
        settings.roles?.texts?.removeAll(where: dropped.contains)
        settings.roles?.excluded.removeAll(where: dropped.contains)
        return .setting("project", try Self.json(settings))
    }
}

extension Dataset {
    /// - Throws: `Refusal` where a recipe is not one for this file, its target, its split and its seed.
    func check(declared recipe: ModelRecipe) throws {
        try recipe.validate()
        guard recipe.target == schema.target else {
            throw Refusal(
                .badData,
                "The recipe predicts '\(recipe.target.column)' (\(recipe.target.positiveText)); this project \(schema.target.map { "'\($0.column)' (\($0.positiveText))" } ?? "nothing").",
                next: "Make a project with the recipe: lethe init FILE --recipe RECIPE")
        }
        guard recipe.seed == seed, recipe.testFraction == schema.testFraction else {
            throw Refusal(
                .badData,
                "The recipe's seed is \(recipe.seed) and it holds out \(recipe.testFraction); this project's are \(seed) and \(schema.testFraction).",
                next: "Make a project with the recipe: lethe init FILE --recipe RECIPE")
        }
        try recipe.features.check(among: table.columnNames, without: [schema.target?.column])
    }
}

extension FeatureRecipe {
    /// Every column it reads, in its order.
    var columns: [String] { numbers.map(\.column) + categories + texts.map(\.column) }

    /// - Throws: `Refusal` naming a column that is not there, that is read twice, or that is what is predicted.
    func check(among names: [String], without taken: [String?]) throws {
        let there = Set(names)
        var seen: Set<String> = []
        for column in columns {
            guard there.contains(column) else { throw Refusal.unknown("column", column, among: names) }
            guard seen.insert(column).inserted else {
                throw Refusal(.badData, "The recipe reads '\(column)' twice.", next: "Name every column once.")
            }
            guard !taken.contains(column) else {
                throw Refusal(
                    .badData, "The recipe learns from '\(column)', which it predicts.",
                    next: "Take it out of the features."
                )
            }
        }
        guard !columns.isEmpty else {
            throw Refusal(.badData, "The recipe has no columns to learn from.", next: "Name some in 'features'.")
        }
    }
}
