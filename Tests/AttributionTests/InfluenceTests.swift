import Attribution
import Foundation
import Learning
import Records
import TestSupport
import Testing

/// Effects are held against the truth: the model is trained again without each record.
@Suite struct InfluenceTests {
    static let cases: [(LogisticRecipe.Form, ModelRecipe.Classes)] = [
        (.sum(c: 1), .two), (.sum(c: 0.2), .two), (.mean(lambda: 0.02), .two), (.sum(c: 1), .all),
        (.mean(lambda: 0.02), .all),
    ]

    private static func bend(_ kind: Quantity.Kind) -> Double {
        kind == .loss || kind == .predictiveValue ? 0.08 : 0.02
    }

    /// φ by whole models, of each training record left out.
    private func truth(_ population: Population, _ quantity: Quantity) throws -> [Double] {
        let model = LogisticRegression(population.recipe)
        let all = try population.fitted()
        let effects = RemovalEffects(model, all, examples: population.examples, training: population.training)
        return try effects.of(population.training, on: quantity).changes.map { try #require($0) }
    }

    @Test(arguments: cases)
    func `every quantity's effects agree with a retrain without each record`(
        _ form: LogisticRecipe.Form, _ classes: ModelRecipe.Classes
    ) throws {
        let population = Population(form, classes: classes)
        let influence = try Influence(
            try population.fitted(), examples: population.examples, training: population.training)
        for kind in Quantity.Kind.allCases {
            let quantity = try population.gap(kind)
            let effects = try influence.effects(on: quantity)
            #expect(effects.correction == .leverage)
            // What is left is how the quantity and the objective bend beyond the step of a record among 150.
            #expect(relativeError(effects.changes, try truth(population, quantity)) < Self.bend(kind), "\(kind)")
        }
        let loss = try Quantity(.loss, of: population.groupB, in: population.examples)
        // At a minimum of the one loss the other's slopes are short, and what they bend by weighs more.
        #expect(correlation(try influence.effects(on: loss).changes, try truth(population, loss)) > 0.99)
    }

    @Test func `the leverage of a record brings its effect nearer to the truth`() throws {
        let population = Population(.sum(c: 5), training: 60)
        let quantity = try population.gap(.parity)
        let fitted = try population.fitted()
        let truth = try truth(population, quantity)
        let first = try GapEffect.effects(
            examples: population.examples, training: population.training, fitted: fitted, groupA: population.groupA,
            groupB: population.groupB)
        let whole = try Influence(fitted, examples: population.examples, training: population.training)
            .effects(on: quantity).changes
        #expect(relativeError(whole, truth) < 0.3 * relativeError(first, truth))
    }

    @Test func `a softmax over two classes has the effects of their logistic regression`() throws {
        // The weights of a softmax are ±½ of those of two classes at twice the penalty.
        let population = Population(.sum(c: 1))
        guard case .classes(let codes, _, _) = population.examples.response else { return }
        var recipe = population.recipe
        recipe.classes = .all
        recipe.family = .logistic(LogisticRecipe(form: .sum(c: 0.5), grid: 34))
        let quantity = try population.gap(.parity)
        let softmax = try LogisticRegression(recipe).fit(population.examples, rows: population.training)
        #expect(softmax.outputs == 2 && codes.count == population.examples.rowCount)
        let many = try Influence(softmax, examples: population.examples, training: population.training)
            .effects(on: quantity)
        let two = try Influence(
            try population.fitted(), examples: population.examples, training: population.training
        ).effects(on: quantity)
        #expect(abs(many.value - two.value) < 1e-8)
        #expect(relativeError(many.changes, two.changes) < 1e-6)
    }

    @Test func `thresholds and temperatures move what is looked at`() throws {
        let population = Population(.sum(c: 1))
        let influence = try Influence(
            try population.fitted(), examples: population.examples, training: population.training)
        func effects(_ threshold: Double, _ temperature: Double) throws -> Influence.Effects {
            try influence.effects(
                on: Quantity(
                    .parity, of: population.groupA, minus: population.groupB, in: population.examples,
                    threshold: threshold, temperature: temperature))
        }
        // As it cools, the smooth gap becomes that of decisions.
        let cold = try effects(0.1, 1e-4)
        let decided = try Quantity(
            .parity, of: population.groupA, minus: population.groupB, in: population.examples, threshold: 0.1
        ).decided(by: influence.fitted, population.examples)
        #expect(abs(cold.value - (try #require(decided))) < 1e-9)
        #expect(try effects(1, 1).value != effects(0, 1).value)
        #expect(throws: Refusal.self) { try effects(0, 0) }
    }

    @Test func `of wide features effects are to first order, within what is said of a whole step`() throws {
        var random = Seeded(5)
        let rows: [[(column: Int, value: Double)]] = (0..<400).map { _ in
            Set((0..<8).map { _ in Int(random.next() % 3000) }).sorted().map { (column: $0, value: 0.35) }
        }
        let labels = rows.map { $0.count { $0.column < 1500 } > 4 }
        let examples = Examples.numbered(Features(rows: rows, dimension: 3000), labels)
        let recipe = ModelRecipe(features: FeatureRecipe(), target: Target(column: "y", positive: .value("1")))
        let training = Array(0..<300)
        let model = LogisticRegression(recipe)
        let fitted = try model.fit(examples, rows: training)
        let quantity = try Quantity(.loss, of: Array(300..<400), in: examples)
        let effects = try Influence(fitted, examples: examples, training: training).effects(on: quantity)
        guard case .none(let most) = effects.correction else {
            Issue.record("no factor of 3,000 weights")
            return
        }
        let truth = try RemovalEffects(model, fitted, examples: examples, training: training)
            .of([0, 50, 100], on: quantity).changes
        for (place, change) in zip([0, 50, 100], truth) {
            let ratio = try #require(change) / effects.changes[place]
            #expect(ratio > 0.98 && ratio < most * 1.02)
        }
    }

    @Test func `groups without records that count are refused, in the words of the quantity`() throws {
        let population = Population(.sum(c: 1))
        let negatives = population.groupB.filter { !population.examples.isPositive($0) }
        let refusal = #expect(throws: Refusal.self) {
            try Quantity(.equalOpportunity, of: population.groupA, minus: negatives, in: population.examples)
        }
        #expect(refusal?.description.contains("positive class") == true)
        #expect(throws: Refusal.self) { try Quantity(.loss, of: [], in: population.examples) }
    }

    @Test func `a subset's step is nearer to its retrain than the sum of its records' effects`() throws {
        let population = Population(.sum(c: 1))
        let fitted = try population.fitted()
        let quantity = try population.gap(.parity)
        let effects = try Influence(fitted, examples: population.examples, training: population.training)
            .effects(on: quantity)
        // The forty that narrow most.
        let order = population.training.sorted { effects.changes[$0] < effects.changes[$1] }
        let gone = Set(order.prefix(40))
        let retained = population.training.filter { !gone.contains($0) }
        let step = try OneStep.value(of: quantity, fitted, examples: population.examples, retained: retained)
        let model = LogisticRegression(population.recipe)
        let measured = try #require(
            try RemovalEffects(model, fitted, examples: population.examples, training: population.training)
                .together(order.prefix(40).sorted(), on: quantity))
        let sum = order.prefix(40).reduce(0) { $0 + effects.changes[$1] }
        #expect(abs(abs(step.expected) - abs(effects.value) - measured) < abs(sum - measured))
    }
}
