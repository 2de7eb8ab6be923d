import Records
import TestSupport
import Testing

@testable import Learning

/// What trees can't be grown from is refused with a sentence and the next step.
@Suite struct TreesRefusalTests {
    private let sample = TreesSample(count: 60, seed: 31, classes: 3)
    private let model = ExtraTrees(TreesSample.recipe(TreesRecipe(trees: 3, share: 1)))

    @Test func `nothing left, and the positive class or all others gone`() throws {
        let rows = Array(sample.indices)
        let examples = sample.examples(rows)
        let fitted = try model.fit(examples, rows: rows)
        let positive = rows.filter { examples.isPositive($0) }
        let others = rows.filter { !examples.isPositive($0) }
        for (retained, removed) in [([], rows), (positive, others), (others, positive)] {
            #expect(throws: Refusal.self) {
                try model.forget(fitted, examples: examples, retained: retained, removed: removed)
            }
            #expect(throws: Refusal.self) { try model.fit(examples, rows: retained) }
        }
    }

    @Test func `one of several classes may not be forgotten whole, though a new forest does without`() throws {
        let rows = Array(sample.indices)
        let examples = sample.examples(rows)
        let removed = rows.filter { sample.classes[$0] == "no" }
        let retained = rows.filter { sample.classes[$0] != "no" }
        #expect(!removed.isEmpty)
        let before = try model.fit(examples, rows: rows)
        #expect(throws: Refusal.self) {
            try model.forget(before, examples: examples, retained: retained, removed: removed)
        }
        let anew = try model.fit(examples, rows: retained)
        #expect(try PublishedForest(anew.parameters(examples)).classes == ["mäßig", "yes"])
    }

    @Test func `numbers to predict`() {
        let examples = Examples(
            ids: [RecordID(high: 1, low: 1)], response: .numbers([1], threshold: 0),
            columns: [.numbers(name: "x", [1])])
        #expect(throws: Refusal.self) { try model.fit(examples, rows: [0]) }
    }

    @Test func `more than memory or 128 bits hold`() throws {
        let wide = Examples(
            ids: [RecordID(high: 1, low: 1), RecordID(high: 1, low: 2)], response: Response(isPositive: [true, false]),
            features: Features(rows: [[(0, 1)], []], dimension: 1 << 28))
        #expect(throws: Refusal.self) { try model.fit(wide, rows: [0, 1]) }
        #expect(throws: Refusal.self) { try TreeExamples.check(records: PurityWidth.wide + 1, columns: 1) }
        #expect(throws: Refusal.self) { try TreeExamples.check(records: 1 << 26, columns: 1 << 40) }
        try TreeExamples.check(records: PurityWidth.wide, columns: 4)
    }

    @Test func `a recipe that nothing can be grown by`() {
        for settings in [
            TreesRecipe(trees: 0), TreesRecipe(depth: 0), TreesRecipe(features: 0), TreesRecipe(candidates: 0),
            TreesRecipe(minimumLeaf: 0), TreesRecipe(share: 0), TreesRecipe(share: 1.5), TreesRecipe(share: .nan),
        ] {
            #expect(throws: Refusal.self) {
                try ExtraTrees(TreesSample.recipe(settings)).fit(
                    sample.examples(Array(sample.indices)), rows: Array(sample.indices))
            }
        }
    }

    @Test func `the promise is equality, with nothing to prove where no record is looked at`() throws {
        let rows = Array(sample.indices)
        let examples = sample.examples(rows)
        let fitted = try model.fit(examples, rows: rows)
        #expect(
            fitted.guarantee(examples, digest: "d", rows: rows)
                == Guarantee(kind: .bitIdentical, digest: "d", certifiedShare: 1))
        #expect(fitted.guarantee(examples, digest: "d", rows: []).certifiedShare == nil)
        #expect(fitted.passes >= 1)
    }
}
