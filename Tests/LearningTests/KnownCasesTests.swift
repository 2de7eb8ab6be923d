import Foundation
import Learning
import ModelSuite
import Records
import TestSupport
import Testing

/// Cases in which two ways to the same records once published different bits under the same name.
@Suite struct KnownCasesTests {
    private enum Answer: Hashable {
        case digest(String)
        case refused
    }

    /// A table in some order, learned from by a proposed recipe.
    private struct Learned {
        let table: MemoryTable
        let ids: [RecordID]
        let recipe: ModelRecipe
        let examples: Examples

        init(_ rows: [[String]], ids: [RecordID], names: [String], recipe: ModelRecipe) throws {
            table = MemoryTable(columnNames: names, rows: rows)
            self.ids = ids
            self.recipe = recipe
            examples = try Examples(recipe: recipe, table: table, ids: ids)
        }

        func answer(_ solve: (LogisticRegression) throws -> LogisticRegression.Fitted) throws -> Answer {
            do {
                let fitted = try solve(LogisticRegression(recipe))
                let published = PublishedModel(recipe: recipe, parameters: fitted.parameters(examples))
                let guarantee = fitted.guarantee(examples, digest: published.digest, rows: [])
                #expect(guarantee.kind == .bitIdentical)
                return .digest(published.digest)
            } catch let refusal as Refusal where refusal.kind == .badData {
                #expect(refusal.nextStep.contains("--lambda"))
                return .refused
            }
        }
    }

    /// Forgets every seventh record, and retrains without it in another order; gives the answers.
    private func compare(
        _ rows: [[String]], names: [String], form: LogisticRecipe.Form, target: Target, isScaled: Bool
    ) throws -> (Answer, Answer) {
        let ids = rows.indices.map { RecordID(high: UInt64($0) &* 0x9e37_79b9_7f4a_7c15, low: UInt64($0)) }
        let whole = MemoryTable(columnNames: names, rows: rows)
        let features = names.filter { $0 != target.column }
        let schema = Schema(target: target, features: features)
        var recipe = ModelRecipe(
            family: .logistic(LogisticRecipe(form: form)),
            features: try .proposed(for: whole, schema: schema, rows: Array(rows.indices)), target: target)
        if !isScaled {
            recipe.features.numbers = recipe.features.numbers.map {
                .init(column: $0.column, center: 0, width: 1, clip: .greatestFiniteMagnitude)
            }
        }
        let all = try Learned(rows, ids: ids, names: names, recipe: recipe)
        let retained = rows.indices.filter { $0 % 7 != 3 }
        let forgotten = try all.answer { model in
            let fitted = try model.fit(all.examples, rows: Array(rows.indices))
            return try model.forget(
                fitted, examples: all.examples, retained: retained, removed: rows.indices.filter { $0 % 7 == 3 })
        }
        var random = Seeded(3)
        let order = retained.shuffled(using: &random)
        let redacted = try Learned(order.map { rows[$0] }, ids: order.map { ids[$0] }, names: names, recipe: recipe)
        let cold = try redacted.answer { try $0.fit(redacted.examples, rows: Array(order.indices)) }
        return (forgotten, cold)
    }

    private static func collinear() -> [[String]] {
        var random = Seeded(17)
        return (0..<120).map { _ in
            let (a, b) = (random.normal(), random.normal())
            let label = a - b + random.normal() > 0 ? "yes" : "no"
            return ["\(a)", "\(b)", "\(a + b)", "\(2 * a)", label]
        }
    }

