import TestSupport
import Testing

@testable import Records

@Suite struct JSONArrayTests {
    private func read(_ text: String, step: Int = .max) throws -> FormatReading {
        try FormatReading(Array(text.utf8), with: JSONArrayIndexer(fileName: "f.json"), step: step)
    }

    private func copy(_ text: String, without rows: [Int]) throws -> String {
        String(decoding: try read(text).copy(without: rows), as: UTF8.self)
    }

    private static let pretty = "[\n  {\n    \"a\": 1\n  },\n  {\n    \"a\": [\n      2\n    ]\n  } ,\n  {}\n]\n"

    @Test func `the objects of an array are records, wherever lines end`() throws {
        for step in [1, 2, 5, .max] {
            let table = try read(Self.pretty, step: step)
            #expect(table.names == ["a"])
            #expect(table.records == [["1"], ["[2]"], [""]])
            #expect(table.lines == [2])
        }
        #expect(try read("[]").records.isEmpty)
        #expect(try read("\u{FEFF} [ ] ").notices == ["A byte-order mark at the start was skipped."])
    }

    @Test func `a copy without records is an array again, and its other bytes are as they were`() throws {
        #expect(try copy("[{\"a\":1}, {\"a\":2},{\"a\":3}]", without: [0]) == "[{\"a\":2},{\"a\":3}]")
        #expect(try copy("[{\"a\":1}, {\"a\":2},{\"a\":3}]", without: [1]) == "[{\"a\":1}, {\"a\":3}]")
        #expect(try copy("[{\"a\":1}, {\"a\":2} ,{\"a\":3}\n]", without: [1, 2]) == "[{\"a\":1}\n]")
        #expect(try copy("[{\"a\":1},{\"a\":2}]", without: [0, 1]) == "[]")
        #expect(try copy(Self.pretty, without: [0, 2]) == "[\n  {\n    \"a\": [\n      2\n    ]\n  } \n]\n")
        #expect(try copy(Self.pretty, without: []) == Self.pretty)
    }

    @Test(
        arguments: [
            ("[{\"a\":1},\n 2]", 2, 2, "a record has to be an object, but this is a number"),
            ("[{\"a\":1},]", 1, 10, "a record has to be an object, but this is ']'"),
            ("[{\"a\":1} {\"a\":2}]", 1, 10, "a comma or ']' is expected here, not '{'"),
            ("[{\"a\":1}]\nx", 2, 1, "nothing may stand behind it, but here is 'x'"),
            ("[{\"a\":1}", 1, 9, "the file ends inside a record"),
            ("[{\"a\":1},", 1, 10, "the file ends inside a record"),
            ("[", 1, 2, "the file ends inside a record"),
            (
                "[{\"a\":\n\"x\ny\"}]", 2, 3,
                "the end of the line stands inside a text, where JSON wants an escape such as \\n"
            ),
            ("{}", 1, 1, "an array of objects is expected here, not '{'"),
        ] as [(String, Int, Int, String)])
    func `what is no array of objects is refused with its line and column`(
        text: String, line: Int, column: Int, what: String
    ) throws {
        for step in [1, 4, .max] {
            let refused = try refusal { try read(text, step: step) }
            #expect(refused.sentence == "'f.json', line \(line), column \(column): \(what).")
        }
    }

    @Test(
        arguments: [
            ("[{\"a\":1}]", true), ("\n [\n\n {", true), ("[]", true), ("[", true), ("[1]", false), ("[[1]]", false),
            ("{\"a\":1}", false), ("[text],b\n", false), ("", false),
        ] as [(String, Bool)])
    func `an array is recognised by its first object`(text: String, isSo: Bool) {
        Array(text.utf8).withUnsafeBufferPointer {
            #expect(JSONArrayFormat.recognises($0, isWhole: false) == isSo)
        }
    }
}
