public import Records

/// What a person asked for of a model. Whatever else its recipe says is proposed from the retained training records, so that
/// the model is a function of (seed, options, retained records).
public struct ModelOptions: Hashable, Codable, Sendable {
    /// The family with what it is tuned by; of naive Bayes see `event` and `smoothing`.
    public var family: Family
    /// Of naive Bayes; nil: as the columns ask for.
    public var event: BayesRecipe.Event?
    /// Of naive Bayes; nil: what is usual for the event.
    public var smoothing: Double?
    public var classes: ModelRecipe.Classes = .two
    /// Whether a constant 1 is added; naive Bayes and trees never have one.
    public var intercept = true
    /// Whether numbers are centred, scaled and clipped.
    public var scaling = true

    /// A family with its defaults.
    ///
    /// - Throws: `Refusal` for a name that is none.
    public init(family name: String = "logistic") throws {
        family =
            switch name {
            case "logistic": .logistic(LogisticRecipe())
            case "bayes": .bayes(BayesRecipe())
            case "ridge": .ridge(RidgeRecipe())
            case "trees": .trees(TreesRecipe())
            default: throw Refusal.unknown("model family", name, among: Family.names)
            }
    }

    /// What somebody who wanted `recipe` would have asked for.
    public init(of recipe: ModelRecipe) {
        family = recipe.family
        if case .bayes(let bayes) = recipe.family { (event, smoothing) = (bayes.event, bayes.smoothing) }
        classes = recipe.classes
        if recipe.family.hasIntercept { intercept = recipe.features.intercept }
        let numbers = recipe.features.numbers
        scaling = numbers.isEmpty || numbers.contains { $0 != FeatureRecipe.Number(unscaled: $0.column) }
    }

    /// The recipe for features that were proposed.
    ///
    /// - Throws: `Refusal` where the family can't learn from them, or nothing could be computed with the options.
    public func recipe(
        for proposal: FeatureRecipe, target: Target, seed: UInt64, testFraction: Double
    ) throws -> ModelRecipe {
        var features = proposal
        features.intercept = family.hasIntercept && intercept
        if !scaling { features.numbers = features.numbers.map { .init(unscaled: $0.column) } }
        if case .trees = family, let text = features.texts.first {
            throw Refusal(
                .badData, "Trees compare values; '\(text.column)' is free text.",
                next: "Use --model logistic or bayes, or make a project without the text column.")
        }
        var family = family
        if case .bayes(let bayes) = family {
            family = .bayes(
                BayesRecipe(event: event ?? .proposed(for: features), smoothing: smoothing, scale: bayes.scale))
        }
        let recipe = ModelRecipe(
            family: family, features: features, target: target, classes: classes, seed: seed,
            testFraction: testFraction)
        try recipe.validate()
        return recipe
    }
}

extension Family {
    /// Whether a constant feature means anything: in naive Bayes it is the same in every class, and trees can't split by it.
    fileprivate var hasIntercept: Bool {
        switch self {
        case .logistic, .ridge: true
        case .bayes, .trees: false
        }
    }
}

extension FeatureRecipe.Number {
    /// A number as it is: not centred, scaled or clipped.
    init(unscaled column: String) {
        self.init(column: column, center: 0, width: 1, clip: .greatestFiniteMagnitude)
    }
}

extension BayesRecipe.Event {
    /// Words are counted; numbers are normally distributed; categories are there or not.
    public static func proposed(for features: FeatureRecipe) -> BayesRecipe.Event {
        if !features.texts.isEmpty { return .multinomial }
        return features.numbers.isEmpty ? .bernoulli : .gaussian
    }
}
