import Foundation
import TestSupport
import Testing

@testable import Records

/// What is said of how a file is read has an effect, or is refused.
struct ReadingOptionTests {
    private static let texts: [(name: String, text: String)] = [
        ("a.jsonl", "{\"a\": 1}\n{\"a\": 2}\n"), ("a.json", "[{\"a\": 1}, {\"a\": 2}]"),
        ("objects.json", "{\"a\": 1,\n\"b\": 2}\n{\"a\": 2,\n \"b\": 1}\n"),
        ("columns.json", "{\"a\": [1, 2], \"b\": [3, 4]}"),
        ("a.arff", "@relation r\n@attribute a numeric\n@data\n1\n2\n"), ("a.svm", "1 1:2\n-1 2:3\n"),
    ]

    private static let options: [(option: String, said: @Sendable (inout ReadingChoice) -> Void)] = [
        ("--skip", { $0.skippedLines = 1 }), ("--comment", { $0.comment = 33 }), ("--header", { $0.hasHeader = true }),
        ("--no-header", { $0.hasHeader = false }), ("--header-rows", { $0.headerRows = 2 }),
        ("--delimiter", { $0.delimiter = 59 }), ("--quoting", { $0.quoting = Quoting.none }),
    ]

    @Test func `an option that means nothing to a format is refused by its name`() throws {
        for (name, text) in Self.texts {
            let scratch = try Scratch()
            let path = try scratch.write(text, to: name)
            let format = try Table(path: path).reading.format
            for (option, said) in Self.options {
                var choice = ReadingChoice()
                choice.format = format
                said(&choice)
                let refusal = try #require(throws: Refusal.self, "\(name) \(option)") {
                    _ = try Table(path: path, choice: choice)
                }
                #expect(refusal.kind == .usage && refusal.sentence.hasPrefix("\(option) means nothing to '\(name)'"))
                #expect(refusal.nextStep.hasPrefix("Leave it out"))
            }
        }
    }

    @Test func `what a format has anyway may be said`() throws {
        for (name, text, comment) in [
            ("a.jsonl", "# x\n{\"a\": 1}\n{\"a\": 2}\n", 35), ("a.arff", Self.texts[4].text, 37),
            ("a.svm", Self.texts[5].text, 35),
        ] {
            var choice = ReadingChoice()
            choice.comment = UInt8(comment)
            let path = try Scratch().write(text, to: name)
            #expect(try Table(path: path, choice: choice).rowCount == 2)
        }
        // The arrays of a file may stand below a header.
        var choice = ReadingChoice()
        choice.hasHeader = false
        let arrays = try Scratch().write("[[\"a\", \"b\"], [1, 2]]", to: "a.json")
        #expect(try Table(path: arrays, choice: choice).rowCount == 2)
    }

    @Test func `a header of several records is read as one, or as said, and so when opened again`() throws {
        let scratch = try Scratch()
        let path = try scratch.write("t,n,m\n,cm,kg\nx,1,2\ny,3,4\nx,5,6\n")
        let table = try Table(path: path)
        #expect(table.rowCount == 3 && table.reading.dialect?.headerRows == 2 && table.kind(of: 1) == .number)
        let again = try Table(path: path, choice: ReadingChoice(table.reading))
        #expect(again.rowCount == 3 && again.line(0) == 3)
        for (rows, count) in [(1, 4), (2, 3), (3, 2)] {
            var choice = ReadingChoice()
            choice.headerRows = rows
            #expect(try Table(path: path, choice: choice).rowCount == count)
        }
        try table.writeCopy(without: [1], to: scratch.file("copy.csv"))
        let copy = try Table(path: scratch.file("copy.csv"), choice: ReadingChoice(table.reading))
        #expect(copy.records == [["x", "1", "2"], ["x", "5", "6"]])
        #expect(
            try String(contentsOfFile: scratch.file("copy.csv"), encoding: .utf8) == "t,n,m\n,cm,kg\nx,1,2\nx,5,6\n")
    }

    @Test(arguments: [
        // A first record without measurements, marks, a value that others have, a text column alone.
        "t,n,m\nx,n.a.,n.a.\ny,1,2\nz,3,4\n", "t,n,m\nx,?,-\ny,1,2\nz,3,4\n", "t,n\ncm,cm\ncm,1\ncm,2\n",
        "t,u\na,b\nc,d\ne,f\n",
        "t,n\nx,unknown\ny,2\nz,3\n", "d,n\nsoon,1\n2020-01-01,2\n2020-01-02,3\n",
    ])
    func `a record is not taken for a part of the header`(_ text: String) throws {
        #expect(try Scratch.table(text).rowCount == 3)
    }

    @Test func `a total is said wherever it is, and nothing else`() throws {
        let totals = [
            "n,t\n1,a\n2,b\n4,c\n7,Sum:\n", "t;n\na;1,5\nb;2\nc;3\nGesamt;6,5\n", "t,n\na,1\nb,2\nc,3\nTotal,\n",
        ]
        for text in totals {
            let table = try Scratch.table(text)
            #expect(table.rowCount == 4 && table.notices.contains { $0.contains("row:4") }, "\(text)")
        }
        for text in [
            "t,n\na,1\nb,2\nc,3\nd,6\n", "t,n,u\na,1,x\nb,2,y\nc,3,x\nTotal,9,y\n", "t,n\nTotal,1\nb,2\nc,3\nTotal,4\n",
        ] {
            #expect(!(try Scratch.table(text).notices.contains { $0.contains("total") }), "\(text)")
        }
    }

    @Test func `a project of an earlier version keeps its reading of quotes inside quotes`() throws {
        let scratch = try Scratch()
        let path = try scratch.write("a,b\n\"Green \"gate\"\",1\nx,2\n")
        let table = try Table(path: path)
        #expect(table.field(0, 0) == "Green \"gate\"")
        var reading = table.reading
        reading.dialect?.keepsInnerQuotes = false
        let before = try Table(path: path, choice: ReadingChoice(reading))
        #expect(before.field(0, 0) == "Green gate\"\"")
        let old =
            #"{"delimiter":44,"hasHeader":true,"quoting":"doubled","skipsBlanks":false,"hasRowNames":false,"isLenient":true}"#
        let dialect = try JSONDecoder().decode(Dialect.self, from: Data(old.utf8))
        #expect(!dialect.keepsInnerQuotes && dialect.headerRows == 1)
    }

    @Test func `a few NUL bytes among texts come back, and a file of them is none`() throws {
        let table = try Scratch.table("a,b\n\"x\0y\",1\n\"\0\",2\n")
        #expect(table.records == [["x\0y", "1"], ["\0", "2"]])
        for bytes in [
            [0, 0, 0, 0, 65, 10], [97, 0, 1, 2, 10, 98], Array("ab\n".utf8) + Array(repeating: 0, count: 9),
        ] {
            let path = try Scratch().write(bytes as [UInt8])
            #expect(throws: Refusal.self) { _ = try Table(path: path) }
        }
    }
}
