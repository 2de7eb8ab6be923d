import Foundation
import Records
import TestSupport
import Testing

@testable import Learning

@Suite struct NaiveBayesTests {
    static let events = BayesRecipe.Event.allCases

    private func recipe(_ event: BayesRecipe.Event, smoothing: Double? = nil, scale: Int = 24) -> ModelRecipe {
        ModelRecipe(
            family: .bayes(BayesRecipe(event: event, smoothing: smoothing, scale: scale)), features: FeatureRecipe(),
            target: Target(column: "verdict", positive: .value("yes")))
    }

    private func examples(_ rows: [[Double]], _ isPositive: [Bool]) -> Examples {
        examples(rows, Response(isPositive: isPositive))
    }

    private func examples(_ rows: [[Double]], _ response: Response) -> Examples {
        let features = Features(
            rows: rows.map { row in row.enumerated().map { ($0, $1) } }, dimension: rows.first?.count ?? 0)
        return Examples(ids: Self.ids(rows.count), response: response, features: features)
    }

    static func ids(_ count: Int) -> [RecordID] { (0..<count).map { RecordID(high: 0, low: UInt64($0)) } }

    // MARK: By hand

    @Test func `multinomial counts words, by hand`() throws {
        // a, b, and c, which only the last record has.
        let data = examples([[2, 0, 0], [1, 1, 0], [0, 3, 0], [0, 0, 1]], [true, true, false, false])
        let model = NaiveBayes(recipe(.multinomial))
        let full = try model.fit(data, rows: [0, 1, 2, 3])
        // θ₊ = (4, 2, 1)/7, θ₋ = (1, 4, 2)/7; the priors are the same.
        #expect(abs(full.margins(data, rows: [0])[0] - 2 * log(4)) < 1e-14)
        let after = try model.forget(full, examples: data, retained: [0, 1, 2], removed: [3])
        // Two features are left: θ₊ = (4, 2)/6, θ₋ = (1, 4)/5.
        let margins = after.margins(data, rows: [0, 2, 3])
        #expect(abs(margins[0] - (log(2) + 2 * log(10.0 / 3))) < 1e-14)
        #expect(abs(margins[1] - (log(2) + 3 * log(5.0 / 12))) < 1e-14)
        #expect(abs(margins[2] - log(2)) < 1e-15, "a feature that nobody has left says nothing")
        #expect(abs(after.probability(ofMargin: margins[2]) - 2.0 / 3) < 1e-15)
    }

    @Test func `bernoulli counts records, by hand`() throws {
        let data = examples([[2, 0, 0], [1, 1, 0], [0, 3, 0], [0, 0, 1]], [true, true, false, false])
        let model = NaiveBayes(recipe(.bernoulli))
        let full = try model.fit(data, rows: [0, 1, 2, 3])
        let after = try model.forget(full, examples: data, retained: [0, 1, 2], removed: [3])
        // p₊ = (3/4, 1/2), p₋ = (1/3, 2/3).
        let margins = after.margins(data, rows: [0, 2])
        #expect(abs(margins[0] - (log(2) + log(9.0 / 4) + log(3.0 / 2))) < 1e-14)
        #expect(abs(margins[1] - (log(2) + log(3.0 / 8) + log(3.0 / 4))) < 1e-14)
    }

    @Test func `a negative value is not there for bernoulli`() throws {
        let negative = examples([[-2, 1], [1, 1], [-1, 2]], [true, true, false])
        let absent = examples([[0, 1], [1, 1], [0, 2]], [true, true, false])
        let model = NaiveBayes(recipe(.bernoulli))
        let (a, b) = (try model.fit(negative, rows: [0, 1, 2]), try model.fit(absent, rows: [0, 1, 2]))
        #expect(a.margins(negative, rows: [0, 1, 2]) == b.margins(absent, rows: [0, 1, 2]))
    }

    @Test func `gaussian has a mean and a variance a class, by hand`() throws {
        let data = examples([[1], [3], [-1], [-3], [9]], [true, true, false, false, true])
        let model = NaiveBayes(recipe(.gaussian, smoothing: 0.2))
        let full = try model.fit(data, rows: [0, 1, 2, 3, 4])
        let after = try model.forget(full, examples: data, retained: [0, 1, 2, 3], removed: [4])
        // Means ±2, variances 1, and a fifth of the variance of all four, 5: the margin is 2x.
        #expect(after.margins(data, rows: [0, 1, 2, 3, 4]) == [2, 6, -2, -6, 18])
        #expect(full.margins(data, rows: [0]) != [2])
    }

