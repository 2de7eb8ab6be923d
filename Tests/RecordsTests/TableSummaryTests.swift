import TestSupport
import Testing

@testable import Records

@Suite struct TableSummaryTests {
    @Test func `every column has a line, handed over as it comes`() throws {
        var handed: [String] = []
        let summary = try TableSummary(of: .all(8), in: ValueCountsTests.table) { handed.append($0.name) }
        #expect(handed == ["sex", "age", "income", "text"])
        let lines = summary.lines
        #expect(lines.map(\.kind) == [.category, .number, .category, .category])
        #expect(lines.map(\.missing) == [2, 2, 1, 2])
        #expect(lines.map(\.distinct) == [3, 3, 2, 4])
        #expect(lines.map(\.isDistinctExact) == [true, true, true, false])
        #expect(lines[1].numbers?.maximum == 30)
        #expect(
            lines.map(\.examples) == [["f", "m", "d"], ["4", "30", "30.0"], ["lo", "hi"], ["b b", "a a", "c c"]])
    }

    @Test func `however a column is stored it is summed up alike`() throws {
        let stored = SortingTests.stored
        let coded = StoredTable(
            stored.columns.map { column in (column.name, .coded, (0..<column.count).map(column.text)) })
        let rows = RowList((0..<stored.rowCount).filter { $0 % 3 != 1 })
        for name in stored.columnNames {
            let a = try TableSummary.Line(name, rows: rows, in: stored)
            let b = try TableSummary.Line(name, rows: rows, in: coded)
            #expect(a.kind == b.kind, "\(name)")
            #expect((a.missing, a.distinct, a.meanLength) == (b.missing, b.distinct, b.meanLength), "\(name)")
            #expect(a.numbers == b.numbers, "\(name)")
            #expect(a.examples == b.examples, "\(name)")
        }
    }

    @Test func `texts have a mean length in characters`() throws {
        let table = StoredTable([("t", .text, ["one two é", "?", "one two three four"])])
        let line = try TableSummary.Line("t", rows: .all(3), in: table)
        #expect(line.kind == .text)
        #expect(line.meanLength == 13.5)
        #expect(try TableSummary.Line("t", rows: RowList(), in: table).meanLength == nil)
    }

    @Test func `a cancelled summary says so`() {
        let cancellation = Cancellation()
        cancellation.cancel()
        #expect(throws: CancellationError.self) {
            try TableSummary(of: .all(8), in: ValueCountsTests.table, cancellation: cancellation)
        }
    }
}
