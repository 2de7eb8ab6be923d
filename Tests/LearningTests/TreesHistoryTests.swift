import Records
import TestSupport
import Testing

@testable import Learning

/// Whatever was learned and forgotten on the way, the bytes are those of a cold fit to what is left.
@Suite struct TreesHistoryTests {
    /// Ten histories a seed.
    @Test(arguments: 1...34 as ClosedRange<UInt64>)
    func `any history ends in the bytes of a cold fit, also of the redacted table in another order`(
        _ seed: UInt64
    ) throws {
        var random = Seeded(seed &* 7919)
        for _ in 0..<10 {
            let sample = TreesSample(
                count: 8 + Int(random.next() % 140), seed: random.next(), classes: 2 + Int(random.next() % 3))
            try follow(sample, ExtraTrees(TreesSample.recipe(&random)), &random)
        }
    }

    private func follow(_ sample: TreesSample, _ model: ExtraTrees, _ random: inout Seeded) throws {
        let examples = sample.examples(Array(sample.indices))
        var rows = sample.indices.filter { _ in random.next() % 8 > 0 }
        guard var fitted = try? model.fit(examples, rows: rows) else { return }
        for _ in 0..<(1 + Int(random.next() % 4)) {
            let removed = removal(sample, rows, &random)
            let gone = Set(removed)
            let retained = rows.filter { !gone.contains($0) }
            let before = fitted.parameters(examples)
            let keepsClasses = Set(rows.map { sample.classes[$0] }) == Set(retained.map { sample.classes[$0] })
            guard keepsClasses, let cold = try? model.fit(examples, rows: retained) else {
                #expect(throws: Refusal.self) {
                    try model.forget(fitted, examples: examples, retained: retained, removed: removed)
                }
                continue
            }
            let after = try model.forget(fitted, examples: examples, retained: retained, removed: removed)
            #expect(after.parameters(examples) == cold.parameters(examples))
            #expect(after.records == retained.count)
            #expect(fitted.parameters(examples) == before, "what was learned before stays as it was")
            (fitted, rows) = (after, retained)
        }
        let shuffled = rows.shuffled(using: &random)
        let redacted = sample.examples(shuffled)
        let anew = try model.fit(redacted, rows: Array(shuffled.indices))
        #expect(anew.parameters(redacted) == fitted.parameters(examples))
    }

    /// One record, a share of up to half, a whole group, or records that are mostly forgotten already.
    private func removal(_ sample: TreesSample, _ rows: [Int], _ random: inout Seeded) -> [Int] {
        switch random.next() % 5 {
        case 0: return [rows[Int(random.next() % UInt64(rows.count))]]
        case 1:
            let group = TreesSample.texts[Int(random.next() % 9)]
            return rows.filter { sample.categories[$0][0] == group }
        case 2: return sample.indices.filter { _ in random.next() % 6 == 0 }
        case 3:
            let number = Double(random.next() % 12) - 4
            return rows.filter { (sample.numbers[$0][1] ?? 0) == number }.shuffled(using: &random)
        default:
            let share = 1 + random.next() % 50
            return rows.filter { _ in random.next() % 100 < share }.shuffled(using: &random)
        }
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `one by one, in batches or at once gives the same bytes`(_ seed: UInt64) throws {
        var random = Seeded(seed)
        let sample = TreesSample(count: 160, seed: seed, classes: 2 + Int(seed % 2))
        let model = ExtraTrees(TreesSample.recipe(TreesRecipe(trees: 4, features: 2, share: 0.7), seed: seed))
        let examples = sample.examples(Array(sample.indices))
        let removed = Array(sample.indices.shuffled(using: &random).prefix(60))
        var digests: Set<String> = []
        for batch in [1, 7, 60] {
            var rows = Array(sample.indices)
            var fitted = try model.fit(examples, rows: rows)
            for start in stride(from: 0, to: 60, by: batch) {
                let now = Array(removed[start..<min(60, start + batch)])
                rows.removeAll { now.contains($0) }
                fitted = try model.forget(fitted, examples: examples, retained: rows, removed: now)
            }
            digests.insert(PublishedModel(recipe: model.recipe, parameters: fitted.parameters(examples)).digest)
        }
        let left = sample.indices.filter { !removed.contains($0) }
        let cold = try model.fit(examples, rows: left)
        digests.insert(PublishedModel(recipe: model.recipe, parameters: cold.parameters(examples)).digest)
        #expect(digests.count == 1)
    }

    @Test func `forgetting nothing, or again what is gone, changes nothing`() throws {
        let sample = TreesSample(count: 80, seed: 3)
        let model = ExtraTrees(TreesSample.recipe(TreesRecipe(trees: 5, share: 1)))
        let examples = sample.examples(Array(sample.indices))
        let before = try model.fit(examples, rows: Array(sample.indices))
        let none = try model.forget(before, examples: examples, retained: Array(sample.indices), removed: [])
        #expect(none.parameters(examples) == before.parameters(examples))
        let retained = Array(5..<80)
        let once = try model.forget(before, examples: examples, retained: retained, removed: [0, 1, 2, 3, 4])
        let twice = try model.forget(once, examples: examples, retained: retained, removed: [4, 0, 0, 2])
        #expect(once.parameters(examples) != before.parameters(examples))
        #expect(twice.parameters(examples) == once.parameters(examples))
    }

    @Test func `rows that were never learned are learned by fitting again`() throws {
        let sample = TreesSample(count: 80, seed: 4)
        let model = ExtraTrees(TreesSample.recipe(TreesRecipe(trees: 5, share: 1)))
        let examples = sample.examples(Array(sample.indices))
        let before = try model.fit(examples, rows: Array(0..<50))
        let after = try model.forget(before, examples: examples, retained: Array(10..<60), removed: Array(0..<10))
        let cold = try model.fit(examples, rows: Array(10..<60))
        #expect(after.parameters(examples) == cold.parameters(examples))
    }

    @Test func `a table with other values is never taken for the one that was learned`() throws {
        let sample = TreesSample(count: 80, seed: 9)
        var other = sample
        for row in other.indices { other.numbers[row][2] = Double(row) }
        let model = ExtraTrees(TreesSample.recipe(TreesRecipe(trees: 5, share: 1)))
        let rows = Array(sample.indices)
        let before = try model.fit(sample.examples(rows), rows: rows)
        let changed = other.examples(rows)
        let after = try model.forget(before, examples: changed, retained: Array(3..<80), removed: [0, 1, 2])
        let cold = try model.fit(changed, rows: Array(3..<80))
        #expect(after.parameters(changed) == cold.parameters(changed))
    }
}
