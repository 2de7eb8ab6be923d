import Learning
import Records
import Testing

/// The proposed recipes learn real data as well as they should.
@Suite(.enabled(if: Shared.isThere, "needs ../shared or LETHE_SHARED"))
struct AccuracyTests {
    private struct Held {
        let accuracy, auc, certified: Double
    }

    private func learn(_ file: String, _ schema: Schema) throws -> Held {
        let table = try Table(path: Shared.path(file))
        let target = try #require(schema.target)
        let labels = try target.labels(in: table).map { $0 ?? false }
        let ids = try Identities(table: table, seed: 1).ids
        let split = Split(seed: 1, testFraction: 0.25)
        let rows = (0..<table.rowCount).filter { split.part(of: ids[$0]) == .train }
        let held = (0..<table.rowCount).filter { split.part(of: ids[$0]) != .train }
        let recipe = ModelRecipe(
            features: try .proposed(for: table, schema: schema, rows: rows), target: target)
        let features = try Features(recipe: recipe.features, table: table)
        let fitted = try LogisticRegression(recipe).fit(features, labels: labels, rows: rows)
        let logits = fitted.logits(features: features, rows: held)
        let truth = held.map { labels[$0] }
        let right = zip(logits, truth).count { ($0 > 0) == $1 }
        return Held(
            accuracy: Double(right) / Double(held.count),
            auc: try #require(RankStatistics.auc(scores: logits, labels: truth)),
            certified: fitted.certifiedShare(features: features, rows: held))
    }

    @Test func `Adult is learned to 84 and a half per cent of a quarter held out`() throws {
        let held = try learn(
            "data/adult-train.csv",
            Schema(
                target: Target(column: "income-per-year", positive: .value(">50K")),
                features: [
                    "age", "workclass", "fnlwgt", "education", "education-num", "marital-status", "occupation",
                    "relationship", "race", "sex", "capital-gain", "capital-loss", "hours-per-week", "native-country",
                ]))
        #expect(held.accuracy >= 0.845)
        #expect(held.certified > 0.999)
    }

    @Test func `Davidson's tweets are ranked to an area of 95 per cent`() throws {
        let held = try learn(
            "data/davidson.csv",
            Schema(target: Target(column: "class", positive: .value("2")), textColumns: ["tweet"]))
        #expect(held.auc >= 0.95)
        #expect(held.certified > 0.99)
    }
}
