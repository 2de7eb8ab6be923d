import Records
import TestSupport
import Testing

@testable import Learning

/// The fast trees are those of the definition.
@Suite struct TreesReferenceTests {
    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `a forest is the one of the definition, node for node`(_ seed: UInt64) throws {
        var random = Seeded(seed)
        let sample = TreesSample(count: 20 + Int(seed) * 3, seed: seed, classes: 2 + Int(seed % 3))
        let recipe = TreesSample.recipe(&random)
        let rows = sample.indices.filter { _ in random.next() % 5 > 0 }
        let examples = sample.examples(Array(sample.indices))
        let fitted = try ExtraTrees(recipe).fit(examples, rows: rows)
        let published = try PublishedForest(fitted.parameters(examples))
        let reference = TreesReference(recipe, examples, rows: rows)
        #expect(published.trees == reference.grown())
        #expect(published.classes == reference.classNames)
    }

    @Test func `the predicted share is the mean over the leaves of the published trees`() throws {
        let sample = TreesSample(count: 90, seed: 5)
        let recipe = TreesSample.recipe(TreesRecipe(trees: 7, share: 0.5))
        let examples = sample.examples(Array(sample.indices))
        let fitted = try ExtraTrees(recipe).fit(examples, rows: Array(0..<60))
        let forest = try PublishedForest(fitted.parameters(examples))
        let positive = try #require(forest.classes.firstIndex(of: "yes"))
        let margins = fitted.margins(examples, rows: Array(sample.indices))
        for row in sample.indices {
            let number = { (name: String) in sample.numbers[row][Int(name.dropFirst()) ?? 0] }
            let text = { (name: String) in sample.categories[row][Int(name.dropFirst()) ?? 0] }
            let shares = forest.trees.compactMap { tree in
                tree?.leaf(number, text)
            }.map { Double($0[positive]) / Double($0.reduce(0, +)) }
            let mean = shares.reduce(0, +) / Double(shares.count)
            #expect(abs(fitted.probability(ofMargin: margins[row]) - mean) < 1e-12)
        }
    }

    @Test func `a table that is opened by itself is predicted as the same rows of the whole table`() throws {
        let sample = TreesSample(count: 120, seed: 6, classes: 3)
        let recipe = TreesSample.recipe(TreesRecipe(trees: 9, share: 0.5))
        let whole = sample.examples(Array(sample.indices))
        let fitted = try ExtraTrees(recipe).fit(whole, rows: Array(0..<50))
        let other = sample.examples(Array(50..<120))
        #expect(fitted.margins(other, rows: Array(0..<70)) == fitted.margins(whole, rows: Array(50..<120)))
    }

    @Test func `trees that hold no record are left out of the mean`() throws {
        let sample = TreesSample(count: 12, seed: 8)
        let examples = sample.examples(Array(sample.indices))
        let fitted = try ExtraTrees(TreesSample.recipe(TreesRecipe(trees: 40, share: 0.02))).fit(
            examples, rows: Array(sample.indices))
        let forest = try PublishedForest(fitted.parameters(examples))
        #expect(forest.trees.contains { $0 == nil })
        #expect(forest.trees.contains { $0 != nil })
        // Each tree that is there holds one record or few: shares are simple fractions of their number.
        let grown = forest.trees.count { $0 != nil }
        for margin in fitted.margins(examples, rows: Array(sample.indices)) {
            let scaled = (margin + 0.5) * Double(grown) * 12
            #expect(abs(scaled - scaled.rounded()) < 1e-9)
        }
    }
}
