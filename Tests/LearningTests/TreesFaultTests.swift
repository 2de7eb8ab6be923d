import Records
import TestSupport
import Testing

@testable import Learning

/// What published tree unlearning gets wrong, one test a fault.
@Suite struct TreesFaultTests {
    /// One number column with the values 1, 2, …, and two classes.
    private func examples(_ count: Int, seed: UInt64, isPositive: (Int) -> Bool) -> Examples {
        var random = Seeded(seed)
        return Examples(
            ids: (0..<count).map { _ in RecordID(high: random.next(), low: random.next()) },
            response: Response(isPositive: (0..<count).map(isPositive)),
            columns: [.numbers(name: "x", (0..<count).map { Double($0 + 1) })])
    }

    private func forest(_ fitted: ExtraTrees.Fitted, _ examples: Examples) throws -> PublishedForest {
        try PublishedForest(fitted.parameters(examples))
    }

    @Test func `a threshold goes with the last record that had its value`() throws {
        let table = examples(40, seed: 1) { $0 % 3 == 0 }
        let model = ExtraTrees(TreesSample.recipe(TreesRecipe(trees: 3, candidates: 2, share: 1)))
        let before = try model.fit(table, rows: Array(0..<40))
        var used = 0
        for row in 0..<40 {
            let value = Double(row + 1)
            let after = try model.forget(
                before, examples: table, retained: (0..<40).filter { $0 != row }, removed: [row])
            let has = { (forest: PublishedForest) in
                forest.trees.contains { $0?.thresholds.contains { $0.threshold == value } ?? false }
            }
            if has(try forest(before, table)) { used += 1 }
            #expect(!has(try forest(after, table)))
        }
        #expect(used > 20, "most values were thresholds before")
    }

