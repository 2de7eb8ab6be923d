import Learning
import ModelSuite
import Records
import TestSupport
import Testing

@Suite struct FairLogisticTests {
    private struct Case {
        let examples: Examples
        let rows: [Int]
        let recipe: ModelRecipe

        init(_ fair: FairRecipe, seed: UInt64 = 3) throws {
            let sample = Sample(count: 300, seed: seed)
            let table = MemoryTable(
                columnNames: sample.names + ["label"],
                rows: zip(sample.rows, sample.labels).map { $0 + [$1 ? "yes" : "no"] })
            var fair = fair
            fair.groups = GroupSides(column: "group", first: "north", second: "south")
            recipe = Conformance.recipe(.fairLogistic(fair))
            rows = Array(0..<300)
            examples = try Examples(
                recipe: recipe, table: table, ids: rows.map { RecordID(high: UInt64($0), low: 0) })
        }

        /// The difference of the groups' mean margins.
        func gap(_ fitted: some FittedModel, among positives: Bool = false) -> Double {
            func mean(_ side: UInt8) -> Double {
                let own = rows.filter { examples.sides[$0] == side && (!positives || examples.isPositive($0)) }
                return fitted.margins(examples, rows: own).reduce(0, +) / Double(own.count)
            }
            return mean(1) - mean(2)
        }
    }

    @Test func `without a penalty it is the logistic regression, bit for bit`() throws {
        let test = try Case(FairRecipe(gapPenalty: 0))
        let fair = try FairLogistic(test.recipe).fit(test.examples, rows: test.rows)
        var recipe = test.recipe
        recipe.family = .logistic(LogisticRecipe())
        let plain = try LogisticRegression(recipe).fit(test.examples, rows: test.rows)
        #expect(fair.parameters(test.examples) == plain.parameters(test.examples))
    }

    @Test(arguments: FairRecipe.Among.allCases)
    func `the more a gap costs the smaller it is`(_ among: FairRecipe.Among) throws {
        let gaps = try [0.0, 10, 1000, 100_000].map { penalty in
            let test = try Case(FairRecipe(gapPenalty: penalty, among: among))
            let fitted = try FairLogistic(test.recipe).fit(test.examples, rows: test.rows)
            #expect(fitted.solution.bound < 1e-6)
            return abs(test.gap(fitted, among: among == .positives))
        }
        #expect(gaps[0] > 0.3)
        #expect(zip(gaps, gaps.dropFirst()).allSatisfy { $0 > $1 })
        #expect(gaps[3] < 0.01 * gaps[0])
    }

    @Test func `slopes are those of retrains, what a record does to its group's mean included`() throws {
        let test = try Case(FairRecipe(gapPenalty: 30, grid: 34))
        let model = FairLogistic(test.recipe)
        let fitted = try model.fit(test.examples, rows: test.rows)
        let near = fitted.neighbourhood(test.examples, rows: test.rows)
        // At the optimum, but for the grid.
        #expect(Vectors.norm(near.gradient) < 1e-6)
        let inverse = try #require(
            try InverseHessian(near, features: test.examples.features, outputs: 1, rows: test.rows))
        var random = Seeded(9)
        let direction = near.gradient.map { _ in random.fraction() - 0.5 }
        let slope = near.slopes(inverse.times(direction))
        for row in stride(from: 0, to: 300, by: 23) {
            let other = try model.fit(test.examples, rows: test.rows.filter { $0 != row })
            let moved = Vectors.dot(direction, zip(other.weights, fitted.weights).map { $0 - $1 })
            #expect(abs(slope(row) - moved) < 0.15 * abs(moved) + 2e-4, "row \(row)")
        }
    }

    @Test func `a recipe without two groups is refused with what to write`() throws {
        var recipe = Conformance.recipe(.fairLogistic(FairRecipe()))
        let refusal = #expect(throws: Refusal.self) { try recipe.validate() }
        #expect(refusal?.nextStep.contains("\"groups\"") == true)
        recipe.family = recipe.family.grouped(by: GroupSides(column: "group", first: "a", second: "a"))
        #expect(throws: Refusal.self) { try recipe.validate() }
        recipe.family = recipe.family.grouped(by: GroupSides(column: "group", first: "a", second: "b"))
        try recipe.validate()
        // A family that looks at no groups is as it was.
        let plain = Family.logistic(LogisticRecipe())
        #expect(plain.grouped(by: GroupSides(column: "group", first: "a", second: "b")) == plain)
    }
}
