import Learning
import Records

/// What the recipe of a project's model hangs on, and what becomes of it when records go.
struct RecipeRule: Sendable {
    let basis: RecipeBasis
    let options: ModelOptions
    let policy: Policy.Recipe
    let ground: ProposalGround

    /// What would be proposed from these training records alone; nil where the recipe was declared.
    ///
    /// - Throws: `Refusal` where nothing can be learned from them.
    func proposal(_ dataset: Dataset, training: [Int]) throws -> ModelRecipe? {
        basis == .declared ? nil : try dataset.recipe(options, ground.moved(to: training))
    }

    /// The recipe for these training records, and what is to be said of it.
    ///
    /// - Parameter erases: whether nothing of the records that go may stay: the recipe follows then, whatever the policy.
    /// - Throws: `Refusal` where nothing could be learned from what stays.
    func recipe(
        after current: ModelRecipe, _ dataset: Dataset, training: [Int], erases: Bool
    ) throws -> (recipe: ModelRecipe, report: RecipeReport) {
        guard !training.isEmpty else {
            throw Refusal(
                .badData, "No record would be left to learn from.", next: "Keep some records, or erase the project.")
        }
        let follows = basis != .declared && (erases || (basis == .proposed && policy == .follow))
        guard follows else {
            let proposed = (try? proposal(dataset, training: training)) ?? nil
            let stale = proposed.map { current.differences(from: $0).count } ?? 0
            return (current, RecipeReport(basis: basis, follows: false, changed: 0, stale: stale))
        }
        guard let proposed = try proposal(dataset, training: training), proposed != current else {
            return (current, RecipeReport(basis: .proposed, follows: true, changed: 0, stale: 0))
        }
        try proposed.features.refuseNone(of: dataset.schema)
        let changed = max(1, current.differences(from: proposed).count)
        return (proposed, RecipeReport(basis: .proposed, follows: true, changed: changed, stale: 0))
    }
}

extension Dataset {
    /// The recipe that options and the training records of a ground make.
    func recipe(_ options: ModelOptions, _ ground: ProposalGround) throws -> ModelRecipe {
        guard let target = schema.target else {
            throw Refusal(
                .usage, "This project has no target column, so there is nothing to learn.",
                next: "Make a new project with --target COL to train; browsing and flagging work without.")
        }
        return try options.recipe(
            for: ground.proposal, target: target, seed: seed, testFraction: schema.testFraction)
    }

    /// What recipes are proposed from, with these training records.
    func ground(training: [Int]) throws -> ProposalGround {
        try ProposalGround(table: table, schema: schema, roles: roles, rows: training)
    }
}
