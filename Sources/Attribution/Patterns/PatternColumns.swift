public import Learning
public import Records

/// What patterns are made of: of each column the values that enough of the training records have, and of numbers the halves
/// and quarters.
public struct PatternColumns: Sendable {
    /// The training rows, in the order of the bits.
    let rows: [Int]
    let single: [(condition: Condition, rows: RowSet)]

    /// - Parameters:
    ///   - names: columns of values and numbers; of free text no value is common enough.
    ///   - rows: the training records.
    ///   - support: the least share of them that a condition holds for.
    /// - Throws: `Refusal` where there is no such column; `CancellationError`.
    /// - Complexity: O(records + distinct values · log of them) a column.
    public init(
        table: some ColumnSource, columns names: [String], rows: [Int], support: Double = 0.05, work: Work = .silent
    ) throws {
        self.rows = rows
        let least = max(1, Int((support * Double(rows.count)).rounded(.up)))
        var single: [(condition: Condition, rows: RowSet)] = []
        for (index, name) in names.enumerated() {
            try work.step(
                Progress(
                    phase: "looking for patterns", fraction: 0.1 * Double(index) / Double(max(1, names.count)),
                    detail: name))
            let column = try table.column(named: name)
            for (test, codes) in Self.tests(column, rows, least) {
                var set = RowSet(count: rows.count)
                for (place, row) in rows.enumerated() where codes[Int(column.codes[row])] { set.insert(place) }
                let count = set.count
                if count >= least, count < rows.count { single.append((Condition(name, test), set)) }
            }
        }
        self.single = single
    }

    /// Tests of a column, with the codes that pass.
    private static func tests(_ column: Column, _ rows: [Int], _ least: Int) -> [(Condition.Test, [Bool])] {
        var counts = Array(repeating: 0, count: column.distinct.count)
        for row in rows { counts[Int(column.codes[row])] += 1 }
        var tests: [(Condition.Test, [Bool])] = []
        func add(_ test: Condition.Test, _ passes: (Int) -> Bool) {
            tests.append((test, counts.indices.map(passes)))
        }
        if counts.indices.contains(where: { column.isMissingCode[$0] && counts[$0] > 0 }) {
            add(.isMissing) { column.isMissingCode[$0] }
        }
        let present = counts.indices.filter { !column.isMissingCode[$0] && counts[$0] > 0 }
        let isNumeric = present.allSatisfy { column.numbers[$0].isFinite }
        // A few numbers are classes.
        guard isNumeric, present.count > 5 else {
            for code in present.sorted(by: {
                column.distinct[$0].utf8.lexicographicallyPrecedes(column.distinct[$1].utf8)
            })
            where counts[code] >= least { add(.equals(column.distinct[code])) { $0 == code } }
            return tests
        }
        for edge in quarters(present.map { (column.numbers[$0], counts[$0]) }) {
            func isNumber(_ code: Int) -> Bool { !column.isMissingCode[code] && counts[code] > 0 }
            add(.atMost(edge)) { isNumber($0) && column.numbers[$0] <= edge }
            add(.above(edge)) { isNumber($0) && column.numbers[$0] > edge }
        }
        return tests
    }

    /// The numbers at a quarter, the half and three quarters of the records, each once.
    private static func quarters(_ numbers: [(number: Double, count: Int)]) -> [Double] {
        let sorted = numbers.sorted { $0.number < $1.number }
        let total = sorted.reduce(0) { $0 + $1.count }
        var (edges, passed, place) = ([Double](), 0, 0)
        for quarter in 1...3 {
            let wanted = total * quarter / 4
            while place < sorted.count, passed + sorted[place].count <= wanted {
                passed += sorted[place].count
                place += 1
            }
            if place < sorted.count, edges.last != sorted[place].number { edges.append(sorted[place].number) }
        }
        return edges
    }
}
