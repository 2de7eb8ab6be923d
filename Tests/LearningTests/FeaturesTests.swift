import Learning
import ModelSuite
import Records
import TestSupport
import Testing

@Suite struct FeaturesTests {
    private func features(_ names: [String], _ rows: [[String]], _ recipe: FeatureRecipe) throws -> Features {
        try Features(recipe: recipe, table: MemoryTable(columnNames: names, rows: rows))
    }

    private func entries(_ features: Features, _ row: Int) -> [String: Double] {
        var out: [String: Double] = [:]
        for k in features.rowStart[row]..<features.rowStart[row + 1] {
            out[features.key(of: Int(features.columns[k]))] = features.values[k]
        }
        return out
    }

    @Test func `numbers are centred, scaled and clipped, and a missing one is an indicator`() throws {
        let recipe = FeatureRecipe(numbers: [.init(column: "age", center: 40, width: 20, clip: 2)])
        let features = try features(["age"], [["50"], ["1000"], ["-1000"], ["?"], ["40"]], recipe)
        #expect(entries(features, 0) == ["n:age": 0.5, "1": 1])
        #expect(entries(features, 1) == ["n:age": 2, "1": 1])
        #expect(entries(features, 2) == ["n:age": -2, "1": 1])
        #expect(entries(features, 3) == ["n:age:missing": 1, "1": 1])
        #expect(entries(features, 4) == ["1": 1])
    }

