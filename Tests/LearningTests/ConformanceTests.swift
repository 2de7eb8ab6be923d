import Learning
import ModelSuite
import Records
import Testing

/// Every family passes what `Conformance` asks for. A new one is a case here.
@Suite struct ConformanceTests {
    static let cases: [Conformance] = [
        logistic("two classes, sum form", LogisticRecipe()),
        logistic("two classes, mean form", LogisticRecipe(form: .mean(lambda: 0.02))),
        logistic("two classes, no intercept", LogisticRecipe(form: .sum(c: 0.5), grid: 24), intercept: false),
        logistic("three classes", LogisticRecipe(), classes: .all),
        bayes(.multinomial), bayes(.bernoulli, classes: .all), bayes(.gaussian), bayes(.gaussian, classes: .all),
        Conformance("ridge", Conformance.recipe(.ridge(RidgeRecipe()))),
        trees(), trees(classes: .all), fair(.all), fair(.positives),
    ]

    private static func bayes(_ event: BayesRecipe.Event, classes: ModelRecipe.Classes = .two) -> Conformance {
        var recipe = Conformance.recipe(.bayes(BayesRecipe(event: event)))
        // Counts can't be negative, as scaled numbers are.
        if event == .multinomial { recipe.features.numbers = [] }
        recipe.classes = classes
        return Conformance("naive Bayes, \(event), \(classes)", recipe)
    }

    private static func logistic(
        _ name: String, _ logistic: LogisticRecipe, classes: ModelRecipe.Classes = .two, intercept: Bool = true
    ) -> Conformance {
        var recipe = Conformance.recipe(.logistic(logistic))
        recipe.classes = classes
        recipe.features.intercept = intercept
        var family = Conformance("logistic, \(name)", recipe)
        // Over its four cases as many as the others.
        family.histories = 1...250
        return family
    }

    private static func fair(_ among: FairRecipe.Among) -> Conformance {
        let sides = GroupSides(column: "group", first: "north", second: "south")
        let recipe = Conformance.recipe(.fairLogistic(FairRecipe(gapPenalty: 50, among: among, groups: sides)))
        var family = Conformance("fair logistic, \(among)", recipe)
        family.histories = 1...500
        return family
    }

    private static func trees(classes: ModelRecipe.Classes = .two) -> Conformance {
        var recipe = Conformance.recipe(.trees(TreesRecipe(trees: 5, depth: 6, share: 0.6)), withText: false)
        recipe.classes = classes
        return Conformance("trees, \(classes)", recipe)
    }

    @Test(arguments: cases)
    func `forgetting any records in any order is retraining without them, bit for bit`(_ family: Conformance) throws {
        try family.forgettingIsRetraining()
    }

    @Test(arguments: cases)
    func `a model of any number of threads is the same bytes`(_ family: Conformance) throws {
        try family.threadsDoNotMatter()
    }

    @Test(arguments: cases)
    func `the model did know the records before, and forgetting nothing changes nothing`(_ family: Conformance) throws {
        try family.forgettingNothingChangesNothing()
    }

    @Test(arguments: cases)
    func `what is published restores to the same bytes and the same predictions`(_ family: Conformance) throws {
        try family.publishedRestores()
    }

    @Test(arguments: cases)
    func `forgetting everything is refused, and so is learning from nothing`(_ family: Conformance) throws {
        try family.everythingIsRefused()
    }

    @Test(arguments: cases.filter { $0.recipe.family.name != "ridge" })
    func `forgetting all of one class is refused, and the model is as it was`(_ family: Conformance) throws {
        try family.aLostClassIsRefused()
    }

    @Test(arguments: cases)
    func `cancelling stops it and leaves the model as it was`(_ family: Conformance) throws {
        try family.cancellingStops()
    }
}
