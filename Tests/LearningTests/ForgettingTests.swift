import Learning
import ModelSuite
import Records
import TestSupport
import Testing

/// Forgetting, then comparing, equals retraining without: within the two proven bounds, for any records in any order.
@Suite struct ForgettingTests {
    private struct Case {
        let sample: Sample
        let features: Features
        let model: LogisticRegression
        let before: LogisticRegression.Fitted
        let rows: [Int]

        init(seed: UInt64, form: LogisticRecipe.Form = .sum(c: 1), count: Int = 160) throws {
            var sample = Sample(count: count, seed: seed)
            // Duplicates: three records that are there twice.
            sample.rows += sample.rows[0..<3]
            sample.labels += sample.labels[0..<3]
            self.sample = sample
            var recipe = sample.recipe
            recipe.form = form
            features = try Features(recipe: recipe.features, table: sample.table)
            model = LogisticRegression(recipe)
            rows = Array(sample.rows.indices)
            before = try model.fit(features, labels: sample.labels, rows: rows)
        }

        func forget(_ removed: [Int], from fitted: LogisticRegression.Fitted, of rows: [Int]) throws -> (
            LogisticRegression.Fitted, retained: [Int]
        ) {
            let gone = Set(removed)
            let retained = rows.filter { !gone.contains($0) }
            let fitted = try model.forget(
                fitted, examples: Examples(features, sample.labels), retained: retained, removed: removed)
            return (fitted, retained)
        }

        func expectSame(_ forgotten: LogisticRegression.Fitted, _ retained: [Int], _ what: Comment) throws {
            let cold = try model.fit(features, labels: sample.labels, rows: retained)
            #expect(isSame(forgotten.weights, cold.weights), what)
            #expect(forgotten.bound < 1e-5 && cold.bound < 1e-5, "a bound that says something")
        }
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `forgetting any set of records is retraining without them`(_ seed: UInt64) throws {
        for form in [LogisticRecipe.Form.sum(c: 1), .mean(lambda: 0.02)] {
            let test = try Case(seed: seed, form: form)
            var random = Seeded(seed &* 77)
            let group = try test.sample.table.column(named: "group")
            let sets: [(Comment, [Int])] = [
                ("one record", [Int(random.next() % 160)]),
                ("ten records", Array(test.rows.shuffled(using: &random).prefix(10))),
                ("30 %", Array(test.rows.shuffled(using: &random).prefix(test.rows.count * 3 / 10))),
                ("a whole group", test.rows.filter { group.text($0) == "north" }),
                ("a biased batch", test.rows.filter { test.sample.labels[$0] && $0 % 5 != 0 }),
                ("one of two duplicates", [161]),
                ("both duplicates", [1, 161]),
            ]
            for (what, removed) in sets {
                let (forgotten, retained) = try test.forget(removed, from: test.before, of: test.rows)
                try test.expectSame(forgotten, retained, what)
            }
        }
    }

    @Test(arguments: 7...9 as ClosedRange<UInt64>)
    func `the order and the batches of forgetting do not matter`(_ seed: UInt64) throws {
        let test = try Case(seed: seed)
        var random = Seeded(seed)
        let removed = Array(test.rows.shuffled(using: &random).prefix(40))
        for batch in [1, 7, 40] {
            var (fitted, retained) = (test.before, test.rows)
            for start in stride(from: 0, to: 40, by: batch) {
                (fitted, retained) = try test.forget(
                    Array(removed[start..<min(start + batch, 40)]), from: fitted, of: retained)
            }
            try test.expectSame(fitted, retained, "batches of \(batch)")
        }
    }

    @Test func `forgetting nothing changes nothing`() throws {
        let test = try Case(seed: 10)
        let (after, _) = try test.forget([], from: test.before, of: test.rows)
        #expect(isSame(after.weights, test.before.weights))
        #expect(after.bound == test.before.bound)
    }

    @Test func `forgetting twice is harmless`() throws {
        let test = try Case(seed: 12)
        let (once, retained) = try test.forget([4, 9, 40], from: test.before, of: test.rows)
        let (twice, _) = try test.forget([4, 9, 40], from: once, of: retained)
        #expect(isSame(once.weights, twice.weights))
    }

    @Test func `forgetting everything or a whole class is refused`() throws {
        let test = try Case(seed: 13)
        #expect(throws: Refusal.self) { try test.forget(test.rows, from: test.before, of: test.rows) }
        for label in [true, false] {
            let removed = test.rows.filter { test.sample.labels[$0] == label }
            #expect(throws: Refusal.self) { try test.forget(removed, from: test.before, of: test.rows) }
        }
    }

    @Test func `the model did know the records before`() throws {
        let test = try Case(seed: 14)
        let (after, _) = try test.forget(Array(0..<20), from: test.before, of: test.rows)
        #expect(distance(after.weights, test.before.weights) > 100 * (after.bound + test.before.bound))
    }

    @Test func `a feature that only forgotten records had has a weight of exactly 0`() throws {
        let test = try Case(seed: 15)
        let group = try test.sample.table.column(named: "group")
        let (after, _) = try test.forget(
            test.rows.filter { group.text($0) == "west" }, from: test.before, of: test.rows)
        let column = try #require((0..<test.features.dimension).first { test.features.key(of: $0) == "c:group=west" })
        #expect(test.before.weights[column] != 0)
        #expect(after.weights[column] == 0)
    }
}