    @Test func `a feature that is always the same leaves no rounding behind`() throws {
        // A variance of 10⁻⁹: every record is 10⁹ away from a feature of 0, and exactly at the feature's mean.
        let plain = examples([[1, 0], [3, 0], [-1, 0], [-3, 0]], [true, true, false, false])
        let constant = examples([[1, 1], [3, 1], [-1, 1], [-3, 1]], [true, true, false, false])
        let model = NaiveBayes(recipe(.gaussian))
        let rows = [0, 1, 2, 3]
        let (a, b) = (try model.fit(plain, rows: rows), try model.fit(constant, rows: rows))
        #expect(a.margins(plain, rows: rows) == b.margins(constant, rows: rows))
    }

    // MARK: By another implementation

    @Test(arguments: events)
    func `margins are scikit-learn's`(_ event: BayesRecipe.Event) throws {
        let features = BayesReference.features(counts: event == .multinomial)
        let rows = Array(0..<16)
        let retained = rows.filter { !BayesReference.forgotten.contains($0) }
        let model = NaiveBayes(recipe(event, smoothing: event == .gaussian ? 0.01 : 0.5))
        let responses = [
            "two": Response(isPositive: BayesReference.classes.map { $0 == 1 }),
            "three": .classes(codes: BayesReference.classes, names: ["no", "yes", "maybe"], positive: 1),
        ]
        for (name, response) in responses {
            let data = Examples(ids: Self.ids(16), response: response, features: features)
            let full = try model.fit(data, rows: rows)
            let after = try model.forget(full, examples: data, retained: retained, removed: BayesReference.forgotten)
            for (what, fitted) in [("all", full), ("kept", after)] {
                let truth = try #require(BayesReference.margins["\(event) \(what) \(name)"])
                for (own, other) in zip(fitted.margins(data, rows: rows), truth) {
                    #expect(abs(own - other) < 1e-9 * max(1, abs(other)), "\(event) \(what) \(name)")
                }
            }
        }
    }

    // MARK: Forgetting

    @Test(arguments: events, [2, 4])
    func `forgetting is a cold fit on a table without the records`(_ event: BayesRecipe.Event, _ classes: Int) throws {
        let recipe = Survey.recipe(
            .bayes(BayesRecipe(event: event)), classes: classes == 2 ? .two : .all, counts: event == .multinomial)
        for seed in 1...160 as ClosedRange<UInt64> {
            let survey = Survey(count: 20 + Int(seed % 30), classes: classes, seed: seed)
            try expectExactForgetting(NaiveBayes(recipe), survey, recipe: recipe, seed: seed &* 31)
        }
    }

    @Test(arguments: events)
    func `nothing of a feature that only forgotten records had is published`(_ event: BayesRecipe.Event) throws {
        var survey = Survey(count: 40, classes: 2, seed: 5)
        survey.rows[7][2] = "zenith"
        survey.rows[9][2] = "zenith"
        let recipe = Survey.recipe(
            .bayes(BayesRecipe(event: event)), classes: .two, counts: event == .multinomial)
        let examples = try survey.examples(recipe)
        let model = NaiveBayes(recipe)
        let rows = Array(survey.rows.indices)
        let full = try model.fit(examples, rows: rows)
        let zenith = rows.filter { survey.rows[$0][2] == "zenith" }
        var retained = rows.filter { $0 != zenith[0] }
        let half = try model.forget(full, examples: examples, retained: retained, removed: [zenith[0]])
        retained.removeAll { zenith.contains($0) }
        let none = try model.forget(half, examples: examples, retained: retained, removed: Array(zenith[1...]))
        #expect(full.parameters(examples).holdsText("zenith") && half.parameters(examples).holdsText("zenith"))
        #expect(!none.parameters(examples).holdsText("zenith"))
    }

    @Test(arguments: events)
    func `rows that come back are learned again`(_ event: BayesRecipe.Event) throws {
        let recipe = Survey.recipe(.bayes(BayesRecipe(event: event)), classes: .all, counts: event == .multinomial)
        let survey = Survey(count: 30, classes: 4, seed: 3)
        let examples = try survey.examples(recipe)
        let model = NaiveBayes(recipe)
        let some = try model.fit(examples, rows: Array(4..<30).filter { survey.rows[$0][4] != "never" } + [30])
        let all = Array(survey.rows.indices)
        let after = try model.forget(some, examples: examples, retained: all, removed: [])
        #expect(after.parameters(examples) == (try model.fit(examples, rows: all)).parameters(examples))
    }

