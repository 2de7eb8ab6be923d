import Foundation
import TestSupport
import Testing

@testable import Records

/// A file of records beside a table, held out as a whole.
struct TestSetTests {
    private static let own = [("1", "a, \"b\"", "x"), ("2", "two\nlines", "y"), ("3", "", "x"), ("1", "a, \"b\"", "x")]
    private static let held = [("4", "é \\ ; |", "y"), ("1", "a, \"b\"", "x"), ("5", "", "y")]
    private typealias Row = (String, String, String)

    private static func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
    private static func json(_ text: String) -> String {
        let inner = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        return "\"\(inner)\""
    }

    /// The same records in some format.
    private static func text(_ rows: [Row], _ ending: String) -> String {
        let object = { (row: Row) in #"{"n": \#(json(row.0)), "t": \#(json(row.1)), "c": \#(json(row.2))}"# }
        switch ending {
        case "csv": return "n,t,c\n" + rows.map { "\($0.0),\(quoted($0.1)),\($0.2)\n" }.joined()
        case "semicolon.csv":
            return "n;t;c\r\n" + rows.map { "\($0.0);\(quoted($0.1));\($0.2)" }.joined(separator: "\r\n")
        case "tsv": return "n\tt\tc\n" + rows.map { "\(quoted($0.0))\t\(quoted($0.1))\t\(quoted($0.2))\n" }.joined()
        case "jsonl": return rows.map { object($0) }.joined(separator: "\n")
        case "json":
            return "[" + rows.map { object($0).replacing(", \"t\"", with: ",\n \"t\"") }.joined(separator: ",\n")
                + "]\n"
        case "columns.json":
            let columns = [rows.map(\.0), rows.map(\.1), rows.map(\.2)].map { $0.map(json).joined(separator: ", ") }
            return "{" + zip("ntc", columns).map { "\"\($0)\": [\($1)]" }.joined(separator: ",\n") + "}"
        default:
            let lines = rows.map { row in
                [row.0, row.1, row.2].map { text in
                    let inner = text.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
                    return text.isEmpty ? "?" : "'\(inner)'"
                }.joined(separator: ",") + "\n"
            }
            return "@relation r\n@attribute n numeric\n@attribute t string\n@attribute c {x,y}\n@data\n"
                + lines.joined()
        }
    }

    private static let endings = ["csv", "semicolon.csv", "tsv", "jsonl", "json", "columns.json", "arff"]

    private func open(_ own: String, _ test: String) throws -> (Table, Scratch) {
        let scratch = try Scratch()
        _ = try scratch.write(Self.text(Self.own, own), to: "train." + own)
        _ = try scratch.write(Self.text(Self.held, test), to: "test." + test)
        var choice = ReadingChoice()
        choice.testSet = TestSet(path: scratch.file("test." + test))
        return (try Table(path: scratch.file("train." + own), choice: choice), scratch)
    }

    @Test(arguments: endings, endings)
    func `a test set of any format follows its table`(_ own: String, _ test: String) throws {
        let (table, scratch) = try open(own, test)
        #expect(table.rowCount == 7 && table.firstTestRow == 4)
        #expect(Set(table.columnNames) == ["n", "t", "c"])
        let places = try ["n", "t", "c"].map { try table.index(of: $0) }
        let missing = { (text: String, row: Int) in
            // ARFF has a mark for what is missing, and no empty text.
            (row < 4 ? own : test) == "arff" && text == "" ? "?" : text
        }
        for (row, record) in (Self.own + Self.held).enumerated() {
            let texts = places.map { table.field(row, $0) }
            #expect(texts == [record.0, missing(record.1, row), record.2], "\(own) \(test) \(row)")
        }
        let alone = try Table(path: scratch.file("test." + test))
        #expect((0..<3).allSatisfy { table.line(4 + $0) == alone.line($0) })
        // Opened again as a project does, with nothing to be found out.
        let again = try Table(path: table.path, choice: ReadingChoice(table.reading))
        #expect(again.digest == table.digest && again.firstTestRow == 4)
        #expect(try Identities(table: again, seed: 1).ids == Identities(table: table, seed: 1).ids)
        let kept = try JSONDecoder().decode(Reading.self, from: try JSONEncoder().encode(table.reading))
        #expect(kept == table.reading)
    }

    @Test(arguments: endings, endings)
    func `a copy is of the file that loses records, and has the ids of the rest`(_ own: String, _ test: String) throws {
        let (table, scratch) = try open(own, test)
        let written = try table.writeParts(without: [1, 6], to: scratch.file("out"))
        #expect(written.names == ["train." + own, "test." + test] && written.removed == 2)
        for (name, gone) in [(written.names[0], 1), (written.names[1], 2)] {
            try Table(path: scratch.file(name)).writeCopy(without: [gone], to: scratch.file("one"))
            #expect(
                try Data(contentsOf: URL(fileURLWithPath: scratch.file("out/" + name)))
                    == Data(contentsOf: URL(fileURLWithPath: scratch.file("one"))))
            try FileManager.default.removeItem(atPath: scratch.file("one"))
        }
        var choice = ReadingChoice()
        choice.testSet = TestSet(path: scratch.file("out/test." + test))
        let copy = try Table(path: scratch.file("out/train." + own), choice: choice)
        let identities = try Identities(table: table, seed: 1)
        let kept = identities.ids(without: (0..<7).map { [1, 6].contains($0) }).compactMap(\.self)
        #expect(try Identities(table: copy, seed: 1).ids == kept)
    }

