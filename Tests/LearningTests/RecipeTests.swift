import Foundation
import Learning
import ModelSuite
import Records
import Testing

@Suite struct RecipeTests {
    private func proposed(_ values: [String]) throws -> FeatureRecipe.Number {
        // A second column keeps the kind of the first from mattering.
        let table = MemoryTable(columnNames: ["v", "k"], rows: values.map { [$0, "x"] })
        let recipe = try FeatureRecipe.proposed(
            for: table, schema: Schema(features: ["v", "k"]), rows: Array(values.indices))
        return try #require(recipe.numbers.first)
    }

    @Test func `a number is scaled by its rounded interquartile range around its rounded median`() throws {
        // Quartiles 17 + 16 and 17 + 50, median 17 + 33.
        let number = try proposed((0..<67).map { String($0 + 17) })
        #expect(number == .init(column: "v", center: 50, width: 50))
        #expect(try proposed((0..<67).map { String(170 + 3 * $0) }) == .init(column: "v", center: 270, width: 100))
    }

    @Test func `where most values are 0 the scale is the 90th percentile of the others`() throws {
        let number = try proposed(Array(repeating: "0", count: 90) + (1...10).map { String($0 * 1000) })
        #expect(number.center == 0)
        #expect(number.width == 10_000)
    }

    @Test func `a constant gets a harmless scale, and what no record has is not learned from`() throws {
        #expect(try proposed(Array(repeating: "7", count: 30)).width > 0)
        for nothing in ["0", "", "?"] {
            let table = MemoryTable(columnNames: ["v", "k"], rows: (0..<30).map { [nothing, "k\($0 % 2)"] })
            let recipe = try FeatureRecipe.proposed(
                for: table, schema: Schema(features: ["v", "k"]), rows: Array(0..<30))
            #expect(recipe.numbers.isEmpty && recipe.categories == ["k"])
        }
    }

    @Test func `a column with too few numbers to tell a scale from is not scaled`() throws {
        let plain = FeatureRecipe.Number(column: "v", center: 0, width: 1)
        #expect(try proposed(Array(repeating: "", count: 50) + ["123456"]) == plain)
        #expect(try proposed((1...9).map { "\($0 * 1000)" }) == plain)
        #expect(try proposed((1...10).map { "\($0 * 1000)" }) != plain)
        // Zeros don't make a few others enough.
        #expect(try proposed(Array(repeating: "0", count: 90) + (1...9).map { "\($0 * 1000)" }) == plain)
        for huge in ["1e300", "1e308", "4e-324"] {
            let number = try proposed((0..<20).map { $0 % 2 == 0 ? huge : "-\(huge)" })
            #expect(number.width > 0 && number.width.isFinite && number.center.isFinite)
        }
    }

    @Test func `the proposal is of the rows that stay alone: their kinds, columns and order`() throws {
        var rows = (0..<60).map { ["\($0 % 7)", "k\($0 % 3)", "", "x"] }
        rows[3] = ["abc", "k1", "5000", "y"]
        let table = MemoryTable(columnNames: ["v", "b", "rare", "a"], rows: rows)
        let schema = Schema(features: ["v", "b", "rare", "a"])
        let all = try FeatureRecipe.proposed(for: table, schema: schema, rows: Array(0..<60))
        #expect(all.numbers.map(\.column) == ["rare"] && all.categories == ["a", "b", "v"])
        let fewer = try FeatureRecipe.proposed(for: table, schema: schema, rows: (0..<60).filter { $0 != 3 })
        #expect(fewer.numbers.map(\.column) == ["v"] && fewer.categories == ["a", "b"])
        let ground = try ProposalGround(table: table, schema: schema, rows: Array(0..<60))
        #expect(ground.proposal == all && ground.moved(to: (0..<60).filter { $0 != 3 }).proposal == fewer)
        #expect(ground.moved(to: []).moved(to: Array(0..<60)).proposal == all)
    }

    @Test func `small scales are round in decimal too`() throws {
        let number = try proposed((0..<100).map { "0.0\(1000 + $0 * 7)" })
        #expect(number == .init(column: "v", center: 0.0135, width: 0.005))
    }

    @Test func `a few removals do not change the proposal`() throws {
        let values = (0..<400).map { ["\(20 + $0 * 7 % 40)", "k\($0 % 3)", "one two three four \($0)"] }
        let table = MemoryTable(columnNames: ["v", "k", "t"], rows: values)
        let schema = Schema(textColumns: ["t"], features: ["v", "k"])
        let all = try FeatureRecipe.proposed(for: table, schema: schema, rows: Array(0..<400))
        let fewer = try FeatureRecipe.proposed(for: table, schema: schema, rows: Array(20..<400))
        #expect(all == fewer)
        #expect(all.numbers.map(\.column) == ["v"])
        #expect(all.categories == ["k"])
        #expect(all.texts == [.init(column: "t", bits: 18, words: .init(1, 2), characters: nil)])
    }

    @Test func `a recipe of the first version keeps its bytes, and what is allowed within a bound is said`() throws {
        let old =
            #"{"classes":"two","family":{"logistic":{"_0":{"form":{"sum":{"c":1}},"grid":20,"tolerance":1e-10}}},"features":{"categories":["a"],"intercept":true,"numbers":[],"texts":[]},"seed":1,"target":{"column":"y","positive":{"value":{"_0":"1"}}},"testFraction":0.25}"#
        var recipe = try JSONDecoder().decode(ModelRecipe.self, from: Data(old.utf8))
        #expect(recipe.canonicalJSON == old)
        #expect(recipe.features.version == nil)
        recipe.family = .logistic(LogisticRecipe(allowsBound: true))
        #expect(recipe.canonicalJSON.contains(#""allowsBound":true"#))
        #expect(try JSONDecoder().decode(ModelRecipe.self, from: Data(recipe.canonicalJSON.utf8)) == recipe)
        recipe.features.version = 2
        #expect(recipe.canonicalJSON.contains(#""version":2"#))
    }

    @Test func `canonical JSON is what the decoder reads back, and has one spelling`() throws {
        var recipe = Sample(count: 1, seed: 1).recipe
        recipe.target = Target(column: "a \"b\"\\\n/é\u{1}", positive: .atLeast(0.1))
        recipe.seed = .max
        for form in [LogisticRecipe.Form.sum(c: 1), .sum(c: 0.1), .mean(lambda: 1e-300)] {
            recipe.form = form
            let json = recipe.canonicalJSON
            #expect(try JSONDecoder().decode(ModelRecipe.self, from: Data(json.utf8)) == recipe)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let again = try JSONDecoder().decode(ModelRecipe.self, from: encoder.encode(recipe))
            #expect(again.canonicalJSON == json)
        }
        #expect(
            Sample(count: 1, seed: 1).recipe.canonicalJSON.hasPrefix(
                #"{"classes":"two","family":{"logistic":{"_0":{"form":{"sum":{"c":1}},"grid":20,"tolerance":1e-10}}},"features":{"#
            ))
    }
}
