import Learning

/// Where a recipe comes from.
public enum RecipeBasis: String, Codable, Sendable {
    /// Proposed from what was asked for and the retained training records.
    case proposed
    /// Given by somebody as a whole: nothing in it was learned from the records by Lethe.
    case declared
    /// Left by an earlier version, or by a model from before that was brought back: the records that it was proposed from
    /// may not be the retained ones. Kept until the next training or erasure.
    case kept
}

/// What is asked for of the next model.
struct RecipeChoice: Codable, Hashable, Sendable {
    var basis = RecipeBasis.proposed
    var options: ModelOptions
    /// The whole recipe, where it was declared.
    var declared: ModelRecipe?

    init(options: ModelOptions) { self.options = options }

    init(declared recipe: ModelRecipe) {
        (basis, options, declared) = (.declared, ModelOptions(of: recipe), recipe)
    }

    /// What training again asks for: a recipe that was kept is kept no longer.
    init(after stored: StoredRecipe) {
        self = stored.basis == .declared ? .init(declared: stored.recipe) : .init(options: stored.options)
    }
}

/// What a project keeps of the recipe of its model.
struct StoredRecipe: Codable, Hashable, Sendable {
    var basis: RecipeBasis
    var options: ModelOptions
    var recipe: ModelRecipe
    /// Whether an earlier version wrote it, which kept the recipe alone.
    var isEarlier = false

    private enum CodingKeys: CodingKey { case basis, options, recipe }

    init(_ basis: RecipeBasis, options: ModelOptions, recipe: ModelRecipe) {
        (self.basis, self.options, self.recipe) = (basis, options, recipe)
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        guard values.contains(.recipe) else {
            recipe = try ModelRecipe(from: decoder)
            (basis, options, isEarlier) = (.kept, ModelOptions(of: recipe), true)
            return
        }
        basis = try values.decode(RecipeBasis.self, forKey: .basis)
        options = try values.decode(ModelOptions.self, forKey: .options)
        recipe = try values.decode(ModelRecipe.self, forKey: .recipe)
    }
}
