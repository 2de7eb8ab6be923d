import Learning
import Records

// What is proposed where nobody says otherwise.
extension ModelRecipe {
    /// The recipe of a family for `dataset`, proposed from the records that train now.
    ///
    /// - Throws: `Refusal` when there is no such family or no target, or the family can't learn from these columns.
    static func proposed(family name: String, for dataset: Dataset, _ assignment: Assignment) throws -> ModelRecipe {
        guard let target = dataset.schema.target else {
            throw Refusal(
                .usage, "This project has no target column, so there is nothing to learn.",
                next: "Make a new project with --target COL to train; browsing and flagging work without.")
        }
        var features = try FeatureRecipe.proposed(
            for: dataset.table, schema: dataset.schema, rows: assignment.training)
        let family = try Family.proposed(name, for: features)
        switch family {
        case .logistic, .ridge: break
        case .bayes:
            // A constant is the same in every class, so it says nothing.
            features.intercept = false
        case .trees:
            features.intercept = false
            if let text = features.texts.first {
                throw Refusal(
                    .badData, "Trees compare values; '\(text.column)' is free text.",
                    next: "Use --model logistic or bayes, or make a project without the text column.")
            }
        }
        return ModelRecipe(
            family: family, features: features, target: target, seed: dataset.seed,
            testFraction: dataset.schema.testFraction)
    }
}

extension Family {
    /// A family with its defaults for `features`.
    ///
    /// - Throws: `Refusal` for a name that is none.
    static func proposed(_ name: String, for features: FeatureRecipe) throws -> Family {
        switch name {
        case "logistic": .logistic(LogisticRecipe())
        case "bayes": .bayes(BayesRecipe(event: .proposed(for: features)))
        case "ridge": .ridge(RidgeRecipe())
        case "trees": .trees(TreesRecipe())
        default: throw Refusal.unknown("model family", name, among: names)
        }
    }
}

extension BayesRecipe.Event {
    /// Words are counted; numbers are normally distributed; categories are there or not.
    static func proposed(for features: FeatureRecipe) -> BayesRecipe.Event {
        if !features.texts.isEmpty { return .multinomial }
        return features.numbers.isEmpty ? .bernoulli : .gaussian
    }
}

extension Schema {
    /// Refuses (64) to learn a target from nothing: such a model says the same of every record.
    func refuseNothingToLearnFrom() throws {
        guard let target, features.isEmpty, textColumns.isEmpty else { return }
        throw Refusal(
            .usage, "No column is left to learn '\(target.column)' from.",
            next: "Name some with --features or --text; or take --target none, to browse and flag without a model.")
    }
}

extension FeatureRecipe {
    /// Refuses (64) a recipe without features, whose model would say the same of every record.
    func refuseNone(of schema: Schema) throws {
        guard numbers.isEmpty, categories.isEmpty, texts.isEmpty else { return }
        try schema.refuseNothingToLearnFrom()
        let named = (schema.features + schema.textColumns).prefix(4).map { "'\($0)'" }.joined(separator: ", ")
        throw Refusal(
            .badData, "Nothing can be learned from \(named): no training record has a value there.",
            next: "Make a project with other columns: --features or --text.")
    }
}
