import Foundation
import Records
import TestSupport
import Testing

@testable import Learning

@Suite struct RidgeRegressionTests {
    private func recipe(lambda: Double = 1, scale: Int = 24) -> ModelRecipe {
        ModelRecipe(
            family: .ridge(RidgeRecipe(lambda: lambda, scale: scale)), features: FeatureRecipe(),
            target: Target(column: "amount", positive: .atLeast(0.5)))
    }

    private func examples(_ rows: [[Double]], _ targets: [Double], threshold: Double = 0.5) -> Examples {
        let features = Features(
            rows: rows.map { row in row.enumerated().map { ($0, $1) } }, dimension: rows.first?.count ?? 0)
        return Examples(
            ids: NaiveBayesTests.ids(rows.count), response: .numbers(targets, threshold: threshold), features: features)
    }

    // MARK: Solutions

    @Test func `one feature is solved by hand`() throws {
        let data = examples([[1], [2], [7]], [1, 2, -40])
        let model = RidgeRegression(recipe())
        let full = try model.fit(data, rows: [0, 1, 2])
        #expect(full.weights == [-275.0 / 55])
        let after = try model.forget(full, examples: data, retained: [0, 1], removed: [2])
        // Σxy / (Σxx + 1).
        #expect(after.weights == [5.0 / 6])
        #expect(after.margins(data, rows: [1]) == [10.0 / 6 - 0.5])
        #expect(after.probability(ofMargin: 0) == 0.5)
        #expect(after.probability(ofMargin: 0.25) == 0.75)
        #expect(after.probability(ofMargin: 3) == 1)
        #expect(after.probability(ofMargin: -3) == 0)
    }

