import TestSupport
import Testing

@testable import Records

@Suite struct SortingTests {
    let table = FilterTable([
        ("name", .category, ["b", "a", "?", "B", "é", "a", ""]),
        ("age", .number, ["30", "4", "?", "30.0", "-1", "100", "4"]),
    ])
    let overlay = Overlay(
        facets: ["flag": .init(values: ["toxic", "biased", "fine"], masks: [0, 4, 6, 0, 1, 2, 4])],
        numbers: ["model.score": [0.5, .nan, 1, 0.5, -0.0, 0, .nan]])

    @Test(arguments: [
        (["age"], [4, 1, 6, 0, 3, 5, 2]), (["-age"], [5, 0, 3, 1, 6, 4, 2]), (["name"], [3, 1, 5, 0, 4, 2, 6]),
        (["-name"], [4, 0, 1, 5, 3, 2, 6]), (["model.score"], [4, 5, 0, 3, 2, 1, 6]),
        (["-model.score"], [2, 0, 3, 4, 5, 1, 6]), (["-row"], [6, 5, 4, 3, 2, 1, 0]),
        (["flag"], [4, 2, 5, 1, 6, 0, 3]),
        (["-flag"], [1, 6, 2, 5, 4, 0, 3]), (["age", "-row"], [4, 6, 1, 3, 0, 5, 2]), ([], [0, 1, 2, 3, 4, 5, 6]),
        (["name", "age"], [3, 1, 5, 0, 4, 6, 2]),
    ])
    func `rows come in the order of the keys, missing last`(keys: [String], expected: [Int]) throws {
        let keys = keys.map { SortKey(name: String($0.drop { $0 == "-" }), descending: $0.hasPrefix("-")) }
        #expect(try Array(Sorting.sort(.all(7), by: keys, in: table, overlay: overlay)) == expected)
    }

    @Test func `rows of equal keys stay in the order they came`() throws {
        let key = [SortKey(name: "age")]
        #expect(try Sorting.sort(RowList([3, 0, 6, 2, 1]), by: key, in: table) == RowList([6, 1, 3, 0, 2]))
    }

    /// Every way to store a column, with ties, missing values and texts that differ late.
    static let stored: StoredTable = {
        var numbers = Seeded(51)
        let count = 3_000
        func values(_ make: (inout Seeded) -> String) -> [String] {
            (0..<count).map { _ in numbers.below(9) == 0 ? numbers.pick(["?", ""]) : make(&numbers) }
        }
        let stems = ["", "the same beginning of many", "the same beginning of man", "th", "é", "\u{1}", "zebra"]
        return StoredTable([
            ("few", .coded, values { "\($0.below(9) - 4)" }),
            ("single", .float32, values { "\($0.below(400) - 200).5" }),
            ("double", .float64, values { "\(($0.fraction() - 0.5) * 1e9)" }),
            (
                "date", .dates,
                values { DateText(seconds: Int64($0.below(90_000)) - 45_000, precision: .second).description }
            ),
            ("dates coded", .coded, values { $0.pick(["2016-01-31", "2016-01-31T00:00", "2016-01-30T23:00-02:00"]) }),
            ("word", .coded, values { $0.pick(stems) }),
            (
                "text", .text,
                values { random in
                    random.pick(stems) + String(repeating: "x", count: random.below(3) * 9) + random.pick(stems)
                }
            ),
        ])
    }()

    @Test func `sorting agrees with a plain stable sort, whatever the columns and however they are stored`() throws {
        let table = Self.stored
        var numbers = Seeded(52)
        let scores = (0..<table.rowCount).map { _ in numbers.below(7) == 0 ? Double.nan : Double(numbers.below(40)) - 20
        }
        let overlay = Overlay(numbers: ["model.score": scores])
        for round in 0..<24 {
            let names = table.columnNames + ["model.score", "row"]
            let keys = (0...numbers.below(3)).map { _ in
                SortKey(name: numbers.pick(names), descending: numbers.below(2) == 0)
            }
            var rows = Array(0..<table.rowCount).filter { round % 3 == 0 || $0 % 3 == round % 3 }
            if round % 2 == 0 { rows.shuffle(using: &numbers) }
            let sorted = try Sorting.sort(RowList(rows), by: keys, in: table, overlay: overlay)
            let expected = try NaiveSort(table: table, overlay: overlay).sorted(rows, by: keys)
            #expect(sorted == RowList(expected), "\(keys)")
        }
    }

    @Test func `texts that begin alike are told apart by what follows, however late`() throws {
        var numbers = Seeded(53)
        let long = String(repeating: "all of this is the same in every text ", count: 200)
        let values = (0..<900).map { _ in
            String(long.prefix(numbers.pick([0, 6, 7, 8, 14, 300, 7_600])))
                + numbers.pick(["", "a", "b", "\0", "\0\0"])
        }
        let table = StoredTable([("text", .text, values)])
        let key = [SortKey(name: "text")]
        #expect(
            try Sorting.sort(.all(900), by: key, in: table)
                == RowList(NaiveSort(table: table, overlay: Overlay()).sorted(Array(0..<900), by: key)))
    }

    @Test func `the number of threads makes no difference`() throws {
        var numbers = Seeded(54)
        let keys = (0..<5_000).map { _ in numbers.next() >> UInt64(numbers.below(64)) }
        let rows = (0..<5_000).map { UInt32($0) }
        let orders = try [1, 2, 3, 7].map { parts in
            var sort = StableSort(rows, parts: parts, cancellation: nil)
            try sort.sort { keys[$0] }
            return sort.rows
        }
        #expect(orders.allSatisfy { $0 == orders[0] })
        #expect(orders[0].map(Int.init) == keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) })
    }

    @Test func `a cancelled sort says so`() {
        let cancellation = Cancellation()
        cancellation.cancel()
        #expect(throws: CancellationError.self) {
            try Sorting.sort(.all(3_000), by: [SortKey(name: "text")], in: Self.stored, cancellation: cancellation)
        }
    }

    @Test func `an unknown key says which was meant`() {
        #expect {
            try Sorting.sort(.all(1), by: [SortKey(name: "agee")], in: table, overlay: overlay)
        } throws: { "\($0)" == "No column 'agee'. Did you mean 'age'?" }
    }
}

/// Compares rows two at a time, key by key, as plainly as it can be said.
struct NaiveSort {
    let table: StoredTable
    let overlay: Overlay

    func sorted(_ rows: [Int], by keys: [SortKey]) throws -> [Int] {
        let values = try keys.map { key in try rows.map { try value(key.name, $0) } }
        let places = rows.indices.sorted { a, b in
            for (key, values) in zip(keys, values) {
                switch (values[a], values[b]) {
                case (nil, nil): continue
                case (nil, _): return false
                case (_, nil): return true
                case (let x?, let y?):
                    if x.lexicographicallyPrecedes(y) { return !key.descending }
                    if y.lexicographicallyPrecedes(x) { return key.descending }
                }
            }
            return a < b
        }
        return places.map { rows[$0] }
    }

    /// What sorts as the value does; nil where it is missing.
    private func value(_ name: String, _ row: Int) throws -> [Double]? {
        if name == "row" { return [Double(row)] }
        if let numbers = overlay.numbers[name] { return numbers[row].isNaN ? nil : [numbers[row]] }
        let column = try table.column(named: name)
        if column.isMissing(row) { return nil }
        if column.kind == .number { return [column.number(row)] }
        if name.hasPrefix("date") { return DateText(column.text(row)).map { [Double($0.seconds)] } }
        return column.text(row).utf8.map(Double.init)
    }
}
