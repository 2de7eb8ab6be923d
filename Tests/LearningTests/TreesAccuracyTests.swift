import Learning
import Records
import Testing

/// The default recipe learns real data as well as it should, and forgets it exactly.
@Suite(.enabled(if: Shared.isThere, "needs ../shared or LETHE_SHARED"))
struct TreesAccuracyTests {
    @Test func `Adult is learned to 85 and a half per cent of a quarter held out, and forgotten to the bit`() throws {
        let table = try Table(path: Shared.path("data/adult-train.csv"))
        let schema = Schema(
            target: Target(column: "income-per-year", positive: .value(">50K")),
            features: [
                "age", "workclass", "fnlwgt", "education", "education-num", "marital-status", "occupation",
                "relationship", "race", "sex", "capital-gain", "capital-loss", "hours-per-week", "native-country",
            ])
        let ids = try Identities(table: table, seed: 1).ids
        let split = Split(seed: 1, testFraction: 0.25)
        let rows = (0..<table.rowCount).filter { split.part(of: ids[$0]) == .train }
        let held = (0..<table.rowCount).filter { split.part(of: ids[$0]) != .train }
        let recipe = ModelRecipe(
            family: .trees(TreesRecipe()), features: try .proposed(for: table, schema: schema, rows: rows),
            target: try #require(schema.target))
        let examples = try Examples(recipe: recipe, table: table, ids: ids)
        let model = ExtraTrees(recipe)
        let before = try model.fit(examples, rows: rows)
        let right = zip(held, before.margins(examples, rows: held)).count { examples.isPositive($0) == ($1 > 0) }
        #expect(Double(right) / Double(held.count) >= 0.855)
        let removed = rows.filter { $0 % 250 == 0 }
        let retained = rows.filter { $0 % 250 != 0 }
        let after = try model.forget(before, examples: examples, retained: retained, removed: removed)
        #expect(after.parameters(examples) == (try model.fit(examples, rows: retained)).parameters(examples))
    }
}