    @Test func `weights are scikit-learn's`() throws {
        let data = Examples(
            ids: NaiveBayesTests.ids(16), response: .numbers(BayesReference.targets, threshold: 0),
            features: BayesReference.features())
        let model = RidgeRegression(recipe(lambda: 0.75))
        let rows = Array(0..<16)
        let full = try model.fit(data, rows: rows)
        let after = try model.forget(
            full, examples: data, retained: rows.filter { !BayesReference.forgotten.contains($0) },
            removed: BayesReference.forgotten)
        for (what, fitted) in [("all", full), ("kept", after)] {
            let truth = try #require(BayesReference.ridge[what])
            for (own, other) in zip(fitted.weights, truth) { #expect(abs(own - other) < 1e-12, "\(what)") }
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `features that are all but the same are solved to the last digits`(_ seed: UInt64) throws {
        // Columns a, a + 2⁻¹⁷b, c and a thousandth of a + c: XᵀX has a condition number beyond 10¹⁰. The targets are their
        // sums with whole weights, so that least squares has these as its exact solution.
        var random = Seeded(seed)
        func eighths() -> Double { Double(Int(random.next() % 65) - 32) / 8 }
        let truth = (0..<4).map { _ in Double(Int(random.next() % 19) - 9) }
        let rows = (0..<30).map { _ in
            let (a, b, c, d) = (eighths(), eighths(), eighths(), eighths())
            return [a, a + 0x1p-17 * b, c, 0x1p-10 * (a + c) + 0x1p-12 * d]
        }
        let targets = rows.map { row in zip(row, truth).reduce(0) { $0 + $1.0 * $1.1 } }
        let data = examples(rows, targets)
        let fitted = try RidgeRegression(recipe(lambda: 0)).fit(data, rows: Array(0..<30))
        for (own, other) in zip(fitted.weights, truth) { #expect(abs(own - other) <= 1e-14 * max(1, abs(other))) }
        // What one solve in double precision makes of it.
        var matrix = Array(repeating: 0.0, count: 16)
        var right = Array(repeating: 0.0, count: 4)
        for (row, target) in zip(rows, targets) {
            for i in 0..<4 {
                right[i] += row[i] * target
                for j in 0..<4 { matrix[4 * i + j] += row[i] * row[j] }
            }
        }
        let plain = try #require(try Cholesky(matrix, size: 4)).solve(right)
        #expect(zip(plain, truth).contains { abs($0 - $1) > 1e-11 }, "the problem is hard")
    }

    @Test func `values of very different sizes are solved alike`() throws {
        let data = examples([[1e-4, 6e6], [3e-4, -2e6], [-2e-4, 1e6]], [1, 2, 3])
        let model = RidgeRegression(recipe(lambda: 1e-12, scale: 24))
        let weights = try model.fit(data, rows: [0, 1, 2]).weights
        // The same in whole multiples of 2⁻²⁴: 1678, 5033 and −3355.
        let x = [1678.0, 5033, -3355].map { $0 * 0x1p-24 }
        let (z, y) = ([6e6, -2e6, 1e6], [1.0, 2, 3])
        let (xx, xz, zz) = (Vectors.dot(x, x) + 1e-12, Vectors.dot(x, z), Vectors.dot(z, z))
        let (xy, zy) = (Vectors.dot(x, y), Vectors.dot(z, y))
        let determinant = xx * zz - xz * xz
        #expect(abs(weights[0] / ((xy * zz - zy * xz) / determinant) - 1) < 1e-12)
        #expect(abs(weights[1] / ((zy * xx - xy * xz) / determinant) - 1) < 1e-12)
    }

    // MARK: Forgetting

    @Test func `forgetting is a cold fit on a table without the records`() throws {
        let recipe = Survey.recipe(.ridge(RidgeRecipe()), classes: .two)
        for seed in 1...320 as ClosedRange<UInt64> {
            let survey = Survey(count: 20 + Int(seed % 30), classes: 2, seed: seed)
            try expectExactForgetting(RidgeRegression(recipe), survey, recipe: recipe, seed: seed &* 37)
        }
    }

    @Test func `nothing of a feature that only forgotten records had is published`() throws {
        var survey = Survey(count: 40, classes: 2, seed: 6)
        survey.rows[7][2] = "zenith"
        let recipe = Survey.recipe(.ridge(RidgeRecipe()), classes: .two)
        let examples = try survey.examples(recipe)
        let model = RidgeRegression(recipe)
        let rows = Array(survey.rows.indices)
        let zenith = rows.filter { survey.rows[$0][2] == "zenith" }
        let full = try model.fit(examples, rows: rows)
        let after = try model.forget(
            full, examples: examples, retained: rows.filter { !zenith.contains($0) }, removed: zenith)
        #expect(full.parameters(examples).holdsText("zenith"))
        #expect(!after.parameters(examples).holdsText("zenith"))
        let column = try #require(
            (0..<examples.features.dimension).first { examples.features.key(of: $0) == "c:region=zenith" })
        #expect(full.weights[column] != 0)
        #expect(after.weights[column].bitPattern == 0)
    }

    @Test func `rows that come back are learned again`() throws {
        let recipe = Survey.recipe(.ridge(RidgeRecipe()), classes: .two)
        let survey = Survey(count: 30, classes: 2, seed: 3)
        let examples = try survey.examples(recipe)
        let model = RidgeRegression(recipe)
        let all = Array(survey.rows.indices)
        let cold = try model.fit(examples, rows: all).parameters(examples)
        for some in [Array(2..<30), [0]] {
            let fitted = try model.fit(examples, rows: some)
            let after = try model.forget(fitted, examples: examples, retained: all, removed: [])
            #expect(after.parameters(examples) == cold)
        }
    }

    @Test func `the bits are the same on any number of cores`() throws {
        var random = Seeded(9)
        let rows = (0..<12_000).map { _ in
            (0..<6).map { (column: 3 * $0 + Int(random.next() % 3), value: random.fraction() - 0.5) }
        }
        let data = Examples(
            ids: NaiveBayesTests.ids(12_000),
            response: .numbers(rows.map { $0[0].value * 5 + random.fraction() }, threshold: 0),
            features: Features(rows: rows, dimension: 18))
        #expect(9_000 * 28 > RowSums.worthwhile, "several cores are worth it")
        let model = RidgeRegression(recipe())
        let results = try [1, 2, 4].map { cores in
            try Parallel.$width.withValue(cores) {
                let full = try model.fit(data, rows: Array(0..<12_000))
                let rest = Array(9_000..<12_000)
                let after = try model.forget(full, examples: data, retained: rest, removed: Array(0..<9_000))
                #expect(after.parameters(data) == (try model.fit(data, rows: rest)).parameters(data))
                return (full.parameters(data) + after.parameters(data), full.weights + after.weights)
            }
        }
        #expect(results[0].0 == results[1].0 && results[0].0 == results[2].0)
        #expect(results[0].1 == results[1].1 && results[0].1 == results[2].1)
    }

    @Test func `the guarantee is the same bits, of whatever is looked at`() throws {
        let data = examples([[1], [2]], [1, 0])
        let fitted = try RidgeRegression(recipe()).fit(data, rows: [0, 1])
        #expect(
            fitted.guarantee(data, digest: "d", rows: [0])
                == Guarantee(kind: .bitIdentical, digest: "d", certifiedShare: 1))
        #expect(fitted.guarantee(data, digest: "d", rows: []).certifiedShare == nil)
    }

    @Test func `a cancelled solve ends`() throws {
        let data = examples([[1], [2]], [1, 0])
        let model = RidgeRegression(recipe())
        let full = try model.fit(data, rows: [0, 1])
        let cancelled = Work(cancellation: Cancellation { true })
        #expect(throws: CancellationError.self) { try model.fit(data, rows: [0, 1], work: cancelled) }
        #expect(throws: CancellationError.self) {
            try model.forget(full, examples: data, retained: [0], removed: [1], work: cancelled)
        }
    }

    // MARK: Refusals

    @Test func `least squares without a unique solution is refused`() throws {
        let twins = examples([[1, 1, 2], [2, 2, 1], [3, 3, 5], [4, 4, 1]], [1, 2, 3, 4])
        let rows = [0, 1, 2, 3]
        let said = refusalText { _ = try RidgeRegression(recipe(lambda: 0)).fit(twins, rows: rows) }
        #expect(said.contains("no unique weights fit the 4 records") && said.contains("λ above 0"), "\(said)")
        #expect(throws: Refusal.self) { try RidgeRegression(recipe(lambda: 1e-25)).fit(twins, rows: rows) }
        let weights = try RidgeRegression(recipe(lambda: 1e-9)).fit(twins, rows: rows).weights
        #expect(weights[0] == weights[1] && abs(weights[0] - 0.5) < 1e-6)
        // Below half a unit: the whole number is 0.
        let faint = examples([[0x1p-30], [0x1p-30]], [1, 2])
        #expect(throws: Refusal.self) { try RidgeRegression(recipe(lambda: 0)).fit(faint, rows: [0, 1]) }
        #expect(try RidgeRegression(recipe()).fit(faint, rows: [0, 1]).weights == [0])
    }

    @Test func `forgetting down to no unique solution is refused`() throws {
        let data = examples([[1, 2], [2, 1], [3, 5]], [1, 2, 3])
        let model = RidgeRegression(recipe(lambda: 0))
        let full = try model.fit(data, rows: [0, 1, 2])
        #expect(throws: Refusal.self) {
            try model.forget(full, examples: data, retained: [2], removed: [0, 1])
        }
        #expect(throws: Refusal.self) { try model.forget(full, examples: data, retained: [], removed: [0, 1, 2]) }
    }

