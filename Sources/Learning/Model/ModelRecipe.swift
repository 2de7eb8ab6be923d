public import Records

/// Everything a model is a function of, besides the retained records.
public struct ModelRecipe: Hashable, Codable, Sendable {
    /// What the classes are.
    public enum Classes: String, Hashable, Codable, Sendable, CaseIterable {
        /// Two: the positive value, and all others.
        case two
        /// Every value of the target column is one.
        case all
    }

    public var family: Family
    public var features: FeatureRecipe
    public var target: Target
    public var classes: Classes
    public var seed: UInt64
    public var testFraction: Double

    public init(
        family: Family = .logistic(LogisticRecipe()), features: FeatureRecipe, target: Target, classes: Classes = .two,
        seed: UInt64 = 1, testFraction: Double = 0.25
    ) {
        self.family = family
        self.features = features
        self.target = target
        self.classes = classes
        self.seed = seed
        self.testFraction = testFraction
    }

    /// - Throws: `Refusal` when no model can be computed from it.
    public func validate() throws {
        try family.settings.validate()
        try features.validate()
    }

    /// The family with its recipe.
    ///
    /// - Throws: `Refusal` when no model can be computed from it.
    public func model() throws -> any Model {
        try validate()
        return family.settings.model(self)
    }
}
