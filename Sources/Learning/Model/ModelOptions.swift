public import Records

/// What a person asked for of a model. Whatever else its recipe says is proposed from the retained training records, so that
/// the model is a function of (seed, options, retained records).
public struct ModelOptions: Hashable, Codable, Sendable {
    /// The family with what it is tuned by.
    public var family: Family {
        didSet { if family.name != oldValue.name { preferences = family.settings.unsaid } }
    }
    /// What is preferred in what the family decides by the features.
    private var preferences: any FamilyPreferences
    public var classes: ModelRecipe.Classes = .two
    /// Whether a constant 1 is added, where the family has a use for it.
    public var intercept = true
    /// Whether numbers are centred, scaled and clipped.
    public var scaling = true

    /// A family with its defaults.
    public init(_ type: any ModelFamily.Type) {
        let settings = type.init()
        (family, preferences) = (Family(settings), settings.unsaid)
    }

    /// A family with its defaults.
    ///
    /// - Throws: `Refusal` for a name that is none.
    public init(family name: String = Families.bundled[0].id) throws { self.init(try Families.list.named(name)) }

    /// What somebody who wanted `recipe` would have asked for.
    public init(of recipe: ModelRecipe) {
        (family, preferences) = (recipe.family, recipe.family.settings.preferences)
        classes = recipe.classes
        if recipe.family.traits.contains(.intercept) { intercept = recipe.features.intercept }
        let numbers = recipe.features.numbers
        scaling = numbers.isEmpty || numbers.contains { $0 != FeatureRecipe.Number(unscaled: $0.column) }
    }

    /// Changes what a family is tuned by.
    ///
    /// - Precondition: it is of that type.
    mutating func tune<F: ModelFamily>(_ change: (inout F) -> Void) {
        guard var settings = family.settings as? F else { preconditionFailure("options of another family") }
        change(&settings)
        family = Family(settings)
    }

    /// Changes what is preferred of a family.
    ///
    /// - Precondition: it is of that type.
    mutating func prefer<F: ModelFamily>(_ type: F.Type, _ change: (inout F.Preferences) -> Void) {
        guard var preferred = preferences as? F.Preferences else { preconditionFailure("options of another family") }
        change(&preferred)
        preferences = preferred
    }

    /// What is preferred of a family; nil of another one.
    func preferences<F: ModelFamily>(of type: F.Type) -> F.Preferences? { preferences as? F.Preferences }

    /// The recipe for features that were proposed.
    ///
    /// - Throws: `Refusal` where the family can't learn from them, or nothing could be computed with the options.
    public func recipe(
        for proposal: FeatureRecipe, target: Target, seed: UInt64, testFraction: Double
    ) throws -> ModelRecipe {
        var features = proposal
        features.intercept = family.traits.contains(.intercept) && intercept
        if !scaling { features.numbers = features.numbers.map { .init(unscaled: $0.column) } }
        let recipe = ModelRecipe(
            family: try family.settings.family(for: features, preferring: preferences), features: features,
            target: target, classes: classes, seed: seed, testFraction: testFraction)
        try recipe.validate()
        return recipe
    }

    public static func == (a: ModelOptions, b: ModelOptions) -> Bool {
        a.family == b.family && a.preferences.hashable == b.preferences.hashable && a.classes == b.classes
            && a.intercept == b.intercept && a.scaling == b.scaling
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(family)
        hasher.combine(preferences.hashable)
        hasher.combine(classes)
        hasher.combine(intercept)
        hasher.combine(scaling)
    }

    // Preferences stand beside the other members, as they did when one family had some.

    private enum CodingKeys: String, CodingKey { case family, classes, intercept, scaling }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        family = try members.decode(Family.self, forKey: .family)
        preferences = try family.settings.preferences(from: decoder)
        classes = try members.decode(ModelRecipe.Classes.self, forKey: .classes)
        intercept = try members.decode(Bool.self, forKey: .intercept)
        scaling = try members.decode(Bool.self, forKey: .scaling)
    }

    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(family, forKey: .family)
        try preferences.encode(to: encoder)
        try members.encode(classes, forKey: .classes)
        try members.encode(intercept, forKey: .intercept)
        try members.encode(scaling, forKey: .scaling)
    }
}

extension FamilyPreferences {
    fileprivate var hashable: AnyHashable { AnyHashable(self) }
}

extension ModelFamily {
    /// Nothing is preferred.
    fileprivate var unsaid: any FamilyPreferences { Preferences() }

    fileprivate func preferences(from decoder: any Decoder) throws -> any FamilyPreferences {
        try Preferences(from: decoder)
    }

    fileprivate func family(
        for features: FeatureRecipe, preferring preferences: any FamilyPreferences
    ) throws -> Family {
        guard let preferences = preferences as? Preferences else { preconditionFailure("options of another family") }
        return Family(try proposed(for: features, preferring: preferences))
    }
}

extension FeatureRecipe.Number {
    /// A number as it is: not centred, scaled or clipped.
    init(unscaled column: String) {
        self.init(column: column, center: 0, width: 1, clip: .greatestFiniteMagnitude)
    }
}