    @Test func `missing targets are counted`() {
        let data = examples([[1], [2], [3], [4]], [1, .nan, .infinity, 2])
        let said = refusalText { _ = try RidgeRegression(recipe()).fit(data, rows: [0, 1, 2, 3]) }
        #expect(said.contains("2 of the 4 records") && said.contains("'amount'"), "\(said)")
        #expect(throws: Never.self) { try RidgeRegression(recipe()).fit(data, rows: [0, 3]) }
    }

    @Test func `values and targets that can't be summed are refused by name`() throws {
        let model = RidgeRegression(recipe())
        for value in [Double.nan, .infinity, 8_388_609] {
            let said = refusalText { _ = try model.fit(examples([[1, 2], [value, 3]], [1, 2]), rows: [0, 1]) }
            #expect(said.contains("'x:0' is \(value)"), "\(said)")
        }
        let said = refusalText { _ = try model.fit(examples([[1], [2]], [1, -8_388_609]), rows: [0, 1]) }
        #expect(said.contains("'amount' is -8388609.0") && said.contains("±8388608.0"), "\(said)")
        let limit = 8_388_608.0
        let data = examples([[limit], [-limit], [1]], [limit, -limit, 1])
        let full = try model.fit(data, rows: [0, 1, 2])
        let after = try model.forget(full, examples: data, retained: [1, 2], removed: [0])
        #expect(after.parameters(data) == (try model.fit(data, rows: [1, 2])).parameters(data))
    }

    @Test func `more than 4,096 features are refused, those without records not counted`() throws {
        let wide = RidgeRegression.widest + 1
        let features = Features(
            rows: [(0..<wide).map { ($0, 1) }, [(3, 1), (wide - 1, 2)]], dimension: wide)
        let data = Examples(
            ids: NaiveBayesTests.ids(2), response: .numbers([1, 2], threshold: 1), features: features)
        let said = refusalText { _ = try RidgeRegression(recipe()).fit(data, rows: [0, 1]) }
        #expect(said.contains("these records have 4097") && said.contains("'logistic'"), "\(said)")
        #expect(try RidgeRegression(recipe()).fit(data, rows: [1]).weights.count { $0 != 0 } == 2)
    }

    @Test func `a response of classes is refused`() {
        let data = Examples(
            ids: NaiveBayesTests.ids(2), response: Response(isPositive: [true, false]),
            features: Features(rows: [[(0, 1)], [(0, 2)]], dimension: 1))
        let said = refusalText { _ = try RidgeRegression(recipe()).fit(data, rows: [0, 1]) }
        #expect(said.contains("'amount'") && said.contains("'logistic'"), "\(said)")
    }
}
