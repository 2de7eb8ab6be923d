import Records
import Testing

@Suite struct SchemaTests {
    private func guess(_ columns: [(String, [String])]) -> Schema {
        let rows = (0..<24).map { row in columns.map { $0.1[row % $0.1.count] } }
        return Schema.guessed(for: MemoryTable(columnNames: columns.map(\.0), rows: rows))
    }

    private func positive(_ values: [String], name: String = "label") -> String? {
        guess([(name, values)]).target?.positiveText
    }

    @Test func `a target is known by its name before its place`() {
        #expect(guess([("y", ["0", "1"]), ("other", ["a", "b"])]).target?.column == "y")
        #expect(guess([("loan_approved", ["0", "1"]), ("other", ["a", "b"])]).target?.column == "loan_approved")
        #expect(guess([("income_band", ["lo", "hi"]), ("other", ["a", "b"])]).target?.column == "income_band")
        #expect(guess([("label_x", ["0", "1"]), ("target", ["0", "1"])]).target?.column == "target")
    }

    @Test func `without a name the last column of two values that is no group is the target`() {
        #expect(guess([("p", ["0", "1"]), ("q", ["a", "b"]), ("sex", ["m", "f"])]).target?.column == "q")
        #expect(guess([("p", ["1", "2", "3"]), ("sex", ["m", "f"])]).target == nil)
        #expect(guess([("y", ["1"])]).target == nil)
    }

    @Test(arguments: [
        (["0", "1"], "1"), (["1.0", "0.0"], "1.0"), (["-1", "1"], "1"), (["no", "Yes"], "Yes"),
        (["<=50K", ">50K"], ">50K"), (["good", "bad"], "bad"), (["approved", "denied"], "denied"),
        (["1", "1", "2"], "2"), (["a", "a", "b"], "b"), (["0", "1", "2"], "2"),
        (["0.0", "0.25", "1.0"], ">=0.5"), (["10.5", "11.5", "12.5"], ">=11.5"), (["FALSE", "TRUE"], "TRUE"),
    ])
    func `the positive value is guessed`(values: [String], expected: String) {
        #expect(positive(values) == expected)
    }

    @Test(arguments: [
        ["0", "1"], ["a", "a", "b"], ["0.0", "0.25", "1.0"], ["7.5", "7.5", "7.5", "9.5", "3.5"], ["-3", "-2", "5"],
    ])
    func `a guessed target always has two classes`(values: [String]) throws {
        let table = MemoryTable(columnNames: ["y"], rows: values.map { [$0] })
        let labels = try Schema.guessed(for: table).target?.labels(in: table)
        #expect(Set(labels ?? []) == [true, false])
    }

    @Test func `groups are known by their names and only where their values can be`() {
        let schema = guess([
            ("Gender", ["m", "f", "x"]), ("patientRace", ["1", "2", "3"]), ("age_group", ["a", "b", "c"]),
            ("muslim", ["0", "1"]), ("black", ["0", "3"]), ("gender_pay_gap", ["0.5", "0.75", "0.1"]),
            ("age", ["20", "30", "41"]),
        ])
        #expect(schema.groups == ["Gender", "patientRace", "age_group", "muslim"])
    }

    @Test func `features are what is left of numbers and categories`() {
        let ids = (0..<24).map { "r\($0)" }
        let schema = guess([
            ("record_id", ids), ("token", ids.map { $0 + "t" }), ("user_id", ["1", "2", "3"]), ("age", ["20", "30.5"]),
            ("city", ["Rome", "Lyon", "Oslo"]), ("split", ["train", "test"]), ("label", ["0", "1"]),
            ("template_id", ["4", "5", "6"]),
        ])
        #expect(schema.idColumn == "record_id")
        #expect(schema.subjectColumn == "user_id")
        #expect(schema.splitColumn == "split")
        #expect(schema.features == ["age", "city"])
        #expect(schema.textColumns.isEmpty)
        #expect(schema.target == Target(column: "label", positive: "1"))
    }

    @Test func `beside a text the other columns are learnt from`() {
        let schema = guess([
            ("note", (0..<24).map { "some words about \($0)" }), ("raters", ["1", "2", "3"]), ("y", ["0", "1"]),
        ])
        #expect(schema.textColumns == ["note"])
        #expect(schema.features == ["raters"])
    }

    // MARK: Validation

    private let table = MemoryTable(
        columnNames: ["y", "age", "sex", "id", "when"],
        rows: (0..<60).map {
            ["\($0 % 2)", "\($0)", $0 % 3 == 0 ? "f" : "m", "\($0)", $0 % 2 == 0 ? "train" : "later"]
        })

    private func refused(_ schema: Schema) throws -> Refusal { try refusal { try schema.validate(against: table) } }

    @Test func `a fit schema passes`() throws {
        try Schema(
            target: Target(column: "y", positive: "1"), features: ["age", "sex"], groups: ["sex"], idColumn: "id",
            testFraction: 0
        ).validate(against: table)
        try Schema().validate(against: table)
    }

    @Test(arguments: [
        Schema(target: Target(column: "agee", positive: "1")), Schema(textColumns: ["agee"]),
        Schema(features: ["agee"]), Schema(groups: ["agee"]), Schema(idColumn: "agee"), Schema(subjectColumn: "agee"),
        Schema(splitColumn: "agee"),
    ])
    func `an unknown column is refused wherever it stands`(schema: Schema) throws {
        #expect(try refused(schema).description == "No column 'agee'. Did you mean 'age'?")
    }

    @Test(arguments: [-0.1, 1, 1.5, .nan, .infinity])
    func `a share outside 0 to 1 is refused`(share: Double) throws {
        #expect(try refused(Schema(testFraction: share)).kind == .usage)
    }

    @Test func `groups of many values are refused`() throws {
        #expect(
            try refused(Schema(groups: ["sex", "age"])).sentence
                == "Column 'age' has 60 values, too many to compare as groups (at most 50).")
    }

    @Test func `a split column names parts only`() throws {
        #expect(
            try refused(Schema(splitColumn: "when")).sentence == "The split column 'when' holds 'later' in record 2.")
    }

    @Test(arguments: [
        Schema(target: Target(column: "y", positive: "1"), features: ["y"]), Schema(features: ["id"], idColumn: "id"),
        Schema(textColumns: ["id"], subjectColumn: "id"), Schema(features: ["age", "age"]),
        Schema(textColumns: ["age"], features: ["age"]),
    ])
    func `an input has one part to play`(schema: Schema) throws {
        #expect(try refused(schema).kind == .usage)
    }
}
