import Learning
import Records

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
