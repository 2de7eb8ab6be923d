import TestSupport
import Testing

@testable import Records

@Suite struct RecordSearchTests {
    static let count = 2_000
    static let table: StoredTable = {
        var numbers = Seeded(61)
        let texts = (0..<count).map { row in
            numbers.below(200) == 0 ? "row \(row) has the NEEDLE in it" : "row \(row) has not"
        }
        return StoredTable([
            ("text", .text, texts), ("code", .coded, (0..<count).map { $0 % 333 == 332 ? "needless" : "x" }),
        ])
    }()

    private func naive(_ places: [Int], _ rows: RowList, _ columns: [String]) throws -> [Int] {
        try places.filter { place in
            try columns.contains { try Self.table.column(named: $0).text(rows[place]).lowercased().contains("needle") }
        }
    }

    @Test func `the nearest place is found in any order, in both directions, and round the end`() throws {
        var numbers = Seeded(62)
        let some = RowList((0..<Self.count).filter { $0 % 7 != 0 })
        let shuffled = RowList(Array(0..<Self.count).shuffled(using: &numbers))
        for (rows, columns) in [(RowList.all(Self.count), ["text"]), (some, ["text", "code"]), (shuffled, [])] {
            let search = try RecordSearch("needle", in: columns)
            let places = try naive(Array(rows.indices), rows, columns.isEmpty ? Self.table.columnNames : columns)
            #expect(places.count > 3)
            for start in [nil, 0, 1, 700, rows.count - 1] + places.prefix(2).map(Optional.init) {
                let next = try search.next(after: start, in: rows, of: Self.table)
                let behind = places.first { $0 > start ?? -1 }
                #expect(next?.place == behind ?? places.first)
                #expect(next?.isWrapped == (behind == nil))
                #expect(next.map { rows[$0.place] } == next?.row)
                let previous = try search.previous(before: start, in: rows, of: Self.table)
                let before = places.last { $0 < start ?? .max }
                #expect(previous?.place == before ?? places.last)
                #expect(try search.next(after: start, in: rows, of: Self.table, wrapping: false)?.place == behind)
            }
        }
    }

    @Test func `rows that are skipped are not found`() throws {
        let search = try RecordSearch("needle", in: ["code"])
        let rows = RowList.all(Self.count)
        let hit = try search.next(after: nil, in: rows, of: Self.table) { $0 == 332 }
        #expect(hit?.place == 665)
        #expect(try search.next(after: nil, in: rows, of: Self.table, skipping: { _ in true }) == nil)
    }

    @Test(
        arguments: [
            ("/^NEED/", nil), ("/^need/", 332), ("/NEEDless/i", 332), ("/", nil), ("needless", 332), ("/x", nil),
            ("//", nil),
        ] as [(String, Int?)])
    func `between slashes stands a regular expression`(text: String, expected: Int?) throws {
        let search = try RecordSearch(text, in: ["code"])
        #expect(try search.next(after: nil, in: .all(Self.count), of: Self.table)?.place == expected)
    }

    @Test func `what was found can be marked`() throws {
        #expect(try RecordSearch("É").ranges(in: "é or É") == [0..<2, 6..<8])
        #expect(try RecordSearch("/[0-9]+/").ranges(in: "a12b3") == [1..<3, 4..<5])
    }

    @Test func `what can't be searched for says why`() throws {
        #expect(throws: FilterError.self) { try RecordSearch("") }
        #expect(throws: FilterError.self) { try RecordSearch("/(/") }
        let search = try RecordSearch("a", in: ["txt"])
        #expect {
            try search.next(after: nil, in: .all(1), of: Self.table)
        } throws: { "\($0)" == "No column 'txt'. Did you mean 'text'?" }
        let slow = StoredTable([("x", .text, [String(repeating: "a", count: 80) + "!"])])
        #expect(throws: Refusal.self) {
            try RecordSearch("/(a+)+$/").next(after: nil, in: .all(1), of: slow)
        }
    }

    @Test func `an empty list has nothing, and a cancelled search says so`() throws {
        #expect(try RecordSearch("a").next(after: nil, in: RowList(), of: Self.table) == nil)
        let cancellation = Cancellation()
        cancellation.cancel()
        #expect(throws: CancellationError.self) {
            try RecordSearch("zzz").next(after: nil, in: .all(Self.count), of: Self.table, cancellation: cancellation)
        }
    }
}
