import TestSupport
import Testing

@testable import Records

@Suite struct JSONLinesTests {
    private func read(_ text: String, step: Int = .max) throws -> FormatReading {
        try FormatReading(Array(text.utf8), with: JSONLinesIndexer(fileName: "f.jsonl"), step: step)
    }

    @Test func `an object a line is a record, and its keys are columns in order of first appearance`() throws {
        let table = try read("{\"a\": 1, \"b\": \"x\"}\n{\"b\": \"y\", \"c\": true}\n")
        #expect(table.names == ["a", "b", "c"])
        #expect(table.records == [["1", "x", ""], ["", "y", "true"]])
        #expect(table.notices.isEmpty)
    }

    @Test func `nested objects are columns with points, and arrays are their JSON`() throws {
        let table = try read(#"{"a":{"b":{"c":1},"d":[1, {"e":"\n"}]},"f":-1.50e3}"#)
        #expect(table.names == ["a.b.c", "a.d", "f"])
        // An array has one spelling, whatever wrote it.
        #expect(table.records == [["1", #"[1,{"e":"\n"}]"#, "-1.50e3"]])
    }

    @Test func `null, empty texts and keys that are not there are empty fields`() throws {
        let table = try read("{\"a\":null,\"b\":\"\"}\n{}\n{\"b\":\"x\"}\n")
        #expect(table.records == [["", ""], ["", ""], ["", "x"]])
    }

    @Test func `a key that holds an object or nothing is no column of its own`() throws {
        let table = try read("{\"a\":null}\n{\"a\":{}}\n{\"a\":{\"b\":1}}\n")
        #expect(table.names == ["a.b"])
        #expect(table.records == [[""], [""], ["1"]])
        #expect(try read("{\"a\":null}\n{\"a\":{}}\n").records == [[""], ["{}"]])
    }

    @Test func `a key may hold a number here and an object there`() throws {
        let table = try read("{\"a\":1}\n{\"a\":{\"b\":2}}\n{\"a\":3}\n")
        #expect(table.names == ["a", "a.b"])
        #expect(table.records == [["1", ""], ["", "2"], ["3", ""]])
    }

    @Test func `escapes become the characters they stand for`() throws {
        let table = try read(#"{"a":"\"\\\/\b\f\n\r\t\u00e9\u20AC\ud83d\ude00","\u0061\u0301":"x"}"#)
        #expect(table.names == ["a", "a\u{301}"])
        #expect(Array(table.records[0][0].utf8) == Array("\"\\/\u{8}\u{C}\n\r\té€😀".utf8))
    }

    @Test func `half a surrogate pair is shown as a replacement and told`() throws {
        let table = try read(#"{"a":"x\ud83dy","b":"\ude00\ud83d","c":"\ud83d\u0041"}"#)
        #expect(table.records == [["x\u{FFFD}y", "\u{FFFD}\u{FFFD}", "\u{FFFD}A"]])
        #expect(table.notices == ["3 fields hold half a surrogate pair, shown as \u{FFFD} (line 1)."])
    }

    @Test func `bytes that are not UTF-8 are kept, shown as a replacement, and told with their line`() throws {
        let bytes =
            Array("{\"a\":\"ok\"}\n{\"a\":\"J".utf8) + [0xE9] + Array("\\n\"}\n{\"a\":[\"".utf8) + [0xC0]
            + Array("\"]}\n".utf8)
        let table = try FormatReading(bytes, with: JSONLinesIndexer(fileName: "f.jsonl"))
        #expect(table.records == [["ok"], ["J\u{FFFD}\n"], ["[\"\u{FFFD}\"]"]])
        #expect(
            table.notices
                == ["2 fields hold bytes that are not UTF-8, shown as \u{FFFD} and kept as they are (line 2)."])
        #expect(table.copy(without: [0]) == Array(bytes[11...]))
    }

    @Test func `of two alike keys in an object the last counts, and it is told`() throws {
        let table = try read(
            "{\"a\":1,\"b\":2}\n{\"a\":1,\"a\":2}\n{\"b\":{\"c\":1},\"b\":{\"d\":2}}\n{\"b\":3,\"b\":null}\n")
        #expect(table.names == ["a", "b", "b.c", "b.d"])
        #expect(table.records == [["1", "2", "", ""], ["2", "", "", ""], ["", "", "", "2"], ["", "", "", ""]])
        #expect(table.notices == ["3 keys stand twice in their object: the last value counts (line 2)."])
    }

    @Test func `a key with a point that meets a nested one is made unique and told`() throws {
        let table = try read(#"{"a.b":1,"a":{"b":2},"":3}"#)
        #expect(table.names == ["a.b", "a.b 2", "column 3"])
        #expect(table.records == [["1", "2", "3"]])
        #expect(table.notices.count == 2)
    }

    @Test func `empty lines, CRLF, blanks and a byte-order mark are stepped over`() throws {
        let text = "\u{FEFF}\r\n {\"a\" : 1 } \r\n\r\n  \t\n{\"a\":2}"
        let table = try read(text)
        #expect(table.records == [["1"], ["2"]])
        #expect(table.notices == ["A byte-order mark at the start was skipped.", "3 empty lines were skipped."])
        #expect(table.lines == [2])
        #expect(String(decoding: table.copy(without: [0]), as: UTF8.self) == "\u{FEFF}\r\n\r\n  \t\n{\"a\":2}")
        #expect(String(decoding: table.copy(without: [1]), as: UTF8.self) == "\u{FEFF}\r\n {\"a\" : 1 } \r\n\r\n  \t\n")
    }

    @Test func `NaN and infinities are read as they stand and told`() throws {
        let table = try read("{\"a\":NaN,\"b\":-Infinity}\n{\"a\":[NaN],\"b\":Infinity}\n")
        #expect(table.records == [["NaN", "-Infinity"], ["[NaN]", "Infinity"]])
        #expect(table.notices == ["4 numbers are NaN or infinite, which is not JSON, and read as they stand (line 1)."])
    }

    @Test func `columns that appear late are found, whatever the steps in which the text comes`() throws {
        let text = (0..<40).map { "{\"k\($0 % 23)\":\($0),\"t\":{\"u\($0 % 7)\":\"\($0)\"}}\n" }.joined()
        let whole = try read(text)
        #expect(whole.names.count == 30)
        for step in [1, 2, 3, 7, 64, 1000] {
            let grown = try read(text, step: step)
            #expect(grown.names == whole.names)
            #expect(grown.records == whole.records)
        }
    }

    @Test func `the sample gives the columns that it has, and a record beyond it may have others`() throws {
        let sample = Array("{\"a\":1,\"b\":2}\n{\"a\":".utf8)
        let whole = Array("{\"a\":{\"z\":[]},\"c\":{\"d\":1},\"b\":5,\"b\":6}\n".utf8)
        let format = try sample.withUnsafeBufferPointer {
            try JSONLinesFormat.make(sample: $0, isWhole: false, fileName: "f.jsonl")
        }
        #expect(format.columnNames == ["a", "b"])
        whole.withUnsafeBufferPointer { view in
            var spans: [FieldSpan] = []
            format.fields(at: 0, in: view, into: &spans)
            #expect(spans.map { format.text($0, in: view) } == ["", "6"])
            spans = []
            #expect(format.spans(of: 1, at: 0, count: 1, in: view, into: &spans) == view.count)
            #expect(spans.map { format.text($0, in: view) } == ["6"])
        }
    }

    @Test(
        arguments: [
            ("{\"a\":1}\n[1]\n", 2, 1, "a record has to be an object, but this is an array"),
            ("7\n", 1, 1, "a record has to be an object, but this is a number"),
            ("{\"a\":1}\n{\"é\":1,}\n", 2, 8, "a key in quotes is expected here, not '}'"),
            ("{\"a\":1 \"b\":2}\n", 1, 8, "a comma or '}' is expected here, not a text"),
            ("{\"a\" 1}\n", 1, 6, "a colon is expected here, not a number"),
            ("{\"a\":}\n", 1, 6, "a value is expected here, not '}'"),
            ("{\"a\":tru}\n", 1, 6, "a value is expected here, not 't'"),
            ("{\"a\":01}\n", 1, 6, "a number is spelt as JSON does not allow"),
            ("{\"a\":1.}\n", 1, 6, "a number is spelt as JSON does not allow"),
            ("{\"a\":-}\n", 1, 6, "a number is spelt as JSON does not allow"),
            ("{\"a\":1e+}\n", 1, 6, "a number is spelt as JSON does not allow"),
            ("{\"a\":\"x\\q\"}\n", 1, 8, "a backslash is followed by what is no escape"),
            ("{\"a\":\"\\u12G4\"}\n", 1, 7, "a backslash is followed by what is no escape"),
            ("{\"a\":\"x\ty\"}\n", 1, 8, "a tab stands inside a text, where JSON wants an escape such as \\n"),
            ("{\"a\":[1,]}\n", 1, 9, "a value is expected here, not ']'"),
            ("{\"a\":[1 2]}\n", 1, 9, "a comma or ']' is expected here, not a number"),
            ("{\"a\":1} x\n", 1, 9, "nothing may stand behind it, but here is 'x'"),
            ("{\"a\":1}{\"a\":2}\n", 1, 8, "nothing may stand behind it, but here is '{'"),
            ("{\"a\":1,\n\"b\":2}\n", 1, 8, "the object goes on after the end of its line"),
            ("{\"a\":1}\n{\"a\":\"x", 2, 8, "the file ends inside a record"),
        ] as [(String, Int, Int, String)])
    func `what is no JSON is refused with its line and column`(
        text: String, line: Int, column: Int, what: String
    ) throws {
        for step in [1, 5, .max] {
            let refused = try refusal { try read(text, step: step) }
            #expect(refused.kind == .badData)
            #expect(refused.sentence == "'f.jsonl', line \(line), column \(column): \(what).")
        }
    }

    @Test func `more columns than a table may have are refused, and so is endless nesting`() throws {
        let wide = try refusal { try read((0...4096).map { "{\"k\($0)\":1}\n" }.joined()) }
        #expect(wide.sentence.contains("line 4097") && wide.sentence.contains("more than 4096 different keys"))
        let deep = try refusal { try read("{\"a\":" + String(repeating: "[", count: 5000)) }
        #expect(deep.sentence.contains("nested more than 256 deep"))
        let objects = try refusal { try read(String(repeating: "{\"a\":", count: 5000)) }
        #expect(objects.sentence.contains("nested more than 256 deep"))
    }

    @Test(
        arguments: [
            ("{\"a\":1}\n", true), (" \n\n{\"a\" : [", true), ("{}", true), ("\u{FEFF}{\"a\":1}", true),
            ("{\n  \"a\": 1", true), ("{\"a\": oops}\n", true), ("{a:1}\n", false), ("[{\"a\":1}]", false),
            ("\"{\"\n", false), ("", false), ("a,b\n1,2\n", false),
        ] as [(String, Bool)])
    func `JSON Lines are recognised by their first object`(text: String, isSo: Bool) {
        Array(text.utf8).withUnsafeBufferPointer {
            #expect(JSONLinesFormat.recognises($0, isWhole: false) == isSo)
        }
    }
}
