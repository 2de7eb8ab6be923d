import Foundation
import Records
import TestSupport
import Testing

@Suite(.enabled(if: SharedData.isThere, "the shared data sets are not here; set LETHE_SHARED"))
struct SharedDataTests {
    @Test(arguments: [
        ("adult-train.csv", 32_561, 15), ("civil-comments-spans.csv", 46_784, 4), ("civil-comments.csv", 16_100, 15),
        ("compas.csv", 7_214, 6), ("davidson.csv", 24_783, 7), ("german.csv", 1_000, 10), ("hatecheck.csv", 3_728, 13),
    ])
    func `every data set opens with the rows it is said to have`(name: String, rows: Int, columns: Int) throws {
        let table = try SharedData.table(name)
        #expect(table.rowCount == rows)
        #expect(table.columnNames.count == columns)
        let nameless = ["davidson.csv", "hatecheck.csv"].contains(name)
        #expect(table.notices == (nameless ? ["A column had no name: now 'column 1'."] : []))
        let last = table.record(rows - 1)
        for (index, text) in last.enumerated() {
            #expect(table.field(rows - 1, index) == text)
            #expect(table.column(index).text(rows - 1) == text)
        }
    }

    @Test func `lines are those of the file, quoted line ends and all`() throws {
        let table = try SharedData.table("civil-comments.csv")
        let file = try Data(contentsOf: URL(fileURLWithPath: table.path))
        let lines = file.split(separator: 10, omittingEmptySubsequences: false)
        for row in stride(from: 0, to: table.rowCount, by: 97) {
            let line = String(decoding: lines[table.line(row) - 1], as: UTF8.self)
            #expect(line.hasPrefix(table.field(row, 0) + ","))
        }
    }

    @Test func `compas is guessed`() throws {
        let schema = Schema.guessed(for: try SharedData.table("compas.csv"))
        #expect(
            schema
                == Schema(
                    target: Target(column: "label_value", positive: "1"),
                    features: ["score", "race", "sex", "age_cat"], groups: ["race", "sex", "age_cat"],
                    idColumn: "entity_id"))
    }

    @Test func `adult is guessed, and its question marks are missing`() throws {
        let table = try SharedData.table("adult-train.csv")
        let schema = Schema.guessed(for: table)
        #expect(schema.target == Target(column: "income-per-year", positive: ">50K"))
        #expect(schema.groups == ["race", "sex"])
        #expect(schema.features == Array(table.columnNames.dropLast()))
        #expect(schema.idColumn == nil)
        #expect(ColumnSummary(try table.column(named: "workclass")).missing == 1836)
        #expect(try table.column(named: "fnlwgt").kind == .number)
    }

    @Test func `german is guessed`() throws {
        let schema = Schema.guessed(for: try SharedData.table("german.csv"))
        #expect(schema.target == Target(column: "risk", positive: "1"))
        #expect(schema.groups == ["sex"])
        #expect(schema.features.count == 9)
    }

    @Test func `davidson is guessed, and the raters' counts are not learnt from`() throws {
        let table = try SharedData.table("davidson.csv")
        let schema = Schema.guessed(for: table)
        #expect(schema.target?.column == "class")
        #expect(schema.textColumns == ["tweet"])
        #expect(schema.features.isEmpty)
        #expect(schema.idColumn == nil)
        #expect(table.column(0).kind == .identifier)
    }

    @Test func `hatecheck is guessed`() throws {
        let schema = Schema.guessed(for: try SharedData.table("hatecheck.csv"))
        #expect(schema.target == Target(column: "label_gold", positive: "hateful"))
        #expect(schema.textColumns == ["test_case"])
        #expect(schema.groups == ["target_ident"])
        #expect(schema.idColumn == "case_id")
    }

    @Test func `civil comments are guessed`() throws {
        let schema = Schema.guessed(for: try SharedData.table("civil-comments.csv"))
        #expect(schema.target == Target(column: "target", positive: ">=0.5"))
        #expect(schema.textColumns == ["comment_text"])
        #expect(schema.features.isEmpty)
        #expect(schema.idColumn == "comment_id")
        #expect(
            schema.groups == [
                "male", "female", "homosexual_gay_or_lesbian", "christian", "jewish", "muslim", "black", "white",
                "psychiatric_or_mental_illness",
            ])
    }

    @Test(arguments: [
        "compas.csv", "adult-train.csv", "german.csv", "davidson.csv", "hatecheck.csv", "civil-comments.csv",
    ])
    func `a guessed schema is fit for its table and labels it`(name: String) throws {
        let table = try SharedData.table(name)
        let schema = Schema.guessed(for: table)
        try schema.validate(against: table)
        #expect(try schema.target?.labels(in: table).contains(true) == true)
    }

    @Test(arguments: ["adult-train.csv", "hatecheck.csv", "davidson.csv"])
    func `ids after forgetting are those of the redacted copy`(name: String) throws {
        let table = try SharedData.table(name)
        var random = Seeded(11)
        let forgotten = (0..<table.rowCount).map { _ in Int.random(in: 0..<20, using: &random) == 0 }
        let copy = try Scratch().file(name)
        try table.writeCopy(without: Set(forgotten.indices.filter { forgotten[$0] }), to: copy)
        let predicted = try Identities(table: table, seed: 1).ids(without: forgotten)
        #expect(try Identities(table: Table(path: copy), seed: 1).ids == predicted.compactMap { $0 })
    }
}
