import Foundation
import Records
import TestSupport
import Testing

@Suite struct TableTests {
    @Test func `a plain file reads as written`() throws {
        let table = try Scratch.table("name,age\nAda,36\nGrace,85\n")
        #expect(table.columnNames == ["name", "age"])
        #expect(table.rowCount == 2)
        #expect(table.records == [["Ada", "36"], ["Grace", "85"]])
        #expect(table.field(1, 0) == "Grace")
        #expect(table.fileName == "data.csv")
        #expect(table.notices.isEmpty)
        #expect(table.reading.dialect == Dialect())
    }

    @Test func `the last line needs no line end`() throws {
        #expect(try Scratch.table("a,b\n1,2\n3,4").records == [["1", "2"], ["3", "4"]])
        #expect(try Scratch.table("a,b\n1,").records == [["1", ""]])
        #expect(try Scratch.table("a,b\n1,\"\"").records == [["1", ""]])
    }

    @Test func `carriage returns before line feeds are not part of a field`() throws {
        #expect(try Scratch.table("a,b\r\n1,2\r\n\"3\",\"4\"\r\n").records == [["1", "2"], ["3", "4"]])
        #expect(try Scratch.table("a,b\r\n1,2\r").records == [["1", "2"]])
    }

    @Test func `carriage returns alone end records where the header ends so`() throws {
        let table = try Scratch.table("a,b\r1,2\r3,\"4\r5\"\r")
        #expect(table.records == [["1", "2"], ["3", "4\r5"]])
        #expect(table.notices == ["Records end in carriage returns alone."])
    }

    @Test func `a carriage return inside a record belongs to its text`() throws {
        #expect(try Scratch.table("a,b\n1\r2,3\n").records == [["1\r2", "3"]])
    }

    @Test func `quoted fields hold delimiters, line ends and doubled quotes`() throws {
        let table = try Scratch.table("a,b\n\"1,2\",\"he said \"\"no\"\"\nand left\"\n\"\"\"\",x\n")
        #expect(table.records == [["1,2", "he said \"no\"\nand left"], ["\"", "x"]])
        #expect(table.line(0) == 2)
        #expect(table.line(1) == 4)
    }

    @Test func `a quote inside an unquoted field is a character`() throws {
        #expect(try Scratch.table("a,b\n5\" nail,x\n").records == [["5\" nail", "x"]])
    }

    @Test func `text after a closing quote is kept and announced`() throws {
        let table = try Scratch.table("a,b\n1,2\n\"no\" way,\"a\"\"b\"c\"d\n")
        #expect(table.records == [["1", "2"], ["no way", "a\"bc\"d"]])
        #expect(table.notices == ["2 fields have text after the closing quote, kept as it is (line 3)."])
    }

    @Test func `a byte-order mark is no part of the first name`() throws {
        let table = try Scratch.table("\u{FEFF}a,b\n1,2\n")
        #expect(table.columnNames == ["a", "b"])
        #expect(table.notices == ["A byte-order mark at the start was skipped."])
        #expect(try Scratch.table("\u{FEFF}\"a\",b\n1,2\n").columnNames == ["a", "b"])
    }

    @Test func `empty lines are skipped, announced, and counted as lines`() throws {
        let table = try Scratch.table("\na,b\n\n1,2\n\r\n\n3,4\n5,6\n\n")
        #expect(table.records == [["1", "2"], ["3", "4"], ["5", "6"]])
        #expect((0..<3).map(table.line) == [4, 7, 8])
        #expect(table.notices == ["5 empty lines were skipped."])
    }

    @Test func `a quoted nothing in a file of one column is a record`() throws {
        #expect(try Scratch.table("a\n\"\"\n1\n").records == [[""], ["1"]])
    }

    @Test(arguments: [(";", "semicolon"), ("\t", "tab"), ("|", "vertical bar")])
    func `delimiters are guessed and announced`(delimiter: String, name: String) throws {
        let rows = [["id", "note", "x"], ["1", "a, b, c", "2"], ["2", "d", "3,5"]]
        let table = try Scratch.table(rows.map { $0.joined(separator: delimiter) }.joined(separator: "\n"))
        #expect(table.columnNames == rows[0])
        #expect(table.records == Array(rows[1...]))
        #expect(table.notices.first == "Fields are taken to be separated by a \(name).")
    }

