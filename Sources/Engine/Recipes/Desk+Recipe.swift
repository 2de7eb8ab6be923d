import Foundation
import Journal
import Learning
import Records

extension Desk {
    /// What the project keeps of the recipe of its model; nil before the first training.
    ///
    /// - Throws: `Refusal` (65) where that is damaged.
    func storedRecipe() throws -> StoredRecipe? {
        guard let json = state.settings[ProjectState.recipeSetting] else { return nil }
        let stored = try StoredJSON.read(StoredRecipe.self, json, "its training settings", of: directory)
        try StoredJSON.checking("its training settings", of: directory) { try stored.recipe.validate() }
        return stored
    }

    /// What the next training is asked for.
    func nextChoice() throws -> RecipeChoice {
        let stored = try storedRecipe()
        return try knowledge.chosen ?? stored.map(RecipeChoice.init(after:)) ?? RecipeChoice(options: ModelOptions())
    }

    /// The recipe that the next training uses.
    func nextRecipe() throws -> ModelRecipe { try recipe(of: nextChoice()) }

    func recipe(of choice: RecipeChoice) throws -> ModelRecipe {
        try choice.declared ?? dataset.recipe(choice.options, currentGround())
    }

    /// What recipes are proposed from, with the training records of now.
    func currentGround() throws -> ProposalGround {
        try knowledge.ground?.moved(to: assignment.training) ?? dataset.ground(training: assignment.training)
    }

    /// What becomes of the recipe when records go.
    func recipeRule() throws -> RecipeRule {
        let stored = try storedRecipe()
        return RecipeRule(
            basis: stored?.basis ?? .kept, options: try stored?.options ?? ModelOptions(),
            policy: policy.recipe, ground: try currentGround())
    }

    /// What is kept of the recipe of an earlier model that is brought back with its records.
    func recipeChange(restoring recipe: ModelRecipe, _ assignment: Assignment) throws -> Change {
        let stored = try storedRecipe()
        if let stored, stored.basis == .declared, stored.recipe == recipe {
            return try recipeChange(.declared, stored.options, recipe)
        }
        let ground = try currentGround().moved(to: assignment.training)
        let candidates = [stored?.options, ModelOptions(of: recipe)].compactMap(\.self)
        let options = candidates.first { (try? dataset.recipe($0, ground)) == recipe }
        return try recipeChange(options == nil ? .kept : .proposed, options ?? ModelOptions(of: recipe), recipe)
    }

    /// Keeps what the model in use was made under.
    func recipeChange(_ basis: RecipeBasis, _ options: ModelOptions, _ recipe: ModelRecipe) throws -> Change {
        .setting(
            ProjectState.recipeSetting,
            try StoredJSON.text(of: StoredRecipe(basis, options: options, recipe: recipe)))
    }

    /// What is kept of a recipe that followed the records.
    func recipeChanges(_ removal: ComputedRemoval) throws -> [Change] {
        guard removal.result.recipe.follows else { return [] }
        let options = try storedRecipe()?.options ?? ModelOptions(of: removal.learner.recipe)
        return [try recipeChange(.proposed, options, removal.learner.recipe)]
    }

    /// The settings without columns in which no record is left that has a value: their names may be the erased records' own.
    func settingsChange(forgetting rows: [Int]) throws -> Change? {
        var gone = state.forgotten
        for row in rows { gone[row] = true }
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
        return .setting(ProjectState.projectSetting, try StoredJSON.text(of: settings))
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
