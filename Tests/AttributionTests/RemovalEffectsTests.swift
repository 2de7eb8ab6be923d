import Attribution
import Learning
import Records
import TestSupport
import Testing

@Suite struct RemovalEffectsTests {
    private static let recipe = ModelRecipe(
        family: .trees(TreesRecipe(trees: 12, depth: 6, share: 0.4)), features: FeatureRecipe(),
        target: Target(column: "y", positive: .value("yes")))

    @Test func `trees' effects are those of forests grown without each record`() throws {
        let population = Population(.sum(c: 1))
        let (examples, training) = (population.examples, population.training)
        let model = ExtraTrees(Self.recipe)
        let fitted = try model.fit(examples, rows: training)
        let quantity = try population.gap(.parity)
        let effects = try RemovalEffects(model, fitted, examples: examples, training: training)
            .sampled(40, on: quantity, seed: 1)
        #expect(effects.rows.count == 40 && effects.total == 150)
        #expect(effects.rows == effects.rows.sorted())
        for (row, change) in zip(effects.rows, effects.changes) {
            let cold = try model.fit(examples, rows: training.filter { $0 != row })
            let value = try #require(
                quantity.expected(cold.margins(examples, rows: quantity.rows), by: cold))
            #expect(abs(try #require(change) - (abs(value) - abs(effects.value))) < 1e-12)
        }
        #expect(effects.changes.contains { $0 != 0 })
        // A larger sample holds the smaller one.
        let more = try RemovalEffects(model, fitted, examples: examples, training: training)
            .sampled(60, on: quantity, seed: 1)
        #expect(Set(effects.rows).isSubset(of: more.rows))
    }

    @Test(arguments: [1, 2, 4])
    func `any number of threads finds the same`(_ cores: Int) throws {
        let population = Population(.sum(c: 1))
        let model = ExtraTrees(Self.recipe)
        let fitted = try model.fit(population.examples, rows: population.training)
        let quantity = try population.gap(.loss)
        func changes() throws -> [Double?] {
            try RemovalEffects(model, fitted, examples: population.examples, training: population.training)
                .of([3, 30, 77, 140], on: quantity).changes
        }
        let alone = try Parallel.$width.withValue(1) { try changes() }
        #expect(try Parallel.$width.withValue(cores) { try changes() } == alone)
    }

    @Test func `a record that can't go has no effect, and a cancelled look ends`() throws {
        // One positive record: forgetting it is refused.
        let features = Features(rows: (0..<30).map { [(column: 0, value: Double($0))] }, dimension: 1)
        let examples = Examples.numbered(features, (0..<30).map { $0 == 7 || $0 >= 20 })
        let model = ExtraTrees(Self.recipe)
        let training = Array(0..<20)
        let fitted = try model.fit(examples, rows: training)
        let quantity = try Quantity(.parity, of: Array(20..<25), minus: Array(25..<30), in: examples)
        let effects = RemovalEffects(model, fitted, examples: examples, training: training)
        #expect(try effects.of([7], on: quantity).changes == [nil])
        #expect(try effects.of([8], on: quantity).changes != [nil])
        #expect(throws: CancellationError.self) {
            try effects.of([8], on: quantity, work: Work(report: { _ in }, cancellation: Cancellation { true }))
        }
    }

    @Test func `a surrogate says how far it agrees, and has effects of its own`() throws {
        let population = Population(.sum(c: 1))
        let quantity = try population.gap(.parity)
        // The other model: trees, of which only decisions are known.
        let trees = try ExtraTrees(Self.recipe).fit(population.examples, rows: population.training)
        let decisions = trees.margins(population.examples, rows: quantity.rows).map { $0 > 0 }
        let surrogate = try Surrogate(
            population.recipe, examples: population.examples, training: population.training, quantity: quantity,
            isPositive: decisions)
        #expect(surrogate.name == "logistic regression")
        #expect(surrogate.agreement > 0.7 && surrogate.agreement < 1)
        #expect(try #require(surrogate.areaUnderCurve) > 0.8)
        let own = try population.fitted().margins(population.examples, rows: quantity.rows).map { $0 > 0 }
        let same = try Surrogate(
            population.recipe, examples: population.examples, training: population.training, quantity: quantity,
            isPositive: own)
        #expect(same.agreement == 1 && same.values.subject == same.values.surrogate)
        let effects = try same.influence(examples: population.examples, training: population.training)
            .effects(on: quantity)
        #expect(effects.changes.count == population.training.count)
        var ridge = population.recipe
        ridge.family = Family(RidgeRecipe())
        #expect(throws: Refusal.self) {
            try Surrogate(
                ridge, examples: population.examples, training: population.training, quantity: quantity,
                isPositive: decisions)
        }
    }
}
