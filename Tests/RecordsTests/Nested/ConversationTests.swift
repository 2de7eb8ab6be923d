import Foundation
import TestSupport
import Testing

@testable import Records

/// Conversations are read as such, however they are written.
struct ConversationTests {
    private func table(_ text: String, _ name: String = "chat.jsonl") throws -> Table {
        try Table(path: Scratch().write(text, to: name))
    }

    private func texts(_ table: Table, _ column: String) throws -> [String] {
        let index = try table.index(of: column)
        return (0..<table.rowCount).map { table.field($0, index) }
    }

    private static let chats = """
        {"id": "a", "messages": [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "Bread?\\nPlease."}, {"role": "assistant", "content": "Flour, water."}], "source": "forum"}
        {"id": "b", "messages": [{"role": "user", "content": "Salt?"}, {"role": "assistant", "content": "A \\"pinch\\"."}, {"role": "user", "content": "More?"}, {"role": "assistant", "content": "No."}], "source": "wiki"}

        """

    @Test func `what each says is a column`() throws {
        let table = try table(Self.chats)
        #expect(table.fileColumnNames == ["id", "messages", "source"])
        #expect(
            table.columnNames == ["id", "messages", "source", "user", "assistant", "system", "tool", "turns"])
        #expect(try texts(table, "user") == ["Bread?\nPlease.", "Salt?\n\nMore?"])
        #expect(try texts(table, "assistant") == ["Flour, water.", "A \"pinch\".\n\nNo."])
        #expect(try texts(table, "system") == ["Be kind.", ""])
        #expect(try texts(table, "turns") == ["3", "4"])
        #expect(table.dialogue?.learnedTexts == ["assistant"])
        #expect(try table.column(named: "assistant").text(1) == "A \"pinch\".\n\nNo.")
    }

    @Test func `a record is a list of turns with their places`() throws {
        let dialogue = try #require(try table(Self.chats).dialogue(of: 1))
        #expect(dialogue.sides.isEmpty)
        #expect(dialogue.shared.map(\.speaker) == [.user, .assistant, .user, .assistant])
        #expect(dialogue.shared.map(\.text) == ["Salt?", "A \"pinch\".", "More?", "No."])
        #expect(dialogue.shared[2].place == TurnPlace(column: "messages", index: 2))
    }

    @Test func `from and value, and transcripts, are conversations too`() throws {
        let shared = try table(
            #"{"conversations": [{"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Hello"}]}"# + "\n")
        #expect(try texts(shared, "user") == ["Hi"])
        #expect(try texts(shared, "assistant") == ["Hello"])
        let pairs = try table(
            #"{"chosen": "\n\nHuman: A tyre?\n\nAssistant: A patch.", "rejected": "\n\nHuman: A tyre?\n\nAssistant: A car."}"#
                + "\n")
        #expect(pairs.dialogue?.learnedTexts == ["chosen.assistant", "rejected.assistant"])
        #expect(try texts(pairs, "chosen.assistant") == ["A patch."])
        #expect(try texts(pairs, "rejected.assistant") == ["A car."])
        #expect(try texts(pairs, "user") == ["A tyre?"])
        #expect(try texts(pairs, "turns") == ["2"])
        let dialogue = try #require(pairs.dialogue(of: 0))
        #expect(dialogue.shared.map(\.text) == ["A tyre?"])
        #expect(dialogue.sides.map(\.name) == ["chosen", "rejected"])
        #expect(dialogue.sides.map { $0.turns.map(\.text) } == [["A patch."], ["A car."]])
    }

    @Test(
        arguments: [
            (#"{"prompt": "Tide?", "chosen": "The moon.", "rejected": "No idea."}"#, ["chosen", "rejected"]),
            (#"{"prompt": "Tide?", "completion": "The moon."}"#, ["completion"]),
            (#"{"prompt": "Tide?", "completion": "The moon.", "label": true}"#, ["completion"]),
            (#"{"instruction": "Add", "input": "1 2", "output": "3 it is"}"#, ["output"]),
            (
                #"{"prompt": [{"role": "user", "content": "Tide?"}], "completion": [{"role": "assistant", "content": "The moon."}]}"#,
                ["assistant"]
            ),
            (
                #"{"prompt": [{"role": "user", "content": "Tide?"}], "chosen": [{"role": "assistant", "content": "The moon."}], "rejected": [{"role": "assistant", "content": "No."}]}"#,
                ["chosen.assistant", "rejected.assistant"]
            ),
        ])
    func `the types of the common trainers are known by their columns`(line: String, learned: [String]) throws {
        let table = try table(line + "\n")
        #expect(table.dialogue?.learnedTexts == learned)
        let dialogue = try #require(table.dialogue(of: 0))
        #expect(dialogue.turns.first?.text == (line.contains("Add") ? "Add" : "Tide?"))
    }

    @Test func `tool calls, reasoning, pictures and parts are said`() throws {
        let table = try table(
            #"{"messages": [{"role": "user", "content": [{"type": "text", "text": "What is this?"}, {"type": "image_url", "image_url": {"url": "x"}}]}, {"role": "assistant", "content": null, "reasoning_content": "Look it up.", "tool_calls": [{"id": "1", "function": {"name": "search", "arguments": "{\"q\": 1}"}}]}, {"role": "tool", "content": "A cat"}, {"role": "narrator", "content": "Purr"}]}"#
                + "\n")
        let dialogue = try #require(table.dialogue(of: 0))
        #expect(
            dialogue.shared.map(\.text) == [
                "What is this?\n[image_url]", "Look it up.\n\nsearch({\"q\": 1})", "A cat", "Purr",
            ])
        #expect(dialogue.shared.map(\.speaker) == [.user, .assistant, .tool, .other])
        #expect(try texts(table, "tool") == ["A cat"])
    }

    @Test func `a column of the file keeps its name`() throws {
        let table = try table(
            #"{"user": "ann", "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Yo"}]}"#
                + "\n")
        #expect(table.columnNames.contains("messages.user"))
        #expect(try texts(table, "user") == ["ann"])
        #expect(try texts(table, "messages.user") == ["Hi"])
    }

    @Test(
        arguments: [
            #"{"tags": ["a", "b"]}"#, #"{"messages": [1, 2]}"#, #"{"messages": []}"#,
            #"{"messages": [{"role": "user"}]}"#, #"{"messages": [{"content": "x"}]}"#, #"{"text": "Human: alone"}"#,
            #"{"text": "Assistant: alone"}"#, #"{"chosen": 1}"#,
        ])
    func `what is no conversation is none`(line: String) throws {
        #expect(try table(line + "\n").dialogue == nil)
    }

    @Test func `a record that is no conversation among some stays a record`() throws {
        let table = try table(
            Self.chats + #"{"id": "c", "messages": "lost"}"# + "\n" + #"{"id": "d"}"# + "\n")
        #expect(table.rowCount == 4)
        #expect(try texts(table, "assistant").suffix(2) == ["", ""])
        #expect(table.dialogue(of: 2)?.shared.map(\.text) == ["lost"])
        #expect(table.dialogue(of: 3)?.shared.isEmpty == true)
    }

    @Test func `filters and the search look at who says what`() throws {
        let table = try table(Self.chats)
        func rows(_ filter: String) throws -> [Int] {
            try Filter(parsing: filter).rows(in: table, overlay: Overlay()).rows
        }
        #expect(try rows("assistant~flour") == [0])
        #expect(try rows("user~flour") == [])
        #expect(try rows("turns>=4") == [1])
        #expect(try rows("system:missing") == [1])
        // As it is said, not as it is escaped.
        #expect(try rows(#"messages~"A \"pinch\"""#) == [1])
        #expect(try rows("pinch") == [1])
        #expect(try rows("-pinch") == [0])
        let search = try RecordSearch("\"pinch\"")
        #expect(try search.next(after: nil, in: RowList([0, 1]), of: table)?.row == 1)
    }

    @Test(
        arguments: [
            (
                #"{"instruction": "Add", "input": "flour", "output": "three"}"# + "\n"
                    + #"{"instruction": "Sum", "input": "", "output": "flour"}"# + "\n", [0], [1], [1]
            ),
            (
                #"{"prompt": "flour", "completion": "ok"}"# + "\n" + #"{"prompt": "flour?", "completion": "Flour"}"#
                    + "\n",
                [0, 1], [1], []
            ),
            (
                #"{"prompt": "flour", "chosen": "a", "rejected": "b"}"# + "\n"
                    + #"{"prompt": "x", "chosen": "c", "rejected": "flour"}"# + "\n", [0], [1], [0, 1]
            ),
        ])
    func `single texts answer to who says what, and no column is added`(
        text: String, user: [Int], assistant: [Int], twoTurns: [Int]
    ) throws {
        let table = try table(text)
        #expect(table.columnNames == table.fileColumnNames)
        func rows(_ filter: String) throws -> [Int] {
            try Filter(parsing: filter).rows(in: table, overlay: Overlay()).rows
        }
        #expect(try rows("user~flour") == user)
        #expect(try rows("assistant~flour") == assistant)
        #expect(try rows("turns>=1") == [0, 1])
        if !twoTurns.isEmpty { #expect(try rows("turns=2") == twoTurns) }
        #expect(throws: (any Error).self) { try rows("tool~flour") }
    }

    @Test(
        arguments: [
            (
                "User: Bread?\nAssistant: Flour.\nUser: And?\nAssistant: Water.",
                ["user", "assistant", "user", "assistant"]
            ),
            ("System: Be kind.\nUser: Bread?\r\nAssistant: Flour.", ["system", "user", "assistant"]),
            ("Human: He wrote\nUser: root\nAssistant: Who?", ["user", "assistant"]),
            ("User: He wrote\nHuman: root\nAssistant: Who?", ["user", "assistant"]),
        ])
    func `transcripts with one line end between turns, people called users`(text: String, roles: [String]) throws {
        let line = String(decoding: try JSONEncoder().encode(["text": text]), as: UTF8.self)
        let table = try table(line + "\n")
        #expect(table.dialogue(of: 0)?.turns.map(\.speaker.rawValue) == roles)
        #expect(table.notices.contains { $0.contains("The records are conversations, in 'text'") })
    }

    @Test(
        arguments: [
            "User: admin\nPassword: secret", "User: Assistant: both on a line", "Dear all,\nUser: a\nAssistant: b",
            "User: only asks\nUser: again", "The User: a\nAssistant: b",
        ])
    func `a text in which a user merely occurs is a text`(text: String) throws {
        let line = String(decoding: try JSONEncoder().encode(["text": text]), as: UTF8.self)
        #expect(try table(line + "\n").dialogue == nil)
    }

    @Test func `the schema learns from what is said`() throws {
        let line = { (i: Int) in
            #"{"messages": [{"role": "user", "content": "Question \#(i) about bread"}, {"role": "assistant", "content": "Mix flour and water, step \#(i)"}], "label": \#(i % 2)}"#
        }
        let table = try table((0..<30).map(line).joined(separator: "\n") + "\n")
        let schema = Schema.guessed(for: table)
        #expect(schema.target?.column == "label")
        #expect(schema.textColumns == ["assistant"])
        #expect(!schema.features.contains("messages"))
    }
}