    @Test func `candidates after a deletion are drawn as if the record had never been there`() throws {
        // One candidate and one split: the root's threshold is the value of the record with the least hash.
        let table = examples(8, seed: 2) { $0 % 2 == 0 }
        let recipe = TreesRecipe(trees: 3000, depth: 1, candidates: 1, share: 1)
        let model = ExtraTrees(TreesSample.recipe(recipe))
        let retained = [0, 1, 2, 4, 5, 6, 7]
        let after = try model.forget(
            try model.fit(table, rows: Array(0..<8)), examples: table, retained: retained, removed: [3])
        let cold = try model.fit(table, rows: retained)
        let forgotten = try forest(after, table)
        #expect(forgotten.trees == (try forest(cold, table)).trees)
        var drawn: [Double: Int] = [:]
        for tree in forgotten.trees { drawn[tree?.thresholds.first?.threshold ?? 8, default: 0] += 1 }
        #expect(drawn[4] == nil)
        // 3,000 draws out of 7: 429 each, with a standard deviation of 19.
        for value in [1.0, 2, 3, 5, 6, 7, 8] { #expect(abs((drawn[value] ?? 0) - 429) < 95) }
    }

    @Test func `a leaf splits when the record that stood in its way goes`() throws {
        // The greatest value is no threshold: a node that draws only that is a leaf until the record goes.
        var (becameSplit, stayedLeaf) = (0, 0)
        let table = examples(30, seed: 3) { $0 % 2 == 0 }
        for seed in 1...60 as ClosedRange<UInt64> {
            let recipe = TreesRecipe(trees: 1, depth: 1, candidates: 1, share: 1)
            let model = ExtraTrees(TreesSample.recipe(recipe, seed: seed))
            let before = try model.fit(table, rows: Array(0..<30))
            guard case .leaf = try #require(try forest(before, table).trees[0]) else { continue }
            let after = try model.forget(before, examples: table, retained: Array(0..<29), removed: [29])
            let cold = try model.fit(table, rows: Array(0..<29))
            let tree = try forest(after, table).trees[0]
            #expect(tree == (try forest(cold, table)).trees[0])
            if case .leaf = tree { stayedLeaf += 1 } else { becameSplit += 1 }
        }
        #expect(becameSplit > 0)
    }

    @Test func `a split goes when too few records are left on a side`() throws {
        let table = examples(60, seed: 4) { $0 >= 50 }
        let recipe = TreesRecipe(trees: 20, candidates: 20, minimumLeaf: 10, share: 1)
        let model = ExtraTrees(TreesSample.recipe(recipe))
        let before = try model.fit(table, rows: Array(0..<60))
        #expect(try forest(before, table).trees.contains { $0?.thresholds.contains { $0.threshold == 50 } ?? false })
        let after = try model.forget(before, examples: table, retained: Array(0..<59), removed: [59])
        let left = try forest(after, table)
        #expect(!left.trees.contains { $0?.thresholds.contains { $0.threshold == 50 } ?? false })
        #expect(left.trees == (try forest(try model.fit(table, rows: Array(0..<59)), table)).trees)
    }

    /// Whichever record it is that has the second value.
    @Test(arguments: [0, 2, 17, 49])
    func `a column that is left with one value makes room for the next`(_ odd: Int) throws {
        var random = Seeded(5)
        let table = Examples(
            ids: (0..<50).map { _ in RecordID(high: random.next(), low: random.next()) },
            response: Response(isPositive: (0..<50).map { $0 % 5 < 2 }),
            columns: [
                .numbers(name: "flag", (0..<50).map { $0 == odd ? 1 : 0 }),
                .numbers(name: "x", (0..<50).map { Double($0 % 10) }),
                // Says everything, where it is tried.
                .categories(name: "y", (0..<50).map { $0 % 5 < 2 ? 0 : 1 }, values: ["a", "b"]),
            ])
        let recipe = TreesRecipe(trees: 30, depth: 1, features: 2, candidates: 3, share: 1)
        let model = ExtraTrees(TreesSample.recipe(recipe))
        let before = try model.fit(table, rows: Array(0..<50))
        let retained = (0..<50).filter { $0 != odd }
        let after = try model.forget(before, examples: table, retained: retained, removed: [odd])
        func splitting(_ column: String, _ forest: PublishedForest) -> Int {
            forest.trees.count { if case .category(column, _, _, _) = $0 { true } else { false } }
        }
        #expect(splitting("y", try forest(before, table)) < 30)
        #expect(splitting("y", try forest(after, table)) == 30)
        #expect(try forest(after, table).trees == (try forest(try model.fit(table, rows: retained), table)).trees)
    }

    @Test func `a node that is left with one class is a leaf`() throws {
        // The lower half is negative but for one record.
        let table = examples(60, seed: 6) { $0 >= 30 || $0 == 11 }
        let recipe = TreesRecipe(trees: 100, candidates: 1, share: 1)
        let model = ExtraTrees(TreesSample.recipe(recipe))
        let retained = (0..<60).filter { $0 != 11 }
        let before = try model.fit(table, rows: Array(0..<60))
        let after = try model.forget(before, examples: table, retained: retained, removed: [11])
        #expect(try forest(after, table).trees == (try forest(try model.fit(table, rows: retained), table)).trees)
    }

    @Test func `nothing of a class or category is published once its records are gone`() throws {
        let sample = TreesSample(count: 150, seed: 10, classes: 3)
        let model = ExtraTrees(TreesSample.recipe(TreesRecipe(trees: 10, share: 1)))
        let examples = sample.examples(Array(sample.indices))
        let before = try model.fit(examples, rows: Array(sample.indices))
        let removed = sample.indices.filter { sample.categories[$0][0] == "日本" }
        let retained = sample.indices.filter { !removed.contains($0) }
        let after = try model.forget(before, examples: examples, retained: retained, removed: removed)
        // A whole class can't be forgotten; a forest that never had it does not know its name.
        let without = try model.fit(examples, rows: retained.filter { sample.classes[$0] != "mäßig" })
        func contains(_ text: String, _ fitted: ExtraTrees.Fitted) -> Bool {
            let (bytes, needle) = (fitted.parameters(examples), Array(text.utf8))
            return bytes.indices.contains { bytes[$0...].starts(with: needle) }
        }
        for text in ["mäßig", "日本"] { #expect(contains(text, before) && !contains(text, without)) }
        #expect(!contains("日本", after))
    }
}
