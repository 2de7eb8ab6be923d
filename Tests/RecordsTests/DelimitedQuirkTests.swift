import Foundation
import TestSupport
import Testing

@testable import Records

/// What real delimited files do, one quirk a test: what is read, and what is said about it.
struct DelimitedQuirkTests {
    @Test func `a short record is filled up and announced`() throws {
        let table = try Scratch.table("a,b,c\n1,2,3\n4\n5,6,7\n8,9\n")
        #expect(table.records == [["1", "2", "3"], ["4", "", ""], ["5", "6", "7"], ["8", "9", ""]])
        #expect(
            table.notices == [
                "2 records (the first on line 3) have fewer fields than the others: what is missing reads as empty."
            ])
    }

    @Test func `what a long record has more becomes a column`() throws {
        let table = try Scratch.table("a,b\n1,2\n3,4,5\n6,7,,8\n")
        #expect(table.columnNames == ["a", "b", "column 3", "column 4"])
        #expect(table.records == [["1", "2", "", ""], ["3", "4", "5", ""], ["6", "7", "", "8"]])
        #expect(
            table.notices == [
                "2 records (the first on line 3) have more fields than the others: the rest is in 'column 3', 'column 4'."
            ])
    }

    @Test(arguments: ["a,b,\n1,2,\n3,4,\n", "a,b\n1,2,\n3,4,\n"])
    func `a delimiter at the end of every record is no column`(text: String) throws {
        let table = try Scratch.table(text)
        #expect(table.columnNames == ["a", "b"])
        #expect(table.records == [["1", "2"], ["3", "4"]])
        #expect(table.notices == ["Every record ends in a comma: the empty last column is left out."])
    }

    @Test func `a delimiter at the end of nearly every record keeps what the others hold`() throws {
        let rows = (0..<300).map { "\($0),x,\($0 == 290 ? "full" : "")" }
        let table = try Scratch.table("a,b,\n" + rows.joined(separator: "\n"))
        #expect(table.columnNames == ["a", "b", "column 3"])
        #expect(table.field(290, 2) == "full")
        #expect(table.field(289, 2) == "")
    }

    @Test func `a header with a name less names the columns behind the first`() throws {
        let table = try Scratch.table("mpg,cyl\nMazda,21,6\nFiat,32,4\n")
        #expect(table.columnNames == ["column 1", "mpg", "cyl"])
        #expect(table.records == [["Mazda", "21", "6"], ["Fiat", "32", "4"]])
        #expect(table.notices.contains { $0.hasPrefix("The header has a name less") })
    }

    @Test func `numbers above numbers are no header`() throws {
        let table = try Scratch.table("1,x\n2,y\n3,z\n")
        #expect(table.columnNames == ["column 1", "column 2"])
        #expect(table.rowCount == 3)
        #expect(table.reading.dialect?.hasHeader == false)
        #expect(table.notices.contains { $0.contains("there is no header") })
        #expect(try Scratch.table("n,4,7\nx,1,2\n").columnNames == ["column 1", "column 2", "column 3"])
        #expect(try Scratch.table("id,text\n1,2\n").columnNames == ["id", "text"])
    }

    @Test func `blanks after delimiters are left out, and quotes after them count`() throws {
        let table = try Scratch.table("a, b, c\n1, \"x, y\", 3\n4, z, 5\n")
        #expect(table.columnNames == ["a", "b", "c"])
        #expect(table.records == [["1", "x, y", "3"], ["4", "z", "5"]])
        #expect(table.notices == ["A blank after each delimiter is left out."])
    }

    @Test func `comments at the top are skipped, and a commented header is one`() throws {
        let table = try Scratch.table("# made by hand\n# in 2026\na,b\n1,2\n")
        #expect(table.columnNames == ["a", "b"])
        #expect(table.line(0) == 4)
        #expect(table.notices == ["2 comments at the top were skipped."])
        let header = try Scratch.table("#chrom,pos\nx,1\n#y,2\n")
        #expect(header.columnNames == ["chrom", "pos"])
        #expect(header.records == [["x", "1"], ["#y", "2"]])
    }

    @Test func `comments that are asked for are skipped anywhere`() throws {
        var choice = ReadingChoice()
        choice.comment = 37
        let table = try Table(path: Scratch().write("a,b\n% no\n1,2\n%\n3,4\n"), choice: choice)
        #expect(table.records == [["1", "2"], ["3", "4"]])
        #expect(table.line(1) == 5)
        #expect(table.notices == ["2 lines that are empty or comments were skipped."])
    }

    @Test func `a line that names the separator is believed`() throws {
        let table = try Scratch.table("sep=;\na;b,c\n1;2\n")
        #expect(table.columnNames == ["a", "b,c"])
        #expect(table.records == [["1", "2"]])
    }

    @Test func `backslashes before quotes are seen`() throws {
        let table = try Scratch.table(#"a,b\#n1,"say \"hi\", please"\#n2,"x""# + "\n")
        #expect(table.records == [["1", #"say "hi", please"#], ["2", "x"]])
        #expect(table.reading.dialect?.quoting == .backslash)
    }

    @Test func `a quote that is never closed is a character where every line is whole without it`() throws {
        let table = try Scratch.table("a\tb\n1\t\"never closed\n2\tx\n")
        #expect(table.records == [["1", "\"never closed"], ["2", "x"]])
        #expect(
            table.notices.last == "A field begins with a quote that is never closed: it is read as it stands (line 2).")
    }

    @Test func `Windows-1252 is found out, converted and announced`() throws {
        let bytes = Array("name,x\nJos".utf8) + [0xE9] + Array(",1\n".utf8) + [0x80] + Array(",2\n".utf8)
        let table = try Table(path: Scratch().write(bytes))
        #expect(table.records == [["Jos\u{E9}", "1"], ["\u{20AC}", "2"]])
        #expect(table.reading.encoding == .windows1252)
        #expect(table.notices == ["The text is not UTF-8: it is read as Windows-1252, which contains Latin-1."])
    }

    @Test func `a broken character among good ones is shown as such and announced`() throws {
        let bytes = Array("name,x\nJos\u{E9},1\nA".utf8) + [0xC3] + Array("B,2\n".utf8)
        let table = try Table(path: Scratch().write(bytes))
        #expect(table.records == [["Jos\u{E9}", "1"], ["A\u{FFFD}B", "2"]])
        #expect(table.reading.encoding == .utf8)
        #expect(table.notices.count == 1)
        #expect(table.notices[0].hasPrefix("A record (line 3) holds bytes that are not UTF-8 (0xC3)"))
    }

    @Test func `Windows-1252 that shows late in a big file is read as such from the beginning`() throws {
        let filler = String(repeating: "plain,1\n", count: 300_000)
        let bytes = Array(("name,x\n" + filler).utf8) + [0xE9] + Array(",2\n".utf8)
        let table = try Table(path: Scratch().write(bytes))
        #expect(table.rowCount == 300_001)
        #expect(table.field(300_000, 0) == "\u{E9}")
        #expect(table.reading.encoding == .windows1252)
    }

    @Test func `a big regular file is indexed as the slow reader reads it`() throws {
        var random = Seeded(7)
        var lines = ["a,b,c"]
        for _ in 0..<40_000 {
            let text = Int.random(in: 0..<20, using: &random) == 0 ? "\"x \n,\"\" \u{1F600}\"" : "w\(random.next())"
            lines.append("\(Int.random(in: 0..<9, using: &random)),\(text),z")
        }
        let text = lines.joined(separator: "\n") + "\n"
        let table = try Scratch.table(text)
        let expected = slowlyRead(text, delimiter: 44).dropFirst()
        #expect(table.rowCount == expected.count)
        #expect(table.records == Array(expected))
        var line = 2
        for row in 0..<table.rowCount {
            if row % 97 == 0 { #expect(table.line(row) == line) }
            line += 1 + table.field(row, 1).utf8.count { $0 == 10 }
        }
    }
}
