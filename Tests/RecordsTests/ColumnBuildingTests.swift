import Records
import Testing

@Suite struct ColumnBuildingTests {
    private func kind(_ values: [String], name: String = "x") -> Column.Kind { Column(name: name, values: values).kind }

    @Test func `every distinct text has one code, in order of first appearance`() {
        let column = Column(name: "x", values: ["b", "a", "b", "", "1e2"])
        #expect(column.distinct == ["b", "a", "", "1e2"])
        #expect(column.codes == [0, 1, 0, 2, 3])
        #expect(column.isMissingCode == [false, false, true, false])
        #expect(column.number(4) == 100)
        #expect(column.number(0).isNaN)
    }

    @Test(arguments: ["", " ", "\t", "?", "NA", "na", "n/a", "N/A", "NaN", "nan", "null", "NULL", " ? "])
    func `these texts stand for a missing value`(text: String) {
        #expect(Column(name: "x", values: [text, "1"]).isMissing(0))
        #expect(kind([text, "1", "2"]) == .number)
    }

    @Test(arguments: ["0", "none", "-", "nil", "n a", "??", "NAN1", String(repeating: "?", count: 17)])
    func `these texts do not`(text: String) { #expect(!Column(name: "x", values: [text]).isMissing(0)) }

    @Test(
        arguments: [
            ("0", 0), ("-12", -12), ("+3", 3), (".5", 0.5), ("5.", 5), ("1.5e3", 1500), ("2E-2", 0.02), ("007", 7),
        ] as [(String, Double)])
    func `these texts are numbers`(text: String, number: Double) {
        let column = Column(name: "x", values: [text])
        #expect(column.kind == .number)
        #expect(column.number(0) == number)
    }

    @Test(arguments: [
        "0x10", "inf", "infinity", "-inf", "1e999", "1_000", "+", "e5", "1e", "1e+", "--1",
        "1.2.3", "\u{661}", "1\u{0}",
    ])
    func `these texts are not`(text: String) {
        #expect(kind([text, "1", "1"]) != .number)
        #expect(Column(name: "x", values: [text]).number(0).isNaN)
    }

    @Test func `one word makes a column of numbers one of categories`() {
        #expect(kind(["1", "2", "2", "three"]) == .category)
    }

    @Test func `words that mostly differ are text and words that repeat a category`() {
        let sentences = (0..<30).map { "this is sentence \($0)" }
        #expect(kind(sentences) == .text)
        #expect(kind(sentences + ["", "?"]) == .text)
        #expect(
            kind(["Greater than 45", "Less than 25", "25 - 45", "25 - 45", "25 - 45", "Less than 25"]) == .category)
        #expect(kind((0..<30).map { "記録は忘れられる\($0)" }) == .text)
    }

    @Test func `short texts that all differ are an identifier, given enough of them`() {
        #expect(kind((0..<30).map { "u\($0)" }) == .identifier)
        #expect(kind(["Male", "Female"]) == .category)
        #expect(kind(["k1", "k2"], name: "user_id") == .identifier)
        #expect(kind((0..<30).map { "u\($0)" } + ["u1"]) == .category)
    }

    @Test(arguments: ["id", "ID", "entity_id", "userId", "PassengerId", "index", "column 1"])
    func `integers that all differ are an identifier where the name says so`(name: String) {
        #expect(kind(["1", "2", "5"], name: name) == .identifier)
        #expect(kind(["1", "2", "2"], name: name) == .number)
        #expect(kind(["1", "2.5", "3"], name: name) == .number)
    }

    @Test(arguments: ["age", "paid", "humid", "column 1"])
    func `integers that all differ are numbers otherwise`(name: String) {
        #expect(kind(["5", "2", "9"], name: name) == .number)
    }

    @Test func `a column without values is a category`() { #expect(kind(["", "?", ""]) == .category) }

    @Test func `ten thousand texts and as many repeats keep their codes`() {
        let values = (0..<20_000).map { "v\($0 % 10_000)" }
        let column = Column(name: "x", values: values)
        #expect(column.distinct.count == 10_000)
        #expect(values.indices.allSatisfy { column.text($0) == values[$0] && column.codes[$0] == UInt32($0 % 10_000) })
    }

    @Test func `a summary counts what is there`() {
        let numbers = ColumnSummary(Column(name: "x", values: ["3", "?", "-1", "3", "", "10"]))
        #expect(numbers.kind == .number && numbers.missing == 2 && numbers.distinct == 3)
        #expect(numbers.minimum == -1 && numbers.maximum == 10)
        #expect(numbers.examples == ["3", "-1", "10"])
        let words = ColumnSummary(Column(name: "x", values: ["a", "b", "c", "d", "d", "a", "d"]))
        #expect(words.examples == ["d", "a", "b"])
        #expect(words.minimum == nil && words.maximum == nil && words.missing == 0)
    }
}
