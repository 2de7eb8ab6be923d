import TestSupport
import Testing

@testable import Records

/// What is guessed from where a table is big.
struct TableSampleTests {
    /// Few records, but long ones: more than a small table's bytes.
    @Test func `of a big file with few records the sample has all`() throws {
        let long = String(repeating: "word ", count: 4_000)
        let rows = (0..<900).map { "\($0),\($0 == 890 ? "odd" : "7"),\(long)" }
        let table = try Scratch.table("number,mostly,text\n" + rows.joined(separator: "\n") + "\n")
        #expect(table.sample.rowCount == 900)
        #expect(table.kind(of: 1) == .category)
        #expect(table.kind(of: 2) == .category)
    }

    @Test func `of many records the sample has some from the first to the last`() throws {
        let filler = String(repeating: "x", count: 200)
        let rows = (0..<90_000).map { "\($0),\($0 % 3),\(filler)" }
        let table = try Scratch.table("place,group,filler\n" + rows.joined(separator: "\n") + "\n")
        let places = try table.sample.column(named: "place")
        #expect(table.sample.rowCount == 8192)
        #expect(places.text(0) == "0" && places.text(8191) == "89999")
        #expect(table.kind(of: 1) == .number)
    }
}