    @Test func `categories are one-hot in byte order, and every missing text is the same value`() throws {
        let recipe = FeatureRecipe(categories: ["race"], intercept: false)
        let features = try features(["race"], [["b"], ["é"], ["a"], ["?"], [""], ["Z"]], recipe)
        #expect(
            (0..<features.dimension).map(features.key) == [
                "c:race=Z", "c:race=a", "c:race=b", "c:race=é", "c:race:missing",
            ])
        #expect(entries(features, 3) == ["c:race:missing": 1])
        #expect(entries(features, 4) == ["c:race:missing": 1])
        #expect(entries(features, 0) == ["c:race=b": 1])
    }

    @Test func `a category or a number named to look like another has a key of its own`() throws {
        let recipe = FeatureRecipe(
            numbers: [.init(column: "a", center: 0, width: 1), .init(column: "a:missing", center: 0, width: 1)],
            categories: ["x", "x=y"])
        let features = try features(["a", "a:missing", "x", "x=y"], [["1", "1", "y=z", "z"]], recipe)
        let keys = (0..<features.dimension).map(features.key)
        #expect(Set(keys).count == keys.count)
    }

    @Test func `a text that was said to stand for nothing is none, and what was not is one`() throws {
        let scratch = try Scratch()
        let path = try scratch.write("t,y\nkeine Angabe,1\nwords,0\n null ,1\n,0\n", to: "t.csv")
        let recipe = FeatureRecipe(texts: [.init(column: "t", bits: 20, words: .init(1, 1))], intercept: false)
        for (values, present) in [
            (ValueReading.usual, [true, true, false, false]), (.listed(["keine Angabe"]), [false, true, true, false]),
        ] {
            var choice = ReadingChoice()
            choice.values = values
            let table = try Table(path: path, choice: choice)
            let features = try Features(recipe: recipe, table: table)
            #expect((0..<4).map { !entries(features, $0).isEmpty } == present)
            var counts = try TextCounts("t", of: table)
            counts.add([0])
            #expect(counts.hasValue == present[0])
        }
    }

    @Test func `a text has norm 1 and the logarithm of its counts`() throws {
        let recipe = FeatureRecipe(
            texts: [.init(column: "t", bits: 20, words: .init(1, 1))], intercept: false)
        let features = try features(["t"], [["dog dog cat"], ["dog"], ["cat"], [""], ["!!!"]], recipe)
        #expect(abs(features.norm(0) - 1) < 0x1p-13)
        let dog = try #require(entries(features, 1).keys.first)
        let cat = try #require(entries(features, 2).keys.first)
        let row = entries(features, 0)
        let ratio = try #require(row[dog]) / #require(row[cat])
        #expect(abs(ratio - Elementary.log1p(nonNegative: 2) / Elementary.log1p(nonNegative: 1)) < 0x1p-12)
        #expect(entries(features, 3).isEmpty && entries(features, 4).isEmpty)
    }

    @Test func `values lie on their grids, and those of the first version are as they were`() throws {
        var recipe = FeatureRecipe(
            numbers: [
                .init(column: "n", center: 0, width: 3), .init(column: "raw", center: 0, width: 1, clip: .infinity),
            ],
            texts: [.init(column: "t", bits: 20, words: .init(1, 1))], intercept: false)
        let rows = [["1", "0.1", "dog cat dog"]]
        let table = MemoryTable(columnNames: ["n", "raw", "t"], rows: rows)
        let rounded = entries(try Features(recipe: recipe, table: table), 0)
        #expect(rounded["n:n"] == 1365 / 4096 && rounded["n:raw"] == 0.1)
        #expect(
            rounded.filter { $0.key.hasPrefix("t:") }.allSatisfy { $0.value * 16384 == ($0.value * 16384).rounded() })
        recipe.version = nil
        let plain = entries(try Features(recipe: recipe, table: table), 0)
        #expect(plain["n:n"] == 1.0 / 3)
        #expect(recipe.version == nil && FeatureRecipe().version == 2)
        recipe.version = 9
        #expect(throws: Refusal.self) { try Features(recipe: recipe, table: table) }
    }

    @Test func `words are runs of letters and digits without case`() throws {
        let recipe = FeatureRecipe(texts: [.init(column: "t", bits: 24)])
        let features = try features(
            ["t"],
            [["Hello, WORLD 42"], ["hello world\n42!"], ["world hello 42"], ["ÉTÉ straße"], ["été Straße"], ["etc"]],
            recipe)
        #expect(entries(features, 0) == entries(features, 1))
        #expect(entries(features, 0) != entries(features, 2))
        #expect(entries(features, 3) == entries(features, 4))
        // Three words, two pairs and the intercept.
        #expect(entries(features, 0).count == 6)
        #expect(Set(entries(features, 0).keys).intersection(entries(features, 2).keys).count == 4)
    }

    @Test func `character n-grams find what a misspelling shares`() throws {
        let recipe = FeatureRecipe(
            texts: [.init(column: "t", bits: 24, words: .init(1, 1), characters: .init(3, 3))], intercept: false)
        let features = try features(["t"], [["lantern"], ["lanterm"], ["zzz"]], recipe)
        // " la" "lan" "ant" "nte" "ter" "ern" "rn ", and the word.
        #expect(entries(features, 0).count == 8)
        #expect(Set(entries(features, 0).keys).intersection(entries(features, 1).keys).count == 5)
        #expect(Set(entries(features, 0).keys).isDisjoint(with: entries(features, 2).keys))
    }

    @Test func `a record's features do not depend on the other records`() throws {
        let sample = Sample(count: 60, seed: 5)
        let whole = try Features(recipe: sample.recipe.features, table: sample.table)
        for row in [0, 17, 59] {
            let alone = try features(sample.names, [sample.rows[row]], sample.recipe.features)
            #expect(entries(alone, 0) == entries(whole, row))
        }
    }

    @Test func `the buckets of a text are the same in every version of Lethe`() throws {
        // From an independent implementation in Python.
        let recipe = FeatureRecipe(texts: [.init(column: "t")], intercept: false)
        let features = try features(["t"], [["forget me"]], recipe)
        #expect((0..<features.dimension).map(features.key) == ["t:t:125023", "t:t:189358", "t:t:214718"])
    }

    @Test func `the norm is never below the truth`() throws {
        let sample = Sample(count: 40, seed: 8)
        let features = try Features(recipe: sample.recipe.features, table: sample.table)
        for row in 0..<features.rowCount {
            let squares = features.values[features.rowStart[row]..<features.rowStart[row + 1]].map {
                Float80($0) * Float80($0)
            }
            #expect(Float80(features.norm(row)) >= squares.reduce(0, +).squareRoot())
        }
    }

    @Test func `an unknown column and a width of nothing are refused`() throws {
        #expect(throws: Refusal.self) {
            try features(["age"], [["1"]], FeatureRecipe(categories: ["agee"]))
        }
        #expect(throws: Refusal.self) {
            try features(["age"], [["1"]], FeatureRecipe(numbers: [.init(column: "age", center: 0, width: 0)]))
        }
        #expect(throws: Refusal.self) {
            try features(["age"], [["1"]], FeatureRecipe(texts: [.init(column: "age", bits: 40)]))
        }
    }
}
