import Journal
public import Learning
import Records

extension Workspace {
    /// Says otherwise what is asked for of the model; the next training uses it, and only then it is kept. Nothing is
    /// logged where nothing changes.
    ///
    /// - Parameter family: the family that is wanted; another one than now begins with its defaults.
    /// - Throws: `Refusal` when nothing could be computed with it; all is as it was then.
    public func configure(
        family: String? = nil, _ change: @Sendable (inout ModelOptions) throws -> Void = { _ in }
    ) async throws {
        try await prepareGround()
        let now = try desk.nextChoice()
        var choice = now
        if let family, family != now.options.family.name {
            choice = RecipeChoice(options: try ModelOptions(family: family))
        }
        try change(&choice.options)
        // Whoever changes a part of a recipe that was declared asks for another.
        if choice.options != now.options { choice = RecipeChoice(options: choice.options) }
        _ = try desk.recipe(of: choice)
        if choice != now { try choose(choice) }
    }

    /// Takes a whole recipe for the next training; none of it is proposed from the records then, nor follows them.
    ///
    /// - Throws: `Refusal` when it is not one of this project's file, or nothing could be computed with it.
    public func declare(_ recipe: ModelRecipe) throws {
        try dataset.check(declared: recipe)
        let choice = RecipeChoice(declared: recipe)
        if try choice != desk.nextChoice() { try choose(choice) }
    }

    private func choose(_ choice: RecipeChoice) throws {
        try commit([try choice.entry()])
        knowledge.chosen = choice
    }

    /// The recipe that the next training uses.
    func nextRecipe() throws -> ModelRecipe { try desk.nextRecipe() }

    /// Says once of a project of an earlier version that its recipe stays until it is trained again.
    func noteEarlierRecipe() throws {
        guard let stored = try? desk.storedRecipe(), stored.isEarlier else { return }
        try commit([
            LedgerEntry(
                PolicyEntry.recipe(basis: stored.basis.rawValue, options: nil),
                [try desk.recipeChange(stored.basis, stored.options, stored.recipe)])
        ])
        knowledge.notices.append(
            "The recipe of this project was proposed once by an earlier version of Lethe: it stays as it is until the next "
                + "training or erasure, and from then on follows the records that stay.")
    }

    /// Reads what recipes are proposed from, beside the actor, where nobody has yet.
    @concurrent nonisolated func prepareGround() async throws {
        guard let (dataset, training) = await unknownGround else { return }
        await keep(ground: try dataset.ground(training: training))
    }

    private var unknownGround: (Dataset, [Int])? {
        knowledge.ground == nil && subject.trains ? (dataset, knowledge.assignment.training) : nil
    }

    private func keep(ground: ProposalGround) { knowledge.ground = ground }
}

extension RecipeChoice {
    /// The numbers of a recipe are nowhere in an event: what was asked for stands in the payload.
    func entry() throws -> LedgerEntry {
        let options = declared == nil ? try StoredJSON.text(of: self.options) : nil
        return LedgerEntry(PolicyEntry.recipe(basis: basis.rawValue, options: options))
    }
}
