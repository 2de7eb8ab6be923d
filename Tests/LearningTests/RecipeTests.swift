import Foundation
import Learning
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

    @Test func `a constant and a column of missing values get a harmless scale`() throws {
        #expect(try proposed(["7", "7", "7"]).width > 0)
        #expect(try proposed(["0", "0", "0"]) == .init(column: "v", center: 0, width: 1))
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
