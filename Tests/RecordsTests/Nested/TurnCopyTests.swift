import Foundation
import TestSupport
import Testing

@testable import Records

/// Copies in which turns are left out and their records stay.
struct TurnCopyTests {
    private static let lines =
        #"{"id": "a", "messages": [ {"role": "user", "content": "1"} , {"role": "assistant", "content": "2, [x]"},{"role": "user", "content": "3"}], "n": 1}"#
        + "\n" + #"{"id": "b", "messages": [{"role": "user", "content": "4"}, {"role": "assistant", "content": "5"}]}"#
        + "\n" + #"{"id": "c", "messages": [{"role": "user", "content": "6"}]}"# + "\n"

    private func copy(
        _ text: String, _ name: String, rows: Set<Int> = [], turns: [Int: [Int]], column: String = "messages"
    ) throws -> String {
        let scratch = try Scratch()
        let table = try Table(path: scratch.write(text, to: name))
        let places = turns.mapValues { Set($0.map { TurnPlace(column: column, index: $0) }) }
        try table.copy(without: rows, turns: places, to: scratch.file("copy-" + name)).commit()
        return try String(contentsOfFile: scratch.file("copy-" + name), encoding: .utf8)
    }

    @Test(
        arguments: [
            ([0], #"[ {"role": "assistant", "content": "2, [x]"},{"role": "user", "content": "3"}]"#),
            ([1], #"[ {"role": "user", "content": "1"} , {"role": "user", "content": "3"}]"#),
            ([2], #"[ {"role": "user", "content": "1"} , {"role": "assistant", "content": "2, [x]"}]"#),
            ([0, 2], #"[ {"role": "assistant", "content": "2, [x]"}]"#),
            ([1, 2], #"[ {"role": "user", "content": "1"}]"#),
        ])
    func `every other byte stays`(turns: [Int], messages: String) throws {
        let copied = try copy(Self.lines, "a.jsonl", turns: [0: turns])
        let expected =
            #"{"id": "a", "messages": "# + messages + #", "n": 1}"# + "\n"
            + Self.lines.split(separator: "\n").dropFirst().map { $0 + "\n" }.joined()
        #expect(copied == expected)
    }

    @Test func `a record without a turn left goes, beside records that go anyway`() throws {
        let copied = try copy(Self.lines, "a.jsonl", rows: [0], turns: [0: [1], 1: [0], 2: [0]])
        #expect(copied == #"{"id": "b", "messages": [{"role": "assistant", "content": "5"}]}"# + "\n")
    }

    @Test func `in a JSON array the commas stay right`() throws {
        let array = "[" + Self.lines.split(separator: "\n").joined(separator: ",\n") + "]\n"
        for turns in [[0: [0], 2: [0]], [0: [2], 1: [1]], [1: [0, 1]], [2: [0]]] {
            let copied = try copy(array, "a.json", turns: turns)
            let whole = try Table(path: Scratch().write(copied, to: "again.json"))
            let gone = turns.filter { ($0.key == 2) || $0.value.count == 2 }.count
            #expect(whole.rowCount == 3 - gone)
            _ = try JSONSerialization.jsonObject(with: Data(copied.utf8))
        }
    }

    @Test func `random turns leave what a slow writer leaves`() throws {
        var random = Seeded(5)
        for _ in 0..<60 {
            let counts = (0..<4).map { _ in Int.random(in: 1...5, using: &random) }
            let records = counts.enumerated().map { row, count in
                (0..<count).map { #"{"role": "user", "content": "r\#(row) t\#($0) , ]"}"# }
            }
            let text = records.map { #"{"messages": ["# + $0.joined(separator: ", ") + "]}\n" }.joined()
            let turns = Dictionary(
                uniqueKeysWithValues: counts.enumerated().map { row, count in
                    (row, (0..<count).filter { _ in Bool.random(using: &random) })
                })
            let copied = try copy(text, "a.jsonl", turns: turns)
            let kept = records.enumerated().map { row, messages in
                messages.enumerated().filter { !(turns[row] ?? []).contains($0.offset) }.map(\.element)
            }
            let expected = kept.filter { !$0.isEmpty }.map { #"{"messages": ["# + $0.joined(separator: ", ") + "]}" }
            func normal(_ text: String) -> String { text.replacing(" , ", with: ", ") }
            #expect(
                copied.split(separator: "\n").map { normal(String($0)) } == expected.map(normal))
        }
    }

    /// The conversations as cells of delimited text.
    private static func cells(_ quote: (String) -> String) -> String {
        let cells = [
            #"[ {"role": "user", "content": "1"} , {"role": "assistant", "content": "2, [\#u{E9}]\n"},{"role": "user", "content": "3"}]"#,
            #"[{"role": "user", "content": "4"}]"#,
        ]
        return "id;messages;n\r\na;\(quote(cells[0]));1\r\n\"b\";\(quote(cells[1]));\"2\"\r\n"
    }

    @Test(arguments: [[0], [1], [2], [0, 1], [0, 2], [1, 2]])
    func `of a cell of delimited text every other byte stays`(turns: [Int]) throws {
        let doubled = { (text: String) in "\"" + text.replacing("\"", with: "\"\"") + "\"" }
        let text = Self.cells(doubled)
        let copied = try copy(text, "c.csv", turns: [0: turns])
        // What JSON loses is what the cell loses, quoted.
        let json = Self.cells { $0 }.split(separator: "\r\n").map { $0.split(separator: ";")[1] }[1]
        let lost = try copy(#"{"messages": \#(json)}"# + "\n", "c.jsonl", turns: [0: turns])
        let kept = lost.dropFirst(#"{"messages": "#.count).dropLast(2)
        #expect(copied == text.replacing(doubled(String(json)), with: doubled(String(kept))))
        let again = try Table(path: Scratch().write(copied, to: "again.csv"))
        #expect(again.dialogue(of: 0)?.turns.count == 3 - turns.count && again.dialogue(of: 1)?.turns.count == 1)
    }

    @Test func `cells with backslashes, in other encodings, and without quotes`() throws {
        let escaped = { (text: String) in
            "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        for (text, cell) in [(Self.cells(escaped), escaped), (Self.cells { $0 }.replacing("\r\n", with: "\n"), { $0 })]
        {
            let copied = try copy(text, "c.csv", turns: [0: [0], 1: [0]])
            #expect(!copied.contains("\(cell(#""content": "1""#).dropFirst().dropLast())"))
            #expect(copied.hasPrefix("id;messages;n") && !copied.contains("b"), "\(copied)")
            #expect(copied.contains("\u{E9}"))
        }
        let scratch = try Scratch()
        let doubled = { (text: String) in "\"" + text.replacing("\"", with: "\"\"") + "\"" }
        let utf16 = try #require(Self.cells(doubled).data(using: .utf16LittleEndian))
        let path = try scratch.write([0xFF, 0xFE] + Array(utf16), to: "w.csv")
        let table = try Table(path: path)
        try table.copy(
            without: [], turns: [0: [TurnPlace(column: "messages", index: 2)]], to: scratch.file("out.csv")
        ).commit()
        let out = try Data(contentsOf: URL(fileURLWithPath: scratch.file("out.csv")))
        let expected = try copy(Self.cells(doubled), "c.csv", turns: [0: [2]])
        #expect(out == Data([0xFF, 0xFE]) + (try #require(expected.data(using: .utf16LittleEndian))))
    }

    @Test(.enabled(if: hasDuckdb, "duckdb reads Parquet"))
    func `of Parquet the lists lose elements, and all else is as it was`() throws {
        let scratch = try Scratch()
        let lines = try scratch.write(Self.lines, to: "a.jsonl")
        try runDuckdb(
            "COPY (SELECT id, messages AS \"mes\"\"sages\", n FROM read_json('\(lines)')) TO '\(scratch.file("a.parquet"))' (FORMAT PARQUET)"
        )
        let table = try Table(path: scratch.file("a.parquet"))
        let column = "mes\"sages"
        func place(_ index: Int) -> TurnPlace { TurnPlace(column: column, index: index) }
        try table.copy(
            without: [], turns: [0: [place(1)], 2: [place(0)]], to: scratch.file("b.parquet")
        ).commit()
        let copied = try Table(path: scratch.file("b.parquet"), choice: ReadingChoice(table.reading))
        #expect(copied.rowCount == 2 && copied.dialogue(of: 0)?.turns.map(\.text) == ["1", "3"])
        #expect(copied.record(1) == table.record(1) && copied.field(0, 0) == "a" && copied.field(0, 2) == "1")
        // A list that is written down as a text is one text.
        try runDuckdb(
            "COPY (SELECT '[{\"role\": \"user\", \"content\": \"x\"}, {\"role\": \"user\", \"content\": \"y\"}]' AS messages) TO '\(scratch.file("t.parquet"))' (FORMAT PARQUET)"
        )
        let text = try Table(path: scratch.file("t.parquet"))
        let said = try refusal {
            try text.copy(
                without: [], turns: [0: [TurnPlace(column: "messages", index: 0)]], to: scratch.file("no.parquet"))
        }
        #expect(said.description.contains("--where row:1"))
    }

    @Test func `what is one text is refused by its place`() throws {
        let pair = #"{"prompt": "P", "chosen": "A b", "rejected": "C d"}"# + "\n"
        let refusal = try #require(throws: Refusal.self) {
            _ = try copy(pair, "p.jsonl", turns: [0: [0]], column: "chosen")
        }
        #expect(refusal.description.contains("line 1: column 'chosen' is one text"))
        let transcript = #"{"text": "Human: a\n\nAssistant: b"}"# + "\n"
        #expect(throws: Refusal.self) { _ = try copy(transcript, "t.jsonl", turns: [0: [0]], column: "text") }
        #expect(throws: Refusal.self) { _ = try copy("messages,n\nx,1\n", "t.csv", turns: [0: [0]]) }
    }
}
