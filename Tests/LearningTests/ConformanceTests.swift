import Learning
import Records
import Testing

/// What every family of models passes: forgetting is retraining, byte for byte, over random histories. A new family is a
/// case here.
@Suite struct ConformanceTests {
    /// A family under one recipe.
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var recipe: ModelRecipe
        var manyClasses: Bool { recipe.classes == .all }
    }

    static let cases: [Case] = [
        logistic("two classes, sum form", LogisticRecipe()),
        logistic("two classes, mean form", LogisticRecipe(form: .mean(lambda: 0.02))),
        logistic("two classes, no intercept", LogisticRecipe(form: .sum(c: 0.5), grid: 24), intercept: false),
        logistic("three classes", LogisticRecipe(), classes: .all),
        bayes(.multinomial), bayes(.bernoulli, classes: .all), bayes(.gaussian), bayes(.gaussian, classes: .all),
        Case(testDescription: "ridge", recipe: recipe(.ridge(RidgeRecipe()))),
        trees(), trees(classes: .all),
    ]

    private static func recipe(_ family: Family, withText: Bool = true) -> ModelRecipe {
        ModelRecipe(
            family: family, features: features(withText: withText),
            target: Target(column: "label", positive: .value("yes")))
    }

    private static func bayes(_ event: BayesRecipe.Event, classes: ModelRecipe.Classes = .two) -> Case {
        var recipe = recipe(.bayes(BayesRecipe(event: event)))
        // Counts can't be negative, as scaled numbers are.
        if event == .multinomial { recipe.features.numbers = [] }
        recipe.classes = classes
        return Case(testDescription: "naive Bayes, \(event), \(classes)", recipe: recipe)
    }

    /// Enough that every family has a thousand, logistic regression over its four cases.
    private static func histories(_ family: Case) -> ClosedRange<UInt64> {
        if case .logistic = family.recipe.family { 1...250 } else { 1...1000 }
    }

    private static func logistic(
        _ name: String, _ logistic: LogisticRecipe, classes: ModelRecipe.Classes = .two, intercept: Bool = true
    ) -> Case {
        var recipe = recipe(.logistic(logistic))
        recipe.classes = classes
        recipe.features.intercept = intercept
        return Case(testDescription: "logistic, \(name)", recipe: recipe)
    }

    private static func trees(classes: ModelRecipe.Classes = .two) -> Case {
        var recipe = recipe(.trees(TreesRecipe(trees: 5, depth: 6, share: 0.6)), withText: false)
        recipe.classes = classes
        return Case(testDescription: "trees, \(classes)", recipe: recipe)
    }

    static func features(withText: Bool) -> FeatureRecipe {
        FeatureRecipe(
            numbers: [
                .init(column: "age", center: 40, width: 20), .init(column: "income", center: 3000, width: 2000),
            ], categories: ["group"], texts: withText ? [.init(column: "note", bits: 5)] : [])
    }

    @Test(arguments: cases)
    func `forgetting any records in any order is retraining without them, bit for bit`(_ family: Case) throws {
        var differing: [UInt64] = []
        for seed in Self.histories(family) {
            let history = History(seed: seed, manyClasses: family.manyClasses)
            let forgotten = try history.forgetting(family.recipe)
            let cold = try history.cold(family.recipe)
            let alone = try history.coldOnRedacted(family.recipe)
            if forgotten != cold || cold != alone { differing.append(seed) }
        }
        #expect(differing.isEmpty)
    }

    @Test(arguments: cases)
    func `a model of any number of threads is the same bytes`(_ family: Case) throws {
        for seed in 1...10 as ClosedRange<UInt64> {
            let history = History(seed: seed, manyClasses: family.manyClasses)
            let models = try [1, 2, 4].map { count in
                try Cores.$count.withValue(count) { try history.forgetting(family.recipe) }
            }
            #expect(models[0] == models[1] && models[1] == models[2])
        }
    }

    @Test(arguments: cases)
    func `the model did know the records before, and forgetting nothing changes nothing`(_ family: Case) throws {
        let history = History(seed: 3, manyClasses: family.manyClasses)
        let model = try family.recipe.model()
        let examples = try Examples(recipe: family.recipe, table: history.table, ids: history.ids)
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

    @Test(arguments: cases)
    func `what is published restores to the same bytes and the same predictions`(_ family: Case) throws {
        let history = History(seed: 5, manyClasses: family.manyClasses)
        let model = try family.recipe.model()
        let examples = try Examples(recipe: family.recipe, table: history.table, ids: history.ids)
        let fitted: any FittedModel = try model.fit(examples, rows: history.retained, work: .silent)
        let published = try PublishedModel(
            bytes: PublishedModel(recipe: family.recipe, parameters: fitted.parameters(examples)).bytes)
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

    @Test(arguments: cases)
    func `forgetting everything is refused, and so is learning from nothing`(_ family: Case) throws {
        let history = History(seed: 7, manyClasses: family.manyClasses)
        let model = try family.recipe.model()
        let examples = try Examples(recipe: family.recipe, table: history.table, ids: history.ids)
        let rows = Array(history.rows.indices)
        let fitted: any FittedModel = try model.fit(examples, rows: rows, work: .silent)
        let bytes = fitted.parameters(examples)
        #expect(throws: Refusal.self) {
            try model.forget(any: fitted, examples: examples, retained: [], removed: rows, work: .silent)
        }
        #expect(throws: Refusal.self) { _ = try model.fit(examples, rows: [], work: .silent) as any FittedModel }
        #expect(fitted.parameters(examples) == bytes)
    }

    @Test(arguments: cases.filter { $0.recipe.family.name != "ridge" })
    func `forgetting all of one class is refused, and the model is as it was`(_ family: Case) throws {
        let history = History(seed: 11, manyClasses: family.manyClasses)
        let model = try family.recipe.model()
        let examples = try Examples(recipe: family.recipe, table: history.table, ids: history.ids)
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

    @Test(arguments: cases)
    func `cancelling stops it and leaves the model as it was`(_ family: Case) throws {
        let history = History(seed: 9, manyClasses: family.manyClasses)
        let model = try family.recipe.model()
        let examples = try Examples(recipe: family.recipe, table: history.table, ids: history.ids)
        let fitted: any FittedModel = try model.fit(
            examples, rows: Array(history.rows.indices), work: .silent)
        let bytes = fitted.parameters(examples)
        let cancelled = Work(report: { _ in }, isCancelled: { true })
        #expect(throws: CancellationError.self) {
            try model.forget(
                any: fitted, examples: examples, retained: history.retained, removed: history.forgotten.sorted(),
                work: cancelled)
        }
        #expect(fitted.parameters(examples) == bytes)
    }
}
