import Attribution
import Learning
import Records
import TestSupport
import Testing

@Suite struct PatternTests {
    private static func search(
        _ bundled: Bundled, _ search: PatternSearch = PatternSearch(), measured: Bool = true
    ) throws -> (patterns: [GapPattern], gap: Double) {
        let model = try bundled.recipe.model()
        let fitted: any FittedModel = try model.fit(bundled.examples, rows: bundled.parts.training, work: .silent)
        let (high, low) = (bundled.group("male"), bundled.group("female"))
        let quantity = try Quantity(
            .parity, of: bundled.parts.rows(bundled.parts.selection, of: high),
            minus: bundled.parts.rows(bundled.parts.selection, of: low), in: bundled.examples)
        let columns = try PatternColumns(
            table: bundled.table, columns: bundled.table.columnNames, rows: bundled.parts.training)
        let influence = try Influence(
            try #require(fitted.differentiable(in: bundled.examples.features)), examples: bundled.examples,
            training: bundled.parts.training)
        let effects = RemovalEffects(model, fitted, examples: bundled.examples, training: bundled.parts.training)
        let patterns = try search.patterns(
            in: columns, explaining: quantity, by: influence,
            measure: measured ? { try effects.together($0, on: quantity) } : nil)
        return (patterns, abs(try #require(quantity.decided(by: fitted, bundled.examples))))
    }

    @Test func `the patterns of a planted injustice name it, as predicted and as measured`() throws {
        let bundled = try Bundled.decisions()
        let (patterns, _) = try Self.search(bundled)
        #expect(patterns.count == 5)
        for pattern in patterns {
            #expect((1...3).contains(pattern.conditions.count) && pattern.support >= 0.05)
            #expect(pattern.rows.count == Int((pattern.support * Double(bundled.parts.training.count)).rounded()))
            // What is predicted is what happens, to a quarter of it.
            let measured = try #require(pattern.measured)
            #expect(measured < 0 && abs(pattern.predicted - measured) < 0.25 * abs(measured))
            // Its records are those that have it.
            for row in pattern.rows.prefix(20) {
                for condition in pattern.conditions { #expect(try Self.holds(condition, row, bundled.table)) }
            }
        }
        #expect(zip(patterns, patterns.dropFirst()).allSatisfy { $0.interest >= $1.interest })
        // Where they were denied.
        let told = Set(patterns.flatMap { $0.conditions.map(\.description) })
        #expect(told.isSuperset(of: ["branch=Cedar", "branch=Rowan"]))
    }

    private static func holds(_ condition: Condition, _ row: Int, _ table: Table) throws -> Bool {
        let column = try table.column(named: condition.column)
        let code = Int(column.codes[row])
        switch condition.test {
        case .equals(let value): return column.distinct[code] == value
        case .atMost(let edge): return !column.isMissingCode[code] && column.numbers[code] <= edge
        case .above(let edge): return !column.isMissingCode[code] && column.numbers[code] > edge
        case .isMissing: return column.isMissingCode[code]
        }
    }

    @Test func `no pattern is told that a better one holds, nor one of too few records`() throws {
        let bundled = try Bundled.decisions()
        var search = PatternSearch()
        search.count = 40
        search.support = 0.1
        let (patterns, _) = try Self.search(bundled, search, measured: false)
        #expect(patterns.count > 3 && patterns.allSatisfy { $0.support >= 0.1 && $0.measured == nil })
        for (place, pattern) in patterns.enumerated() {
            for better in patterns[..<place] {
                let common = Set(pattern.rows).intersection(better.rows).count
                #expect(Double(common) < 0.8 * Double(min(pattern.rows.count, better.rows.count)))
            }
        }
        search.conditions = 1
        #expect(try Self.search(bundled, search, measured: false).patterns.allSatisfy { $0.conditions.count == 1 })
    }

    @Test(arguments: [1, 2, 4])
    func `any number of threads tells the same patterns`(_ cores: Int) throws {
        let bundled = try Bundled.decisions()
        func found() throws -> [[Condition]] { try Self.search(bundled, measured: false).patterns.map(\.conditions) }
        let alone = try Parallel.$width.withValue(1) { try found() }
        #expect(try Parallel.$width.withValue(cores) { try found() } == alone)
    }
}
