import Foundation
import TestSupport
import Testing

@testable import Records

/// Delimiters and comment marks of any one character, in any encoding.
struct WideDelimiterTests {
    private static let marks = ["¦", "§", "؛", "，", "ÿ", "🙂"]

    private func text(_ mark: String) -> String {
        let records = [["id", "näme", "t"], ["1", "a\(mark)b", "é"], ["2", "x", ""], ["3", "z\n\(mark)", "\u{B6}"]]
        return records.map { fields in
            fields.map { $0.contains(mark) ? "\"\($0)\"" : $0 }.joined(separator: mark)
        }.joined(separator: "\r\n") + "\r\n"
    }

    private func choice(_ mark: String, _ encoding: TextEncoding? = nil) -> ReadingChoice {
        var choice = ReadingChoice()
        choice.delimiterText = mark
        choice.encoding = encoding
        return choice
    }

    private func check(_ bytes: [UInt8], _ mark: String, _ encoding: TextEncoding? = nil) throws {
        let scratch = try Scratch()
        let path = try scratch.write(bytes)
        let table = try Table(path: path, choice: choice(mark, encoding))
        #expect(table.columnNames == ["id", "näme", "t"], "\(mark)")
        #expect(
            table.records == [["1", "a\(mark)b", "é"], ["2", "x", ""], ["3", "z\n\(mark)", "\u{B6}"]], "\(mark)")
        #expect(table.reading.dialect?.delimiterName == "'\(mark)'")
        let kept = try JSONDecoder().decode(Reading.self, from: try JSONEncoder().encode(table.reading))
        let again = try Table(path: path, choice: ReadingChoice(kept))
        #expect(again.records == table.records && again.digest == table.digest)
        // A copy has every other byte as it was.
        for row in 0..<3 {
            try table.writeCopy(without: [row], to: scratch.file("copy"), ifTaken: .replaced)
            let copy = try Table(path: scratch.file("copy"), choice: ReadingChoice(kept))
            var left = table.records
            left.remove(at: row)
            #expect(copy.records == left, "\(mark) \(row)")
            let written = try Array(Data(contentsOf: URL(fileURLWithPath: scratch.file("copy"))))
            let gone = bytes.count - written.count
            let start = zip(bytes, written).prefix { $0 == $1 }.count
            #expect(Array(bytes[..<start] + bytes[(start + gone)...]) == written)
        }
    }

    @Test(arguments: marks)
    func `a character of several bytes separates fields`(_ mark: String) throws {
        try check(Array(text(mark).utf8), mark)
    }

    @Test(arguments: marks)
    func `so it does in UTF-16`(_ mark: String) throws {
        let units = Array("\u{FEFF}\(text(mark))".utf16)
        try check(units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, mark)
    }

    @Test(arguments: ["¦", "§", "ÿ"], [nil, TextEncoding.windows1252])
    func `in an encoding of one byte a character it is that byte`(_ mark: String, _ encoding: TextEncoding?) throws {
        let bytes = try #require(Windows1252.bytes(of: Array(text(mark).utf8)))
        try check(bytes, mark, encoding)
    }

    @Test func `an encoding that lacks the character is told`() throws {
        let path = try Scratch().write(Array("a;b\n1;caf".utf8) + [0xE9, 10])
        let refusal = try #require(throws: Refusal.self) { _ = try Table(path: path, choice: choice("؛")) }
        #expect(refusal.sentence == "'data.csv' is Windows-1252, which has no '؛'.")
    }

    @Test func `a byte that no UTF-8 has is told by its line`() throws {
        let path = try Scratch().write(Array("a¦bé\n1¦é\n2¦".utf8) + [0xFF, 10])
        var choice = choice("¦")
        choice.encoding = .utf8
        let refusal = try #require(throws: Refusal.self) { _ = try Table(path: path, choice: choice) }
        #expect(refusal.sentence.contains("line 3, holds the byte 0xff"))
    }

    @Test func `a character of several bytes begins a comment`() throws {
        let scratch = try Scratch()
        let text = "§ made by hand\nid,t\n1,a§b\n§ halfway\n2,£c\n\"3\n§\",d\n"
        var choice = ReadingChoice()
        choice.commentText = "§"
        let table = try Table(path: try scratch.write(text), choice: choice)
        #expect(table.records == [["1", "a§b"], ["2", "£c"], ["3\n§", "d"]])
        #expect(table.notices.contains("A comment at the top was skipped."))
        try table.writeCopy(without: [0], to: scratch.file("copy"))
        #expect(
            try String(contentsOfFile: scratch.file("copy"), encoding: .utf8)
                == "§ made by hand\nid,t\n§ halfway\n2,£c\n\"3\n§\",d\n")
    }

    @Test func `parts, and a test set, are separated so too`() throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(atPath: scratch.file("p"), withIntermediateDirectories: true)
        _ = try scratch.write("a¦b\n1¦é\n2¦\"x¦y\"\n", to: "p/0.csv")
        _ = try scratch.write("a¦b\n3¦é\n", to: "p/1.csv")
        _ = try scratch.write("{\"a\": 4, \"b\": \"¦\"}\n", to: "t.jsonl")
        var choice = choice("¦")
        choice.testSet = TestSet(path: scratch.file("t.jsonl"))
        let table = try Table(path: scratch.file("p"), choice: choice)
        #expect(table.records == [["1", "é"], ["2", "x¦y"], ["3", "é"], ["4", "¦"]])
        _ = try table.writeParts(without: [1, 2], to: scratch.file("out"))
        #expect(try String(contentsOfFile: scratch.file("out/0.csv"), encoding: .utf8) == "a¦b\n1¦é\n")
    }

    @Test(arguments: 1...200)
    func `any text is read as with a delimiter of one byte`(seed: UInt64) throws {
        var random = Seeded(seed &* 104_729)
        let pieces = ["\"", "\"\"", "¦", "\n", "\r\n", "x", "é", "§", "\u{A0}", "\"a¦b\""]
        let text = "p¦q\n" + (0..<16).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        func read(_ text: String, _ said: (inout ReadingChoice) -> Void) -> [[String]]? {
            var choice = ReadingChoice()
            (choice.encoding, choice.quoting, choice.hasHeader, choice.headerRows) = (.utf8, .doubled, true, 1)
            (choice.skippedLines, choice.skipsBlanks) = (0, false)
            said(&choice)
            guard let table = try? Table(path: Scratch().write(text), choice: choice) else { return nil }
            return [table.columnNames] + table.records
        }
        let wide = read(text) { $0.delimiterText = "¦" }
        let narrow = read(text.replacing("¦", with: "|")) { $0.delimiter = 124 }
        #expect(wide == narrow?.map { $0.map { $0.replacing("|", with: "¦") } }, "\(text.debugDescription)")
    }
}
