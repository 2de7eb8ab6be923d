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
        switch family {
        case .logistic(let recipe): try recipe.validate()
        case .bayes(let recipe): try recipe.validate()
        case .ridge(let recipe): try recipe.validate()
        case .trees(let recipe): try recipe.validate()
        }
        try features.validate()
    }

    /// The family with its recipe.
    ///
    /// - Throws: `Refusal` when no model can be computed from it.
    public func model() throws -> any Model {
        try validate()
        switch family {
        case .logistic: return LogisticRegression(self)
        case .bayes: return NaiveBayes(self)
        case .ridge: return RidgeRegression(self)
        case .trees: return ExtraTrees(self)
        }
    }
}

/// A family of models and what it is tuned by.
public enum Family: Hashable, Codable, Sendable {
    case logistic(LogisticRecipe)
    case bayes(BayesRecipe)
    case ridge(RidgeRecipe)
    case trees(TreesRecipe)

    /// The names that recipes and commands use.
    public static let names = ["logistic", "bayes", "ridge", "trees"]

    public var name: String {
        switch self {
        case .logistic: "logistic"
        case .bayes: "bayes"
        case .ridge: "ridge"
        case .trees: "trees"
        }
    }
}