    @Test(arguments: [1, 1e3, 1e6, 1e9, 1e12])
    func `collinear columns settle, or both ways refuse`(_ c: Double) throws {
        let (forgotten, cold) = try compare(
            Self.collinear(), names: ["a", "b", "sum", "twice", "label"], form: .sum(c: c),
            target: Target(column: "label", positive: .value("yes")), isScaled: true)
        #expect(forgotten == cold)
        if c <= 1e6 { #expect(cold != .refused) }
    }

    @Test(arguments: [1, 1e4, 1e8, 1e12])
    func `raw columns of huge numbers settle, or both ways refuse`(_ c: Double) throws {
        var random = Seeded(5)
        let rows = (0..<150).map { _ in
            let (weight, age, share) = (1e6 * (1 + random.fraction()), 20 + 60 * random.fraction(), random.fraction())
            let label = age / 20 + share + random.normal() > 3 ? "yes" : "no"
            return ["\(weight.rounded())", "\(age.rounded())", "\(share)", label]
        }
        let (forgotten, cold) = try compare(
            rows, names: ["weight", "age", "share", "label"], form: .sum(c: c),
            target: Target(column: "label", positive: .value("yes")), isScaled: false)
        #expect(forgotten == cold)
        if c <= 1e4 { #expect(cold != .refused) }
    }

    /// More unknowns than a factor is made for: conjugate gradients, on and off the grid of values.
    @Test(arguments: [1, 1e3, 1e5, 1e7, 1e9, 1e12])
    func `many columns at any condition settle to one answer, or every way refuses`(_ c: Double) throws {
        for isOnGrid in [true, false] {
            var random = Seeded(UInt64(c) &+ (isOnGrid ? 1 : 0))
            let rows = (0..<110).map { _ -> [(column: Int, value: Double)] in
                let columns = Set((0..<14).map { _ in Int(random.next() % (random.next() % 2 == 0 ? 700 : 30)) })
                let entries = columns.sorted().map { column -> (column: Int, value: Double) in
                    // One in ten is a thousand times as large.
                    let value = random.normal() * (column % 10 == 0 ? 1000 : 1)
                    return (column, isOnGrid ? max(1, (value * 256).rounded()) / 256 : value)
                }
                // Each of the frequent ones once more.
                return entries + entries.filter { $0.column < 30 }.map { (700 + $0.column, $0.value) }
            }
            let labels = rows.map {
                $0.reduce(random.normal()) { $0 + ($1.column % 2 == 0 ? $1.value : -$1.value) } > 0
            }
            let examples = Examples(
                ids: rows.indices.map { RecordID(high: 1, low: UInt64($0)) }, response: Response(isPositive: labels),
                features: Features(rows: rows, dimension: 730))
            let model = LogisticRegression(
                ModelRecipe(
                    family: .logistic(LogisticRecipe(form: .sum(c: c))), features: FeatureRecipe(),
                    target: Target(column: "y", positive: .value("1"))))
            func answer(_ solve: () throws -> LogisticRegression.Fitted) throws -> [UInt64]? {
                do { return try solve().weights.map(\.bitPattern) } catch let refusal as Refusal
                    where refusal.kind == .badData
                { return nil }
            }
            let all = Array(rows.indices)
            let kept = all.filter { $0 % 9 != 4 }
            let cold = try answer { try model.fit(examples, rows: kept) }
            let warm = try answer {
                try model.fit(examples, rows: kept, warm: (0..<730).map { _ in random.normal() })
            }
            #expect(warm == cold, "\(isOnGrid)")
            if let before = try? model.fit(examples, rows: all) {
                let after = try answer {
                    try model.forget(before, examples: examples, retained: kept, removed: all.filter { $0 % 9 == 4 })
                }
                #expect(after == cold, "\(isOnGrid)")
            }
            if c <= 1e3 { #expect(cold != nil) }
        }
    }

    private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func rows(_ table: Table) throws -> [[String]] {
        let columns = try table.columnNames.map { try table.column(named: $0) }
        return (0..<table.rowCount).map { row in columns.map { $0.text(row) } }
    }

    @Test(arguments: [1, 1e6, 1e8])
    func `the bundled decisions in two orders have one digest`(_ c: Double) throws {
        let path = Self.package.appendingPathComponent("fixtures/decisions.csv").path
        let table = try Table(path: path)
        let name = try #require(table.columnNames.last)
        let rows = try Self.rows(table)
        let values = Set(rows.compactMap(\.last))
        let positive = try #require(values.sorted().first)
        let (forgotten, cold) = try compare(
            rows, names: table.columnNames, form: .sum(c: c),
            target: Target(column: name, positive: .value(positive)), isScaled: true)
        #expect(forgotten == cold)
        #expect(cold != .refused)
    }

    @Test(.enabled(if: Shared.isThere, "needs ../shared or LETHE_SHARED"), arguments: [1.0, 1e6])
    func `Adult at a strength of a million forgets to the bits of a retrain`(_ c: Double) throws {
        let table = try Table(path: Shared.path("data/adult-train.csv"))
        let rows = Array(try Self.rows(table).prefix(c > 1 ? 6000 : 3000))
        let (forgotten, cold) = try compare(
            rows, names: table.columnNames, form: .sum(c: c),
            target: Target(column: "income-per-year", positive: .value(">50K")), isScaled: true)
        #expect(forgotten == cold)
        #expect(cold != .refused)
    }
}