    @Test(arguments: events)
    func `the bits are the same on any number of cores`(_ event: BayesRecipe.Event) throws {
        var random = Seeded(8)
        let rows = (0..<20_000).map { _ in
            (0..<8).map { (column: 3 * $0 + Int(random.next() % 3), value: random.fraction() + 0.01) }
        }
        let data = Examples(
            ids: Self.ids(20_000), response: Response(isPositive: rows.map { $0[0].value + $0[1].value > 1 }),
            features: Features(rows: rows, dimension: 24))
        #expect(17_000 * 8 > RowSums.worthwhile, "several cores are worth it")
        let model = NaiveBayes(recipe(event))
        let all = Array(0..<20_000)
        let results = try [1, 2, 4].map { cores in
            try Parallel.$width.withValue(cores) {
                let full = try model.fit(data, rows: all)
                let rest = Array(17_000..<20_000)
                let after = try model.forget(full, examples: data, retained: rest, removed: Array(0..<17_000))
                #expect(after.parameters(data) == (try model.fit(data, rows: rest)).parameters(data))
                return full.parameters(data) + after.parameters(data)
            }
        }
        #expect(results[0] == results[1] && results[0] == results[2])
    }

    @Test func `the guarantee is the same bits, of whatever is looked at`() throws {
        let data = examples([[1], [2]], [true, false])
        let fitted = try NaiveBayes(recipe(.multinomial)).fit(data, rows: [0, 1])
        let guarantee = fitted.guarantee(data, digest: "d", rows: [0])
        #expect(guarantee == Guarantee(kind: .bitIdentical, digest: "d", certifiedShare: 1))
        #expect(fitted.guarantee(data, digest: "d", rows: []).certifiedShare == nil)
    }

