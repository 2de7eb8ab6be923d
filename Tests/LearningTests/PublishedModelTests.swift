import ModelSuite
import Records
import TestSupport
import Testing

@testable import Learning

@Suite struct PublishedModelTests {
    let sample = Sample(count: 150, seed: 21)
    let features: Features
    let model: LogisticRegression

    init() throws {
        features = try Features(recipe: sample.recipe.features, table: sample.table)
        model = LogisticRegression(sample.recipe)
    }

    private func published(_ features: Features, _ labels: [Bool], _ rows: [Int]) throws -> PublishedModel {
        let examples = Examples(features, labels)
        return PublishedModel(
            recipe: sample.recipe, parameters: try model.fit(examples, rows: rows).parameters(examples))
    }

    @Test func `a published model reads back`() throws {
        let rows = Array(0..<150)
        let fitted = try model.fit(features, labels: sample.labels, rows: rows)
        let model = PublishedModel(
            recipe: sample.recipe, parameters: fitted.parameters(Examples(features, sample.labels)))
        let again = try PublishedModel(bytes: model.bytes)
        #expect(again.digest == model.digest && again.digest.utf8.count == 64)
        #expect(again.recipe == sample.recipe)
        #expect(try LogisticRegression.weights(of: again, for: features, outputs: 1) == fitted.weights)
        // Certified again from its weights, it is the same model.
        let restored = try self.model.restore(again, examples: Examples(features, sample.labels), rows: rows)
        #expect(isSame(restored.weights, fitted.weights))
        #expect(restored.bound < 1e-5)
    }

    @Test func `a category whose records are all forgotten leaves no key`() throws {
        let group = try sample.table.column(named: "group")
        let rows = Array(0..<150)
        let retained = rows.filter { group.text($0) != "east" }
        let before = try model.fit(features, labels: sample.labels, rows: rows)
        let after = try model.forget(
            before, examples: Examples(features, sample.labels), retained: retained,
            removed: rows.filter { group.text($0) == "east" })
        let published = PublishedModel(
            recipe: sample.recipe, parameters: after.parameters(Examples(features, sample.labels)))
        let published0 = try self.published(features, sample.labels, rows)
        #expect(try LogisticRegression.weights(of: published0).weights.contains { $0.key == "c:group=east" })
        #expect(try !LogisticRegression.weights(of: published).weights.contains { $0.key == "c:group=east" })
        #expect(!String(decoding: published.bytes, as: UTF8.self).contains("east"))
    }

    @Test func `the digest depends on the retained records alone`() throws {
        // The same 100 records, among others and by themselves: the other rows may not reach a single bit.
        var random = Seeded(9)
        let rows = Array(Array(0..<150).shuffled(using: &random).prefix(100)).sorted()
        let among = try published(features, sample.labels, rows)
        let table = MemoryTable(columnNames: sample.names, rows: rows.map { sample.rows[$0] })
        let alone = try published(
            try Features(recipe: sample.recipe.features, table: table), rows.map { sample.labels[$0] },
            Array(0..<100))
        #expect(among.digest == alone.digest)
        #expect(among.digest != (try published(features, sample.labels, Array(0..<150))).digest)
    }

    @Test func `bytes that are cut, padded or foreign are refused`() throws {
        let bytes = try published(features, sample.labels, Array(0..<150)).bytes
        let damaged: [[UInt8]] = [
            [], Array("lethe model 2\n{}\n".utf8), Array(bytes.dropLast()), bytes + [0], Array(bytes.dropFirst()),
        ]
        for bytes in damaged {
            #expect(throws: Refusal.self) { try LogisticRegression.weights(of: PublishedModel(bytes: bytes)) }
        }
    }
}
