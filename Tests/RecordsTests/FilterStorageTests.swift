import TestSupport
import Testing

@testable import Records

@Suite struct FilterStorageTests {
    /// More rows than a few segments of 64 have, from few and awkward texts.
    static let table: FilterTable = {
        var numbers = Seeded(41)
        func values(_ choices: [String]) -> [String] { (0..<300).map { _ in numbers.pick(choices) } }
        return FilterTable([
            ("age", .number, values(["30", "30.0", "20.5", "?", "-1", "1e2", "", "0", "-0", "31", "16777216"])),
            (
                "when", .category,
                values([
                    "2016-01-31", "2016-01-31T00:00", "2016-01-31 12:30:05", "2015-12-31T23:30-01:00", "?", "",
                    "2016-02-01",
                ])
            ),
            (
                "free text", .text,
                values([
                    "You IDIOT", "2016-01-31", "30", "?", "", "é kelvin", "É \u{212A}ELVIN", "a/b c \"d\"", "x y z",
                ])
            ),
        ])
    }()
    let overlay = Overlay(
        facets: [
            "flag": .init(values: ["toxic", "fine"], masks: (0..<300).map { UInt32($0 % 5 % 4) }),
            "hit": .init(values: ["pii.email"], masks: (0..<300).map { UInt32($0 % 7 == 0 ? 1 : 0) }),
        ],
        numbers: ["model.score": (0..<300).map { $0 % 9 == 0 ? .nan : Double($0 % 5) / 2 }],
        ids: (0..<300).map { RecordID(high: UInt64($0) << 55, low: UInt64($0)) })

    static let forms: [[String: StoredTable.Form]] = [
        [:], ["age": .float32, "when": .dates, "free text": .text], ["age": .float64, "when": .dates],
    ]

    @Test(arguments: forms) func `every way to store a column answers as a row-by-row reading does`(
        forms: [String: StoredTable.Form]
    ) throws {
        let table = StoredTable(Self.table, forms)
        var randoms = [
            FilterRandom(
                numbers: Seeded(42), columns: ["age"], texts: ["30", "?", "-0", "idiot", "1e2", "16777217"],
                limits: [-1, 0, 20.5, 30, 31, 16_777_217]),
            FilterRandom(
                numbers: Seeded(43), columns: ["when"], texts: ["2016-01-31", "?", "2016-01-31T12:30", "00:30"],
                limits: [0], dates: ["2016-01-31", "2016-01-01T00:30", "2016-01-31T12:30:05", "2015-01-01"]),
            FilterRandom(
                numbers: Seeded(44), columns: ["free text"],
                texts: ["2016-01-31", "30", "K", "?", "idiot", "é", "IDIOT"],
                limits: [0, 30], dates: ["2016-01-31"]),
        ]
        let oracle = FilterOracle(table: Self.table, overlay: overlay)
        var tried = 0
        for round in 0..<450 {
            let expression = randoms[round % 3].expression(depth: 3)
            guard let found = try? Filter(expression).rows(in: table, overlay: overlay, segment: 64) else { continue }
            tried += 1
            #expect(found.rows == oracle.rows(expression), "\(Filter(expression))")
        }
        #expect(tried > 200)
    }

    @Test(arguments: [
        ("when=2016-01-31", 4), ("when>2016-01-31", 2), ("when<=2016-01-31", 4), ("when<2016-01-31", 0),
        ("when=2016-01-31T12:30", 1), ("when=2016-02-01..", 2), ("when!=2016-01-31", 4), ("when:missing", 2),
        ("when~12:30", 1), ("when=?", 1), (#"when>="2016-01-31 12:30:05+00:00""#, 3), ("when=..2016-01-31T00:00:00", 3),
        ("when~/T00/", 3), ("-when:missing", 6),
    ])
    func `a date is all of its seconds`(text: String, expected: Int) throws {
        let values = [
            "2016-01-31", "2016-01-31T00:00", "2016-01-31 12:30:05", "2016-01-31T00:00:00+00:00", "?", "",
            "2016-02-01", "2016-02-01T00:30+00:30",
        ]
        for form in [StoredTable.Form.coded, .dates] {
            let table = StoredTable([("when", form, values)])
            #expect(try Filter(parsing: text).rows(in: table).cardinality == expected, "\(form)")
        }
    }

    @Test(arguments: [
        ("age>2016-01-01", "2016-01-01", nil as String?), ("age=2016-01-01", "2016-01-01", nil),
        ("age=2016-01-01..", "2016-01-01..", nil), ("when>2016", "2016", "2016-01-01"),
        ("when=2016", "2016", "2016-01-01"),
        ("when>5", "5", nil), ("note>2016-01-01", "note", nil), ("note>5", "note", nil),
        ("when=2016..2017-01-01", "2016..2017-01-01", nil), ("model.score>2016-01-01", "2016-01-01", nil),
        ("model.score=2016-01-01", "2016-01-01", nil), ("model.score=2016-01-01..", "2016-01-01..", nil),
        ("when=2016-02-01..2016-01-01", "2016-02-01..2016-01-01", "2016-01-01..2016-02-01"),
    ])
    func `dates and numbers are not compared`(text: String, token: String, suggestion: String?) throws {
        let values = ["1", "2", "?"]
        let (dates, notes) = (["2016-01-31", "", "2016-02-01"], ["a", "b", ""])
        let overlay = Overlay(numbers: ["model.score": [1, 2, 3]])
        for isCoded in [true, false] {
            let table = StoredTable([
                ("age", isCoded ? .coded : .float64, values), ("when", isCoded ? .coded : .dates, dates),
                ("note", isCoded ? .coded : .text, notes),
            ])
            let error = try #require(throws: FilterError.self) {
                try Filter(parsing: text).rows(in: table, overlay: overlay)
            }
            let start = error.text.index(error.text.startIndex, offsetBy: error.offset)
            #expect(error.text[start...].prefix(error.length) == token, "\(error)")
            #expect(error.suggestion == suggestion)
        }
    }

    @Test func `of two patterns that give up the first in the text is named, wherever they do`() throws {
        let slow = String(repeating: "a", count: 60) + "!"
        let values = (0..<400).map { $0 % 64 == 3 ? slow : "b\($0)" }
        let late = (0..<400).map { $0 == 399 ? slow : "b\($0)" }
        let table = StoredTable([("x", .text, values), ("y", .text, late)])
        let filter = try Filter(parsing: "y~/(a+)+$/ or x~/(a+)+$/")
        let error = try #require(throws: FilterError.self) {
            try filter.rows(in: table, overlay: Overlay(), segment: 64)
        }
        #expect(error.offset == 2)
    }

    @Test func `a cancelled filter says so`() throws {
        let cancellation = Cancellation()
        cancellation.cancel()
        #expect(throws: CancellationError.self) {
            try Filter(parsing: "age>3").rows(in: Self.table, cancellation: cancellation)
        }
    }
}