    @Test func `delimiters inside quotes mislead no guess`() throws {
        #expect(try Scratch.table("\"a;b;c\",d\n\"1;2;3\",4\n").columnNames == ["a;b;c", "d"])
        #expect(try Scratch.table("a,b\n1;2;3;4,x|y|z|w\n").columnNames == ["a", "b"])
    }

    @Test func `a guess looks no further than a sample that may end inside a record`() throws {
        let long = String(repeating: "word, ", count: 9000)
        let rows = (0..<5).map { "\($0);\"\(long)\n;;\"" }
        let table = try Scratch.table("id;text\n" + rows.joined(separator: "\n"))
        #expect(table.columnNames == ["id", "text"])
        #expect(table.rowCount == 5)
    }

    @Test func `a dialect that is given is not guessed`() throws {
        let table = try Scratch.table("a;b\n1;2\n", dialect: Dialect())
        #expect(table.columnNames == ["a;b"])
        let headless = try Scratch.table("1:2\n3:4\n", dialect: Dialect(delimiter: 58, hasHeader: false))
        #expect(headless.columnNames == ["column 1", "column 2"])
        #expect(headless.records == [["1", "2"], ["3", "4"]])
        #expect(headless.line(0) == 1)
        #expect(headless.notices.isEmpty)
    }

    @Test func `nameless and repeated columns get names of their own`() throws {
        let table = try Scratch.table(",a,a,a 2, b ,\n1,2,3,4,5,6\n")
        #expect(table.columnNames == ["column 1", "a", "a 3", "a 2", "b", "column 6"])
        #expect(
            table.notices == [
                "Blanks around column names were left out.",
                "2 columns had no name: now 'column 1', 'column 6'.",
                "A column had the name of an earlier one: now 'a 3'.",
            ])
    }

    @Test func `columns are found by name and a slip is answered`() throws {
        let table = try Scratch.table("gender,age\nf,1\n")
        #expect(try table.index(of: "age") == 1)
        let refused = try refusal { try table.column(named: "gendr") }
        #expect(refused.description == "No column 'gendr'. Did you mean 'gender'?")
    }

    @Test func `columns hold what the records hold`() throws {
        let table = try Scratch.table("a,b\n\"x\"\"y\",1\nz,1\n\"x\"\"y\",2\n")
        let column = table.column(0)
        #expect(column.distinct == ["x\"y", "z"])
        #expect(column.codes == [0, 1, 0])
        #expect(try table.column(named: "b").numbers == [1, 2])
    }

    @Test func `texts that only Unicode takes for equal stay apart`() throws {
        let table = try Scratch.table("a,b\n\u{E9},1\ne\u{301},2\n")
        #expect(table.column(0).codes == [0, 1])
        #expect(bytes(table.records) == bytes([["\u{E9}", "1"], ["e\u{301}", "2"]]))
    }

    @Test func `the digest is that of the bytes`() throws {
        // printf 'a,b\n1,2\n' | sha256sum
        #expect(
            try Scratch.table("a,b\n1,2\n").digest == "492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470"
        )
    }

    @Test func `a pipe is read to its end`() throws {
        let scratch = try Scratch()
        let pipe = scratch.file("pipe")
        try #require(mkfifo(pipe, 0o600) == 0)
        let text = "a,b\n" + (0..<30_000).map { "\($0),x\n" }.joined()
        Thread.detachNewThread {
            let end = FileHandle(forWritingAtPath: pipe)
            try? end?.write(contentsOf: Data(text.utf8))
            try? end?.close()
        }
        let table = try Table(path: pipe)
        #expect(table.rowCount == 30_000)
        #expect(table.record(29_999) == ["29999", "x"])
        try table.writeCopy(without: Set(1..<30_000), to: scratch.file("copy.csv"))
        #expect(try Table(path: scratch.file("copy.csv")).records == [["0", "x"]])
    }

    @Test func `a column is the same whoever asks first`() async throws {
        let rows = (0..<2000).map { "\($0 % 7),\($0)" }.joined(separator: "\n")
        let table = try Scratch.table("a,b\n" + rows)
        let codes = await withTaskGroup(of: [UInt32].self) { group in
            for i in 0..<16 { group.addTask { table.column(i % 2).codes } }
            return await group.reduce(into: Set<[UInt32]>()) { $0.insert($1) }
        }
        #expect(codes.count == 2)
    }
}
