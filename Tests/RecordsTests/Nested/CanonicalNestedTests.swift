import Foundation
import TestSupport
import Testing

@testable import Records

/// One spelling of what is nested, whatever wrote it.
struct CanonicalNestedTests {
    private func canonical(_ text: String) -> String {
        var output: [UInt8] = []
        Array(text.utf8).withUnsafeBufferPointer { CanonicalNested.append($0, to: &output) }
        return String(decoding: output, as: UTF8.self)
    }

    @Test(
        arguments: [
            ("[ 1 , 2.50, -0e3,true ,null]", "[1,2.50,-0e3,true,null]"),
            (#"[{"b": 1, "a": "x", "c": null}]"#, #"[{"a":"x","b":1}]"#),
            (#"["\u0041\u00e9\/\"\n"]"#, "[\"A\u{E9}/\\\"\\n\"]"),
            (#"[{}, [], [ [ {"k" : { "z":[ ] , "y":{}}} ] ]]"#, #"[{},[],[[{"k":{"y":{},"z":[]}}]]]"#),
            ("[\"\\u0001\\u001f\"]", "[\"\\u0001\\u001f\"]"),
            ("[1, 2", "[1, 2"),
        ])
    func `spellings of the same are one`(text: String, expected: String) {
        #expect(canonical(text) == expected)
        if text != expected { #expect(canonical(expected) == expected) }
    }

    private static let lines = """
        {"id": 1, "messages": [{"role": "user", "content": "Hi \\u00e9\\n"}, {"role": "assistant", "content": "Yo \\"x\\""}], "meta": {"lang": "en", "score": 0.5}}
        {"id": 2, "messages": [{"role": "user", "content": "Salt?"}, {"content": "A pinch", "role": "assistant"}, {"role": "tool", "content": "ok", "name": "t"}], "meta": {"lang": "de", "score": 1.25}}

        """

    @Test func `ids are the same in JSON Lines and a JSON array`() throws {
        let scratch = try Scratch()
        func ids(_ name: String) throws -> [RecordID] {
            try Identities(table: try Table(path: scratch.file(name)), seed: 3).ids
        }
        _ = try scratch.write(Self.lines, to: "a.jsonl")
        let array = "[" + Self.lines.split(separator: "\n").joined(separator: " ,\n ") + "]"
        _ = try scratch.write(array, to: "a.json")
        #expect(try ids("a.json") == ids("a.jsonl"))
    }

    @Test(.enabled(if: hasDuckdb, "duckdb reads Parquet"))
    func `ids and texts are the same in Parquet`() throws {
        let scratch = try Scratch()
        _ = try scratch.write(Self.lines, to: "a.jsonl")
        func ids(_ name: String) throws -> [RecordID] {
            try Identities(table: try Table(path: scratch.file(name)), seed: 3).ids
        }
        try runDuckdb(
            "COPY (SELECT * FROM read_json('\(scratch.file("a.jsonl"))')) TO '\(scratch.file("a.parquet"))' (FORMAT PARQUET)"
        )
        #expect(try ids("a.parquet") == ids("a.jsonl"))
        let parquet = try Table(path: scratch.file("a.parquet"))
        #expect(parquet.reading.format == .parquet)
        #expect(try parquet.column(named: "assistant").text(0) == "Yo \"x\"")
        // Opened again as the project remembers it.
        let again = try Table(path: scratch.file("a.parquet"), choice: ReadingChoice(parquet.reading))
        #expect(again.columnNames == parquet.columnNames)
    }

    @Test func `a project of an earlier version reads arrays as they are written`() throws {
        let path = try Scratch().write(#"{"a": [1, 2]}"# + "\n", to: "a.jsonl")
        let now = try Table(path: path)
        #expect(now.field(0, 0) == "[1,2]")
        var remembered = now.reading
        remembered.arrays = nil
        #expect(try Table(path: path, choice: ReadingChoice(remembered)).field(0, 0) == "[1, 2]")
        let json = Data(#"{"format":"jsonLines","compression":"none","encoding":"utf8","matrices":[]}"#.utf8)
        #expect(try JSONDecoder().decode(Reading.self, from: json).arrays == nil)
    }
}
