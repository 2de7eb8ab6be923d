import Attribution
import Learning
import Records
import TestSupport
import Testing

@Suite struct ExplainingTests {
    @Test func `the words behind a score add up to what the text adds, and stand where they are said`() throws {
        let bundled = try Bundled.comments()
        let model = try bundled.recipe.model()
        let fitted: any FittedModel = try model.fit(bundled.examples, rows: bundled.parts.training, work: .silent)
        let recipe = try #require(bundled.recipe.features.texts.first)
        let column = try bundled.table.column(named: "comment")
        for row in bundled.parts.test.prefix(40) {
            let score = try #require(fitted.parts(bundled.examples, row: row))
            let text = column.text(row)
            let words = WordParts.parts(score, of: "comment", text: text, recipe: recipe)
            let margin = fitted.margins(bundled.examples, rows: [row])[0]
            #expect(abs(score.total - margin) < 1e-12)
            let intercept = score.parts.filter { $0.source == .intercept }.reduce(0) { $0 + $1.value }
            #expect(abs(words.reduce(intercept) { $0 + $1.value } - margin) < 1e-12)
            let utf8 = Array(text.utf8)
            for word in words {
                // Every bucket that weighs has words of this text in it.
                #expect(!word.grams.isEmpty)
                for gram in word.grams {
                    let said = String(decoding: utf8[gram.span], as: UTF8.self).lowercased().unicodeScalars
                    #expect(gram.words.unicodeScalars.allSatisfy { $0 == " " || said.contains($0) })
                }
            }
        }
    }

    @Test func `words that share a bucket are named, of this text and of others`() throws {
        // Four buckets: nearly everything collides.
        let recipe = FeatureRecipe.Text(column: "note", bits: 2)
        let rows = [["a river of stone"], ["quiet market"], ["river river river"], ["lantern winter signal"]]
        let table = MemoryTable(columnNames: ["note"], rows: rows)
        let traced = TracedText("a river of stone", recipe: recipe)
        #expect(traced.grams.values.reduce(0) { $0 + $1.count } == 7)
        let shared = try #require(traced.grams.first { Set($0.value.map(\.words)).count > 1 })
        let words = try BucketWords([shared.key], recipe: recipe, table: table, rows: Array(0..<4), most: 20)
        #expect(Set(shared.value.map(\.words)).isSubset(of: words(shared.key)))
        // A bucket that nobody asked about is not gone through.
        #expect(words((shared.key + 1) % 4).isEmpty)
        let repeated = TracedText("river river", recipe: .init(column: "note", bits: 18))
        #expect(repeated.grams.values.contains { $0.map(\.words) == ["river", "river"] && $0[1].span == 6..<11 })
    }

    @Test func `columns are told by how well they tell the group, and what goes without them`() throws {
        let bundled = try Bundled.decisions()
        let model = try bundled.recipe.model()
        let fitted: any FittedModel = try model.fit(bundled.examples, rows: bundled.parts.training, work: .silent)
        let (high, low) = (bundled.group("male"), bundled.group("female"))
        let alternatives = Alternatives(
            model, examples: bundled.examples, parts: bundled.parts, kind: .parity, first: high, second: low)
        let columns = try GapColumns(parts: bundled.parts, first: high, second: low, ids: bundled.ids, seed: 1)
            .columns(
                ["sex", "salary", "region", "branch"], table: bundled.table,
                leavingOut: { try alternatives.leavingOut($0) })
        #expect(columns[0].name == "sex" && columns[0].tellsGroup == 1)
        let salary = try #require(columns.first { $0.name == "salary" })
        // Women are paid less: .45 of a spread.
        #expect(try #require(salary.tellsGroup) > 0.56 && salary.name == columns[1].name)
        let region = try #require(columns.first { $0.name == "region" })
        #expect(abs(try #require(region.tellsGroup) - 0.5) < 0.04)
        let asIs = alternatives.asIs(fitted)
        let share = try #require(columns[0].share(of: asIs))
        #expect(share > 0.3 && share < 1)
        #expect(abs(try #require(region.share(of: asIs))) < 0.2)
    }

    @Test func `a text tells the group by its words`() throws {
        let bundled = try Bundled.comments()
        let (first, second) = (bundled.group("women"), bundled.group("none"))
        let columns = try GapColumns(parts: bundled.parts, first: first, second: second, ids: bundled.ids, seed: 1)
            .columns(
                ["comment", "likes"], texts: ["comment"], table: bundled.table,
                leavingOut: { _ in throw Refusal(.badData, "Nothing is left.", next: "Keep it.") })
        #expect(columns[0].name == "comment" && columns[0].without == nil)
        #expect(try #require(columns[0].tellsGroup) > 0.9)
        #expect(try #require(columns[1].tellsGroup) < 0.6)
    }

    @Test func `on comments, disagreement ranks the mislabelled attacks first`() throws {
        let bundled = try Bundled.comments()
        let losses = try Disagreement.losses(
            recipe: bundled.recipe, examples: bundled.examples, rows: bundled.parts.training, seed: 1)
        let attacks = bundled.planted("mislabelled")
        let harmless = zip(bundled.parts.training, losses).filter { !bundled.examples.isPositive($0.0) }
        let first = harmless.sorted { $0.1 > $1.1 }.prefix(attacks.count).map(\.0)
        // A random harmless record is one of them in 1 of 24.
        #expect(Double(attacks.intersection(first).count) > 0.5 * Double(attacks.count))
    }
}
