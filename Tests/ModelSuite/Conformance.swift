package import Learning
import Records
import Testing

/// What every family of models passes: forgetting is retraining, byte for byte, over random histories. A family under one
/// recipe; each check is a test of the family's target.
package struct Conformance: CustomTestStringConvertible, Sendable {
    package let testDescription: String
    package var recipe: ModelRecipe
    /// How many random histories forgetting is compared over.
    package var histories: ClosedRange<UInt64> = 1...1000

    private var manyClasses: Bool { recipe.classes == .all }

    package init(_ testDescription: String, _ recipe: ModelRecipe) {
        (self.testDescription, self.recipe) = (testDescription, recipe)
    }

    /// Numbers with a gap, a category and text, as `History` has them.
    package static func features(withText: Bool = true) -> FeatureRecipe {
        FeatureRecipe(
            numbers: [
                .init(column: "age", center: 40, width: 20), .init(column: "income", center: 3000, width: 2000),
            ], categories: ["group"], texts: withText ? [.init(column: "note", bits: 5)] : [])
    }

    package static func recipe(_ family: Family, withText: Bool = true) -> ModelRecipe {
        ModelRecipe(
            family: family, features: features(withText: withText),
            target: Target(column: "label", positive: .value("yes")))
    }

    /// Forgetting any records in any order is retraining without them, bit for bit.
    package func forgettingIsRetraining() throws {
        var differing: [UInt64] = []
        for seed in histories {
            let history = History(seed: seed, manyClasses: manyClasses)
            let forgotten = try history.forgetting(recipe)
            let cold = try history.cold(recipe)
            let alone = try history.coldOnRedacted(recipe)
            if forgotten != cold || cold != alone { differing.append(seed) }
        }
        #expect(differing.isEmpty)
    }

    /// A model of any number of threads is the same bytes.
    package func threadsDoNotMatter() throws {
        for seed in 1...10 as ClosedRange<UInt64> {
            let history = History(seed: seed, manyClasses: manyClasses)
            let models = try [1, 2, 4].map { count in
                try Parallel.$width.withValue(count) { try history.forgetting(recipe) }
            }
            #expect(models[0] == models[1] && models[1] == models[2])
        }
    }

    /// The model did know the records before, and forgetting nothing changes nothing.
    package func forgettingNothingChangesNothing() throws {
        let history = History(seed: 3, manyClasses: manyClasses)
        let model = try recipe.model()
        let examples = try Examples(recipe: recipe, table: history.table, ids: history.ids)
        let rows = Array(history.rows.indices)
        let before: any FittedModel = try model.fit(examples, rows: rows, work: .silent)
        #expect(before.records == rows.count && before.passes > 0)
        let same = try model.forget(any: before, examples: examples, retained: rows, removed: [], work: .silent)
        #expect(same.parameters(examples) == before.parameters(examples))
        let retained = history.retained
        let after = try model.forget(
            any: before, examples: examples, retained: retained, removed: history.forgotten.sorted(), work: .silent)
        #expect(after.parameters(examples) != before.parameters(examples))
        #expect(after.records == retained.count)
        // The model before is a value: it is as it was.
        #expect(same.parameters(examples) == before.parameters(examples))
        let again = try model.forget(
            any: after, examples: examples, retained: retained, removed: history.forgotten.sorted(), work: .silent)
        #expect(again.parameters(examples) == after.parameters(examples))
    }

    /// What is published restores to the same bytes and the same predictions.
    package func publishedRestores() throws {
        let history = History(seed: 5, manyClasses: manyClasses)
        let model = try recipe.model()
        let examples = try Examples(recipe: recipe, table: history.table, ids: history.ids)
        let fitted: any FittedModel = try model.fit(examples, rows: history.retained, work: .silent)
        let published = try PublishedModel(
            bytes: PublishedModel(recipe: recipe, parameters: fitted.parameters(examples)).bytes)
        let restored: any FittedModel = try model.restore(
            published, examples: examples, rows: history.retained, work: .silent)
        #expect(restored.parameters(examples) == fitted.parameters(examples))
        let rows = Array(history.rows.indices)
        let (a, b) = (restored.margins(examples, rows: rows), fitted.margins(examples, rows: rows))
        #expect(a.map(\.bitPattern) == b.map(\.bitPattern))
        #expect(a.map(fitted.probability(ofMargin:)).allSatisfy { (0...1).contains($0) })
        // Decisions agree with the probabilities.
        #expect(a.allSatisfy { ($0 > 0) == (fitted.probability(ofMargin: $0) > 0.5) })
    }

    /// Forgetting everything is refused, and so is learning from nothing.
    package func everythingIsRefused() throws {
        let history = History(seed: 7, manyClasses: manyClasses)
        let model = try recipe.model()
        let examples = try Examples(recipe: recipe, table: history.table, ids: history.ids)
        let rows = Array(history.rows.indices)
        let fitted: any FittedModel = try model.fit(examples, rows: rows, work: .silent)
        let bytes = fitted.parameters(examples)
        #expect(throws: Refusal.self) {
            try model.forget(any: fitted, examples: examples, retained: [], removed: rows, work: .silent)
        }
        #expect(throws: Refusal.self) { _ = try model.fit(examples, rows: [], work: .silent) as any FittedModel }
        #expect(fitted.parameters(examples) == bytes)
    }

    /// Forgetting all of one class is refused, and the model is as it was.
    package func aLostClassIsRefused() throws {
        let history = History(seed: 11, manyClasses: manyClasses)
        let model = try recipe.model()
        let examples = try Examples(recipe: recipe, table: history.table, ids: history.ids)
        let rows = Array(history.rows.indices)
        let fitted: any FittedModel = try model.fit(examples, rows: rows, work: .silent)
        let bytes = fitted.parameters(examples)
        for name in Set(history.rows.map { $0[4] }) {
            let removed = rows.filter { history.rows[$0][4] == name }
            let retained = rows.filter { history.rows[$0][4] != name }
            #expect(throws: Refusal.self) {
                try model.forget(any: fitted, examples: examples, retained: retained, removed: removed, work: .silent)
            }
        }
        #expect(fitted.parameters(examples) == bytes)
    }

    /// Cancelling stops it and leaves the model as it was.
    package func cancellingStops() throws {
        let history = History(seed: 9, manyClasses: manyClasses)
        let model = try recipe.model()
        let examples = try Examples(recipe: recipe, table: history.table, ids: history.ids)
        let fitted: any FittedModel = try model.fit(
            examples, rows: Array(history.rows.indices), work: .silent)
        let bytes = fitted.parameters(examples)
        let cancelled = Work(cancellation: Cancellation { true })
        #expect(throws: CancellationError.self) {
            try model.forget(
                any: fitted, examples: examples, retained: history.retained, removed: history.forgotten.sorted(),
                work: cancelled)
        }
        #expect(fitted.parameters(examples) == bytes)
    }

    /// All of them, but for what numbers need not refuse.
    package func check() throws {
        try forgettingIsRetraining()
        try threadsDoNotMatter()
        try forgettingNothingChangesNothing()
        try publishedRestores()
        try everythingIsRefused()
        if !recipe.family.type.traits.contains(.numbers) { try aLostClassIsRefused() }
        try cancellingStops()
    }
}
