import TestSupport
import Testing

@testable import Records

@Suite struct ValueCountsTests {
    static let table = StoredTable([
        ("sex", .coded, ["f", "m", "f", "?", "f", "", "m", "d"]),
        ("age", .coded, ["30", "30.0", "4", "?", "4", "4", "", "9"]),
        ("income", .coded, ["hi", "lo", "lo", "lo", "hi", "hi", "lo", "?"]),
        ("text", .text, ["b b", "a a", "b b", "?", "c c", "a a", "", "d d"]),
    ])

    @Test func `the most frequent come first, by group and with positives`() throws {
        let positive = RowSet(count: 8) { [0, 1, 2].contains($0) }
        let counts = try ValueCounts(of: "sex", by: "income", positive: positive, rows: .all(8), in: Self.table)
        #expect(counts.groups.map(\.text) == ["lo", "hi", ""])
        #expect(counts.groups.map(\.count) == [4, 3, 1])
        #expect(counts.lines.map(\.text) == ["f", "m", "", "d"])
        #expect(counts.lines.map(\.count) == [3, 2, 2, 1])
        #expect(counts.lines.map(\.isMissing) == [false, false, true, false])
        #expect(counts.lines[0].countsByGroup == [1, 2, 0])
        #expect(counts.lines[0].positives == 2)
        #expect(counts.lines[0].positivesByGroup == [1, 1, 0])
        #expect(counts.lines[0].share == 0.375)
        #expect(counts.distinct == 3)
        #expect(counts.lines.map(counts.filterText) == ["sex=f", "sex=m", "sex:missing", "sex=d"])
    }

    @Test func `numbers that a filter can't tell apart are one value`() throws {
        let counts = try ValueCounts(of: "age", rows: .all(8), in: Self.table)
        #expect(counts.lines.map(\.text) == ["4", "30", "", "9"])
        #expect(counts.lines.map(\.count) == [3, 2, 2, 1])
    }

    @Test func `only the rows of the list are counted, and a limit says what it leaves out`() throws {
        for column in ["sex", "text"] {
            let counts = try ValueCounts(of: column, rows: RowList([0, 1, 2, 3, 7]), in: Self.table, limit: 1)
            #expect(counts.lines.filter { !$0.isMissing }.map(\.count) == [2])
            #expect(counts.lines.count == 2)
            #expect((counts.omittedValues, counts.omittedRows, counts.rows) == (2, 2, 5))
        }
    }

    /// The filter of every line shows as many rows as it counts; together all rows.
    @Test(arguments: ["few", "single", "double", "date", "dates coded", "word", "text"])
    func `every line counts what its filter shows, however the column is stored`(column: String) throws {
        let table = SortingTests.stored
        let rows = RowList((0..<table.rowCount).filter { $0 % 4 != 0 })
        let counts = try ValueCounts(of: column, by: "word", rows: rows, in: table)
        #expect(counts.lines.reduce(0) { $0 + $1.count } == rows.count)
        #expect(counts.omittedRows == 0)
        #expect(counts.lines.count { !$0.isMissing } == counts.distinct)
        #expect(zip(counts.lines, counts.lines.dropFirst()).allSatisfy { $0.count >= $1.count })
        let shown = RowSet(rows, of: table.rowCount)
        for line in counts.lines.prefix(40) + counts.lines.suffix(3) {
            let text = counts.filterText(for: line)
            #expect(try Filter(parsing: text).description == text)
            var found = try Filter(parsing: text).rows(in: table)
            found.formIntersection(shown)
            #expect(found.cardinality == line.count, "\(text)")
            #expect(line.countsByGroup.reduce(0, +) == line.count)
        }
        let limited = try ValueCounts(of: column, rows: rows, in: table, limit: 5)
        #expect(
            limited.lines.filter { !$0.isMissing }.map(\.text)
                == counts.lines.filter { !$0.isMissing }.prefix(5).map(\.text))
    }

    @Test func `at most 24 groups are told apart`() throws {
        let groups = (0..<300).map { "g\($0 % 30 < 20 ? $0 % 30 : $0 % 11 + 20)" }
        let table = StoredTable([("g", .coded, groups), ("v", .coded, groups.map { _ in "x" })])
        let counts = try ValueCounts(of: "v", by: "g", rows: .all(300), in: table)
        #expect(counts.groups.count == 25)
        #expect(counts.groups.last?.kind == .others)
        #expect(counts.lines[0].countsByGroup.reduce(0, +) == 300)
        #expect(throws: Refusal.self) { try ValueCounts(of: "g", by: "text", rows: .all(8), in: Self.table) }
    }
}