    @Test func `a record of the test set has another id than its copy in the table`() throws {
        let (table, scratch) = try open("csv", "csv")
        let identities = try Identities(table: table, seed: 1)
        let alone = try Identities(table: Table(path: scratch.file("train.csv")), seed: 1)
        #expect(Array(identities.ids.prefix(4)) == alone.ids)
        #expect(Set(identities.ids).count == 7)
        #expect(identities.twins(of: 0) == [0, 3] && identities.twins(of: 5) == [5])
        #expect(identities.isCopy == [true, false, false, true, false, true, false])
        // The first copy goes: the one that stays takes its id, and that of the test set keeps its own.
        let left = identities.ids(without: (0..<7).map { $0 == 0 })
        #expect(left[3] == identities.ids[0] && left[5] == identities.ids[5])
    }

    @Test func `folders of both, one of them packed`() throws {
        let scratch = try Scratch()
        for folder in ["train", "test"] {
            try FileManager.default.createDirectory(atPath: scratch.file(folder), withIntermediateDirectories: true)
        }
        _ = try scratch.write("a,b\n1,x\n2,y", to: "train/0.csv")
        _ = try scratch.write("a,b\n3,x\n4,y\n", to: "train/1.csv")
        for (ending, lines) in [
            ("csv", ["a,b\n5,x", "a,b\n6,y\n7,x\n"]), ("tsv", ["a\tb\n5\tx", "a\tb\n6\ty\n7\tx\n"]),
        ] {
            _ = try scratch.write(lines[0], to: "test/0.\(ending)")
            _ = try scratch.write(lines[1], to: "test/1.\(ending)")
            var choice = ReadingChoice()
            choice.testSet = TestSet(path: scratch.file("test/*.\(ending)"))
            let table = try Table(path: scratch.file("train"), choice: choice)
            #expect((0..<7).map { table.field($0, 0) } == ["1", "2", "3", "4", "5", "6", "7"])
            #expect(table.firstTestRow == 4 && (0..<7).map { table.line($0) } == [2, 3, 2, 3, 2, 2, 3])
            let written = try table.writeParts(without: [0, 3, 4, 6], to: scratch.file("out-" + ending))
            #expect(written.names.count == 4 && written.removed == 4)
            let name = try #require(written.names.last)
            let kept = try Table(path: scratch.file("out-\(ending)/\(name)"))
            #expect(kept.rowCount == 1 && kept.field(0, 0) == "6")
            try table.checkUnchanged()
        }
    }

