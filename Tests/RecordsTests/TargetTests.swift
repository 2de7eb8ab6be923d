import Records
import Testing

@Suite struct TargetTests {
    private let table = MemoryTable(
        columnNames: ["y", "score", "word"],
        rows: [["1.0", "0.4", "bad"], ["0.0", "0.5", "good"], ["?", "", "=x"], ["1.0", "0.9", ">=3"]])

    private func labels(_ column: String, _ positive: String) throws -> [Bool?] {
        try Target(column: column, positive: positive).labels(in: table)
    }

    @Test func `records with the value are positive, records without any are neither`() throws {
        #expect(try labels("word", "bad") == [true, false, false, false])
        #expect(try labels("y", "1.0") == [true, false, nil, true])
    }

    @Test func `a value that no record has as it is written is compared as a number`() throws {
        #expect(try labels("y", "1") == [true, false, nil, true])
    }

    @Test func `a bound takes its own number in`() throws {
        #expect(try labels("score", ">=0.5") == [false, true, nil, true])
        #expect(try labels("score", ">= 0.5") == [false, true, nil, true])
    }

    @Test(arguments: [">=0.5", ">50K", "1", "", "=", "==x", ">=50K", "=>=3", " a"])
    func `the text of a positive is read back as the same`(text: String) {
        let target = Target(column: "x", positive: text)
        #expect(Target(column: "x", positive: target.positiveText) == target)
    }

    @Test func `an equals sign before a value takes it as it stands`() throws {
        #expect(Target(column: "x", positive: "=>=3").positive == .value(">=3"))
        #expect(Target(column: "x", positive: ">=3").positive == .atLeast(3))
        #expect(Target(column: "x", positive: .value(">=3")).positiveText == "=>=3")
        #expect(try labels("word", "=>=3") == [false, false, false, true])
        #expect(try labels("word", "==x") == [false, false, true, false])
    }

    @Test func `no positive record is refused with the values there are`() throws {
        let refused = try refusal { try labels("y", "2") }
        #expect(refused.kind == .badData)
        #expect(
            refused.description == "One-class target: no record with a value in column 'y' is positive ('2'). "
                + "Choose among its values: '1.0' (2), '0.0' (1).")
    }

    @Test func `only positive records are refused`() throws {
        let refused = try refusal { try labels("score", ">=0.1") }
        #expect(refused.sentence.hasPrefix("One-class target: every record with a value in column 'score'"))
    }

    @Test func `a bound on words is refused with the word`() throws {
        let refused = try refusal { try labels("word", ">=1") }
        #expect(refused.sentence == "The target '>=1.0' needs numbers, but column 'word' holds 'bad'.")
    }

    @Test func `an unknown column is refused`() throws {
        #expect(try refusal { try labels("sore", "1") }.nextStep == "Did you mean 'score'?")
    }

    @Test func `a column without values is refused`() throws {
        let empty = MemoryTable(columnNames: ["y"], rows: [[""], ["?"]])
        let refused = try refusal { try Target(column: "y", positive: "1").labels(in: empty) }
        #expect(refused.nextStep == "The column holds no values; choose another.")
    }
}
