import TestSupport
import Testing

@testable import Records

@Suite struct FilterRowsTests {
    static let sex = ["Female", "Male", "Female", "?", "female", "Male", "", "Female"]
    static let age = ["30", "20.5", "30.0", "?", "-1", "1e2", "20", "31"]
    static let comment = [
        "You IDIOT here", "nothing to see", "an idiot, twice idiot", "", "É is a letter", "é is one too", "a/b c \"d\"",
        "?",
    ]
    let table = FilterTable([
        ("sex", .category, sex), ("age", .number, age), ("free text", .text, comment),
    ])
    let overlay = Overlay(
        facets: [
            "flag": .init(values: ["toxic", "fine"], masks: [1, 0, 3, 2, 0, 0, 0, 1]),
            "hit": .init(values: ["pii.email"], masks: [0, 0, 1, 0, 0, 0, 0, 0]),
            "split": .init(values: ["train", "selection", "test"], masks: [1, 1, 2, 4, 1, 1, 4, 2]),
        ],
        numbers: ["model.score": [0.1, 0.5, .nan, 1, 0, -1, 0.5, 2]],
        ids: (0..<8).map { RecordID(high: 0x7f3a << 48 | UInt64($0) << 44, low: UInt64($0)) })

    private func rows(_ text: String) throws -> [Int] {
        try Filter(parsing: text).rows(in: table, overlay: overlay).rows
    }

    @Test(arguments: [
        ("", [0, 1, 2, 3, 4, 5, 6, 7]), ("sex=Female", [0, 2, 7]), ("sex!=Female", [1, 3, 4, 5, 6]), ("sex=?", [3]),
        ("sex:missing", [3, 6]), ("-sex:missing sex!=Male", [0, 2, 4, 7]), ("sex~FEM", [0, 2, 4, 7]),
        ("sex~/^F/", [0, 2, 7]), ("sex~/^f/i", [0, 2, 4, 7]), ("age=30", [0, 2]), ("age!=30", [1, 3, 4, 5, 6, 7]),
        ("age=20..30", [0, 1, 2, 6]), ("age!=20..30", [3, 4, 5, 7]), ("age=31..", [5, 7]), ("age=..0", [4]),
        ("age<20", [4]), ("age<=20", [4, 6]), ("age>30", [5, 7]), ("age>=30", [0, 2, 5, 7]), ("age=100", [5]),
        ("idiot", [0, 2]), ("é", [4, 5]), (#""to see""#, [1]), (#""free text"~"a/b""#, [6]), ("Female", []),
        (#""free text"~/a\/b/"#, [6]), ("flag:any", [0, 2, 3, 7]), ("flag:toxic", [0, 2, 7]),
        ("-flag:fine", [0, 1, 4, 5, 6, 7]),
        ("flag:toxic flag:fine", [2]), ("hit:pii.email or flag:fine", [2, 3]), ("split:held-out", [2, 3, 6, 7]),
        ("split:test", [3, 6]), ("row:1", [0]), ("row:3..5", [2, 3, 4]), ("row:7..", [6, 7]), ("row:100", []),
        ("id:7f3a", [0, 1, 2, 3, 4, 5, 6, 7]), ("id:7f3a5", [5]), ("id:8", []), ("model.score>=0.5", [1, 3, 6, 7]),
        ("model.score<0.5", [0, 4, 5]), ("model.score:missing", [2]), ("model.score=0.5", [1, 6]),
        ("model.score!=0.5", [0, 2, 3, 4, 5, 7]), ("-(sex=Female or age>=30)", [1, 3, 4, 6]),
    ])
    func `rows match as the condition says`(text: String, expected: [Int]) throws {
        #expect(try rows(text) == expected)
    }

    @Test func `random filters agree with a row-by-row reading`() throws {
        var random = FilterRandom(
            numbers: Seeded(3), columns: ["age"],
            texts: ["30", "?", "Female", "idiot", "20", "e", "female", "0.5"], limits: [-1, 0, 0.5, 20, 30, 31])
        var sexes = FilterRandom(
            numbers: Seeded(4), columns: ["sex", "free text"], texts: Self.sex + Self.comment, limits: [1])
        var tried = 0
        for _ in 0..<3_000 {
            for expression in [random.expression(), sexes.expression()] {
                guard let found = try? Filter(expression).rows(in: table, overlay: overlay).rows else { continue }
                tried += 1
                let oracle = FilterOracle(table: table, overlay: overlay)
                #expect(found == oracle.rows(expression), "\(Filter(expression))")
            }
        }
        #expect(tried > 3_000)
    }

    @Test func `a bare word searches the columns it is told to`() throws {
        let told = Overlay(textColumns: ["sex"])
        #expect(try Filter(parsing: "female").rows(in: table, overlay: told).rows == [0, 2, 4, 7])
        let textless = FilterTable([("a", .category, ["x", "y", "q"]), ("b", .category, ["q", "x", "z"])])
        #expect(try Filter(parsing: "x").rows(in: textless).rows == [0, 1])
    }

    @Test func `a table of no rows has none that match`() throws {
        let empty = FilterTable([("a", .category, [])])
        for text in ["", "a=1", "-a=1", "a>1", "x"] {
            #expect(try Filter(parsing: text).rows(in: empty).rows == [])
        }
    }

    @Test func `complement and union hold across word boundaries of the row set`() {
        for count in [0, 1, 63, 64, 65, 128, 200] {
            let thirds = RowSet(count: count) { $0 % 3 == 0 }
            #expect(thirds.rows == (0..<count).filter { $0 % 3 == 0 })
            #expect(thirds.complement.rows == (0..<count).filter { $0 % 3 != 0 })
            var all = thirds
            all.formUnion(thirds.complement)
            #expect(all.rows == Array(0..<count))
            all.formIntersection(thirds)
            #expect(all.rows == thirds.rows)
        }
    }
}