    @Test func `a cancelled count ends`() throws {
        let data = examples([[1], [2]], [true, false])
        let cancelled = Work(cancellation: Cancellation { true })
        #expect(throws: CancellationError.self) {
            try NaiveBayes(recipe(.gaussian)).fit(data, rows: [0, 1], work: cancelled)
        }
    }

    // MARK: Refusals

    @Test func `a negative count is refused by name`() {
        let data = examples([[1, 2], [1, -0.5]], [true, false])
        let said = refusalText { _ = try NaiveBayes(recipe(.multinomial)).fit(data, rows: [0, 1]) }
        #expect(said.contains("'x:1' is -0.5") && said.contains("'gaussian'"), "\(said)")
        #expect(throws: Never.self) { try NaiveBayes(recipe(.gaussian)).fit(data, rows: [0, 1]) }
    }

    @Test(arguments: events)
    func `a value that is not finite is refused by name`(_ event: BayesRecipe.Event) {
        for value in [Double.nan, .infinity, -.infinity] {
            let data = examples([[1, 2], [value, 3]], [true, false])
            let said = refusalText { _ = try NaiveBayes(recipe(event)).fit(data, rows: [0, 1]) }
            #expect(said.contains("'x:0' is \(value)"), "\(said)")
        }
    }

    @Test(arguments: [BayesRecipe.Event.multinomial, .gaussian])
    func `values are exact up to a limit, and refused beyond it`(_ event: BayesRecipe.Event) throws {
        let model = NaiveBayes(recipe(event))
        let limit = 8_388_608.0
        let data = examples([[limit, 1], [limit, 2], [1, 3]], [true, false, true])
        let full = try model.fit(data, rows: [0, 1, 2])
        let after = try model.forget(full, examples: data, retained: [1, 2], removed: [0])
        #expect(after.parameters(data) == (try model.fit(data, rows: [1, 2])).parameters(data))
        let said = refusalText {
            _ = try model.fit(examples([[limit.nextUp], [1]], [true, false]), rows: [0, 1])
        }
        #expect(said.contains("'x:0' is 8388608.000000002 ") && said.contains("±8388608.0"), "\(said)")
        #expect(throws: Never.self) {
            try NaiveBayes(recipe(event, scale: 10)).fit(examples([[1e11], [1]], [true, false]), rows: [0, 1])
        }
    }

    @Test func `no records, and records of one class, are refused`() throws {
        let model = NaiveBayes(recipe(.multinomial))
        let data = examples([[1], [2], [3]], [true, false, false])
        let full = try model.fit(data, rows: [0, 1, 2])
        #expect(refusalText { _ = try model.fit(data, rows: []) }.contains("No record would be left"))
        #expect(refusalText { _ = try model.fit(data, rows: [1, 2]) }.contains("No record of the 2"))
        #expect(refusalText { _ = try model.fit(data, rows: [0]) }.contains("Every record of the 1"))
        for (retained, what) in [([], "No record would be left"), ([1, 2], "'positive'"), ([0], "'negative'")] {
            let removed = [0, 1, 2].filter { !retained.contains($0) }
            let said = refusalText {
                _ = try model.forget(full, examples: data, retained: retained, removed: removed)
            }
            #expect(said.contains(what), "\(said)")
        }
    }

    @Test func `a class of several that would be gone is refused by name`() throws {
        let response = Response.classes(codes: [0, 1, 2, 1], names: ["no", "yes", "maybe"], positive: 1)
        let data = examples([[1], [2], [3], [4]], response)
        let model = NaiveBayes(recipe(.gaussian))
        let full = try model.fit(data, rows: [0, 1, 2, 3])
        let said = refusalText { _ = try model.forget(full, examples: data, retained: [0, 1, 3], removed: [2]) }
        #expect(said.contains("'maybe'"), "\(said)")
        let without = try model.fit(data, rows: [0, 1, 3])
        #expect(!without.parameters(data).holdsText("maybe"))
    }

    @Test func `a response of numbers is refused`() {
        let data = examples([[1], [2]], .numbers([1, 2], threshold: 1.5))
        let said = refusalText { _ = try NaiveBayes(recipe(.gaussian)).fit(data, rows: [0, 1]) }
        #expect(said.contains("'verdict'") && said.contains("'ridge'"), "\(said)")
    }

    @Test func `gaussian features that never vary are refused`() {
        let data = examples([[1], [1], [1]], [true, false, true])
        let said = refusalText { _ = try NaiveBayes(recipe(.gaussian)).fit(data, rows: [0, 1, 2]) }
        #expect(said.contains("No feature varies among the 3"), "\(said)")
    }

    @Test func `more sums than fit the memory are refused`() {
        let features = Features(rows: [[(0, 1)], [(1, 1)]], dimension: NaiveBayes.largest / 2 + 1)
        let data = Examples(ids: Self.ids(2), response: Response(isPositive: [true, false]), features: features)
        let said = refusalText { _ = try NaiveBayes(recipe(.multinomial)).fit(data, rows: [0, 1]) }
        #expect(said.contains("16777217 features"), "\(said)")
    }

    // MARK: Whole numbers

    @Test func `sums of as many records as can be do not overflow`() {
        let (records, q) = (1 << 32, Int128(FixedPoint.largest))
        let squares = Int128(records) * q * q
        #expect(BayesScores.variance(records, sum: Int128(records) * q, squares: squares) == 0)
        #expect(BayesScores.variance(records, sum: -Int128(records) * q, squares: squares) == 0)
        #expect(BayesScores.variance(records, sum: 0, squares: squares) == 0x1p94)
        // One record apart from all others.
        let apart = BayesScores.variance(records, sum: Int128(records - 2) * q, squares: squares)
        #expect(abs(apart / (4 * 0x1p94 / 0x1p32) - 1) < 1e-9)
    }

    @Test func `a variance is right to the last bits, however far from 0 the values are`() {
        var random = Seeded(4)
        for _ in 0..<500 {
            let n = 2 + Int(random.next() % 40)
            let center = Int128(Int64(bitPattern: random.next()) >> 17)
            let offsets = (0..<n).map { _ in Int128(random.next() % 1000) }
            let (sum, squares) = offsets.reduce((Int128(0), Int128(0))) { total, offset in
                (total.0 + center + offset, total.1 + (center + offset) * (center + offset))
            }
            let plain = offsets.reduce((Int128(0), Int128(0))) { ($0.0 + $1, $0.1 + $1 * $1) }
            let truth = Double(Int128(n) * plain.1 - plain.0 * plain.0) / Double(n * n)
            #expect(abs(BayesScores.variance(n, sum: sum, squares: squares) - truth) <= 4 * truth.ulp)
        }
    }
}
