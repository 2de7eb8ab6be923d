import Records
import TestSupport
import Testing

@testable import Learning

/// Rows of numbers, as libsvm files and embeddings have them, are columns whose default is 0.
@Suite struct TreesFeaturesTests {
    /// The same numbers as sparse rows and as table columns under the same names.
    private func both(_ count: Int, seed: UInt64) -> (sparse: Examples, dense: Examples) {
        var random = Seeded(seed)
        let rows = (0..<count).map { _ in
            (0..<6).compactMap { column -> (column: Int, value: Double)? in
                random.next() % 3 == 0 ? (column, Double(Int(random.next() % 9)) - 4) : nil
            }
        }
        let ids = (0..<count).map { _ in RecordID(high: random.next(), low: random.next()) }
        let response = Response(isPositive: rows.map { $0.reduce(0) { $0 + $1.value } + random.fraction() > 0.5 })
        let columns = (0..<6).map { column in
            RawColumn.numbers(name: "x:\(column)", rows.map { $0.first { $0.column == column }?.value ?? 0 })
        }
        return (
            Examples(ids: ids, response: response, features: Features(rows: rows, dimension: 6)),
            Examples(ids: ids, response: response, columns: columns)
        )
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `sparse rows grow the trees of the same numbers in columns`(_ seed: UInt64) throws {
        let (sparse, dense) = both(120, seed: seed)
        let model = ExtraTrees(TreesSample.recipe(TreesRecipe(trees: 6, share: 0.8), seed: seed))
        let rows = Array(0..<120)
        let fitted = try model.fit(sparse, rows: rows)
        #expect(fitted.parameters(sparse) == (try model.fit(dense, rows: rows)).parameters(dense))
        #expect(fitted.margins(sparse, rows: rows) == fitted.margins(dense, rows: rows))
        let after = try model.forget(fitted, examples: sparse, retained: Array(30..<120), removed: Array(0..<30))
        let cold = try model.fit(dense, rows: Array(30..<120))
        #expect(after.parameters(sparse) == cold.parameters(dense))
    }

    @Test func `minus zero is zero`() throws {
        let ids = (0..<30).map { RecordID(high: UInt64($0), low: 7) }
        let response = Response(isPositive: (0..<30).map { $0 % 3 == 0 })
        func bytes(_ zero: Double) throws -> [UInt8] {
            let column = RawColumn.numbers(name: "x", (0..<30).map { $0 % 2 == 0 ? zero : Double($0 - 15) })
            let examples = Examples(ids: ids, response: response, columns: [column])
            let model = ExtraTrees(TreesSample.recipe(TreesRecipe(trees: 8, share: 1)))
            return try model.fit(examples, rows: Array(0..<30)).parameters(examples)
        }
        #expect(try bytes(0) == bytes(-0.0))
    }
}
