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
        var options = options
        if options.family.traits.contains(.groups) {
            options.family = options.family.grouped(by: try groupSides(among: ground.rows))
        }
        return try options.recipe(
            for: ground.proposal, target: target, seed: seed, testFraction: schema.testFraction)
    }

    /// The groups that a family compares where nobody named them: the two of the first group column that most of the training
    /// records belong to; of two that are equally large, the one whose name comes first.
    private func groupSides(among training: [Int]) throws -> GroupSides {
        guard let name = schema.groups.first else {
            throw Refusal(
                .usage, "This family compares two groups, and the project has no group column.",
                next: "Make the project with --groups COL, or name the groups in a recipe (--recipe FILE).")
        }
        let column = try table.column(named: name)
        var counts = Array(repeating: 0, count: column.distinct.count)
        for row in training where !column.isMissing(row) { counts[Int(column.codes[row])] += 1 }
        let largest = counts.indices.filter { counts[$0] > 0 }
            .sorted { (counts[$1], column.distinct[$0]) < (counts[$0], column.distinct[$1]) }.prefix(2)
        guard let first = largest.first, let second = largest.dropFirst().first else {
            throw Refusal(
                .badData, "This family compares two groups, and the training records have one value in '\(name)'.",
                next: "Choose another group column, or another family.")
        }
        return GroupSides(column: name, first: column.distinct[first], second: column.distinct[second])
    }

    /// What recipes are proposed from, with these training records.
    func ground(training: [Int]) throws -> ProposalGround {
        try ProposalGround(table: table, schema: schema, roles: roles, rows: training)
    }
}