    @Test(arguments: [
        ("a,b\n1,2\n3,4\n", "a\n1\n2\n", "'test' lacks the column 'b', which 'train' has."),
        ("a,b\n1,2\n3,4\n", "a,b,c\n1,2,3\n4,5,6\n", "'test' has the column 'c', which 'train' has not."),
        (
            "a,b\n1,2\n3,4\n", "b,a\n1,2\n4,5\n",
            "Column 1 of 'test' is 'b', and of 'train' 'a': the columns stand in another order."
        ),
        ("1,2\n3,4\n5,6\n", "a,b\n3,4\n5,6\n", "'test' begins with a header, and its table with none."),
        (
            "{\"a\": 1, \"b\": 2}\n{\"a\": 1, \"b\": 2}", "{\"a\": 1}\n{\"a\": 2}\n",
            "'test' lacks the column 'b', which 'train' has."
        ),
        ("{\"a\": 1}\n{\"a\": 2}\n", "{\"a\": 1, \"z\": 3}\n", "'test' has the column 'z', which 'train' has not."),
        ("1 1:2\n-1 2:3\n", "a,b\n1,2\n", "'test' is in another format than 'train', whose records it can't follow."),
    ])
    func `other columns are refused by name`(_ own: String, _ test: String, _ sentence: String) throws {
        let scratch = try Scratch()
        _ = try scratch.write(own, to: "train")
        _ = try scratch.write(test, to: "test")
        var choice = ReadingChoice()
        choice.testSet = TestSet(path: scratch.file("test"))
        let refusal = try #require(throws: Refusal.self) {
            _ = try Table(path: scratch.file("train"), choice: choice)
        }
        #expect(refusal.sentence == sentence)
    }

    @Test func `each file may have a header of its own length`() throws {
        let scratch = try Scratch()
        _ = try scratch.write("a title\n\na,b\nkg,cm\n1,2\n3,4\n5,6\n", to: "train.csv")
        _ = try scratch.write("a,b\n7,8\n9,10\n", to: "test.csv")
        var choice = ReadingChoice()
        choice.testSet = TestSet(path: scratch.file("test.csv"))
        let table = try Table(path: scratch.file("train.csv"), choice: choice)
        #expect(table.records == [["1", "2"], ["3", "4"], ["5", "6"], ["7", "8"], ["9", "10"]])
        #expect(table.source.parts?.testSet?.isConverted == false && table.line(3) == 2)
    }

    @Test func `a key that some records have may be in one of both alone`() throws {
        let scratch = try Scratch()
        _ = try scratch.write("{\"a\": 1, \"note\": \"x\"}\n{\"a\": 2}\n", to: "train.jsonl")
        _ = try scratch.write("{\"a\": 3}\n", to: "test.jsonl")
        var choice = ReadingChoice()
        choice.testSet = TestSet(path: scratch.file("test.jsonl"))
        #expect(try Table(path: scratch.file("train.jsonl"), choice: choice).firstTestRow == 2)
    }

    @Test func `one file can't be both, and a test set that changes is noticed`() throws {
        let (table, scratch) = try open("csv", "jsonl")
        try table.checkUnchanged()
        _ = try scratch.write("{\"n\": 1}", to: "test.jsonl")
        #expect(throws: Refusal.self) { try table.checkUnchanged() }
        var choice = ReadingChoice()
        choice.testSet = TestSet(path: scratch.file("train.csv"))
        #expect(throws: Refusal.self) { _ = try Table(path: scratch.file("train.csv"), choice: choice) }
    }

    @Test func `what can't be written beside the table is refused by its line`() throws {
        let scratch = try Scratch()
        _ = try scratch.write([UInt8]("a,b\n1,caf".utf8) + [0xE9] + Array("\n2,x\n".utf8), to: "train.csv")
        _ = try scratch.write("{\"a\": 1, \"b\": \"x\"}\n{\"a\": 1, \"b\": \"日本\"}\n", to: "test.jsonl")
        var choice = ReadingChoice()
        choice.testSet = TestSet(path: scratch.file("test.jsonl"))
        let refusal = try #require(throws: Refusal.self) {
            _ = try Table(path: scratch.file("train.csv"), choice: choice)
        }
        #expect(
            refusal.sentence.hasPrefix(
                "'test.jsonl', line 2, holds a character that Windows-1252 has not, in column 'b'"))
    }
}
