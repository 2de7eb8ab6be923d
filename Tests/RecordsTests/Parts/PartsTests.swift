import Foundation
import TestSupport
import Testing

@testable import Records

/// Tables of many files: a folder, a pattern, a list.
struct PartsTests {
    private static let lines = (0..<40).map { "\($0),\"text \($0)\n more\",\($0 % 3)" }

    private static func write(
        _ lines: ArraySlice<String>, _ name: String, last: String = "\n", packed: Bool, in scratch: Scratch
    ) throws {
        let text = Array(("id,text,n\n" + lines.joined(separator: "\n") + (lines.isEmpty ? "" : last)).utf8)
        var bytes: [UInt8] = packed ? [] : text
        if packed {
            let writer = CompressedWriter(.gzip) { bytes.append(contentsOf: $0) }
            try text.withUnsafeBytes { try writer.write($0) }
            try writer.finish()
        }
        _ = try scratch.write(bytes, to: name)
    }

    /// The same records in one file and in three, one of them without a line end, one with a header alone.
    private func folder(_ ending: String = "csv", packed: Bool = false) throws -> Scratch {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(atPath: scratch.file("data"), withIntermediateDirectories: true)
        func write(_ lines: ArraySlice<String>, _ name: String, last: String = "\n") throws {
            try Self.write(lines, name, last: last, packed: packed, in: scratch)
        }
        try write(Self.lines[...], "whole.csv")
        try write(Self.lines[..<15], "data/part-0.\(ending)", last: "")
        try write([], "data/part-1.\(ending)")
        try write(Self.lines[15..<31], "data/part-2.\(ending)")
        try write(Self.lines[31...], "data/part-3.\(ending)")
        _ = try scratch.write("read me", to: "data/README.md")
        _ = try scratch.write("x", to: "data/_SUCCESS")
        return scratch
    }

    private func ids(_ table: Table) throws -> [RecordID] { try Identities(table: table, seed: 1).ids }

    /// Each part is judged by itself: units below one header make no record of another a header.
    @Test(arguments: [false, true])
    func `lines of units below one header take no record of another part`(unitsFirst: Bool) throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(atPath: scratch.file("u"), withIntermediateDirectories: true)
        func rows(_ numbers: ClosedRange<Int>) -> String {
            numbers.map { "n\($0),\(150 + $0),\(50 + $0 % 9),\($0 % 2 == 0 ? "y" : "n")\n" }.joined()
        }
        let units = "name,height,weight,ok\n,cm,kg,\n" + rows(1...12)
        let plain = "name,height,weight,ok\n" + rows(13...24)
        _ = try scratch.write(unitsFirst ? units : plain, to: "u/1.csv")
        _ = try scratch.write(unitsFirst ? plain : units, to: "u/2.csv")
        let table = try Table(path: scratch.file("u"))
        try table.load()
        #expect(table.rowCount == 24)
        #expect(Set((0..<24).map { table.field($0, 0) }) == Set((1...24).map { "n\($0)" }))
        #expect(table.notices.contains { $0.contains("'2.csv' has") && $0.contains("below the header") })
        let first = try #require((0..<24).first { table.field($0, 0) == "n13" })
        #expect(table.fileName(of: first) == (unitsFirst ? "2.csv" : "1.csv") && table.line(first) == 2)
    }

    @Test func `packed and plain files are parts of one table`() throws {
        let scratch = try folder()
        try FileManager.default.createDirectory(atPath: scratch.file("mixed"), withIntermediateDirectories: true)
        for isFirstPacked in [false, true] {
            try Self.write(Self.lines[..<20], "mixed/1.csv", packed: isFirstPacked, in: scratch)
            try Self.write(Self.lines[20...], "mixed/2.csv", packed: !isFirstPacked, in: scratch)
            let (mixed, whole) = (
                try Table(path: scratch.file("mixed/*")), try Table(path: scratch.file("whole.csv"))
            )
            try mixed.load()
            try whole.load()
            #expect(try ids(mixed) == ids(whole))
        }
    }

    @Test(arguments: [false, true])
    func `a folder is the table that its files make, with the same ids and digest`(packed: Bool) throws {
        let scratch = try folder(packed ? "csv.gz" : "csv", packed: packed)
        let whole = try Table(path: scratch.file("whole.csv"))
        let parted = try Table(path: scratch.file("data"))
        #expect(parted.rowCount == 40 && parted.partCount == 4)
        #expect((0..<40).allSatisfy { parted.record($0) == whole.record($0) })
        #expect(try ids(parted) == ids(whole))
        if !packed { #expect(parted.digest == whole.digest) }
        #expect(parted.notices.contains("The table is made of 4 files."))
        #expect(parted.notices.contains { $0.contains("1 other file in the folder not read: 'README.md'") })
        let again = try Table(path: scratch.file("data"), choice: ReadingChoice(parted.reading))
        #expect(again.digest == parted.digest)
    }

    @Test func `a pattern and a list name the same table; order reaches no id`() throws {
        let scratch = try folder()
        let folder = try ids(try Table(path: scratch.file("data")))
        #expect(try ids(try Table(path: scratch.file("data/part-*.csv"))) == folder)
        _ = try scratch.write("# parts\ndata/part-3.csv\n\ndata/part-0.csv\ndata/part-2.csv\n", to: "list.txt")
        let listed = try Table(path: scratch.file("@list.txt"))
        #expect(listed.field(0, 0) == "31")
        #expect(Set(try ids(listed)) == Set(folder))
    }

    @Test func `lines are those of the part`() throws {
        let table = try Table(path: try folder().file("data"))
        #expect(table.line(0) == 2)
        #expect(table.line(15) == 2)
        #expect(table.line(16) == 4)
        #expect(table.line(31) == 2)
    }

    @Test func `a copy holds the parts that change, every other byte as it was`() throws {
        let scratch = try folder()
        let table = try Table(path: scratch.file("data"))
        let written = try table.writeParts(without: [3, 14, 31], to: scratch.file("out"))
        #expect(written.names == ["part-0.csv", "part-3.csv"] && written.removed == 3)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.file("out")).sorted() == written.names)
        for (name, gone) in [("part-0.csv", Set([3, 14])), ("part-3.csv", [0])] {
            _ = try Table(path: scratch.file("data/" + name)).writeCopy(without: gone, to: scratch.file("one-" + name))
            #expect(
                try Data(contentsOf: URL(fileURLWithPath: scratch.file("out/" + name)))
                    == Data(contentsOf: URL(fileURLWithPath: scratch.file("one-" + name))))
        }
        #expect(throws: Refusal.self) { try table.writeCopy(without: [1], to: scratch.file("x.csv")) }
    }

    @Test func `conversations in parts lose turns in their own part`() throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(atPath: scratch.file("c"), withIntermediateDirectories: true)
        for part in 0..<3 {
            let lines = (0..<4).map {
                #"{"messages": [{"role": "user", "content": "u\#(part)\#($0)"}, {"role": "assistant", "content": "a"}]}"#
            }
            _ = try scratch.write(lines.joined(separator: "\n"), to: "c/p\(part).jsonl")
        }
        let table = try Table(path: scratch.file("c"))
        #expect(table.rowCount == 12 && table.dialogue != nil)
        let place = TurnPlace(column: "messages", index: 1)
        let written = try table.writeParts(without: [0], turns: [6: [place]], to: scratch.file("out"))
        #expect(written.names == ["p0.jsonl", "p1.jsonl"])
        let second = try Table(path: scratch.file("out/p1.jsonl"))
        #expect(second.rowCount == 4 && second.dialogue(of: 2)?.turns.count == 1)
    }

    @Test func `columns in another order are read by their names, and copies keep every byte`() throws {
        let scratch = try folder()
        _ = try scratch.write("n,id,text\n7,90,\"new\n text\"\n8,91,other", to: "data/part-7.csv")
        _ = try scratch.write("id,text,n\n92,last,1\n", to: "data/part-8.csv")
        let table = try Table(path: scratch.file("data"))
        #expect(table.record(40) == ["90", "new\n text", "7"] && table.record(41) == ["91", "other", "8"])
        #expect(table.record(42) == ["92", "last", "1"])
        #expect(try table.column(named: "id").text(41) == "91")
        #expect(table.line(41) == 4)
        #expect(table.notices.contains("'part-7.csv' has its columns in another order: they are read by their names."))
        // The ids are those of the same records in the order of the others.
        _ = try scratch.write(
            "id,text,n\n" + (Self.lines + ["90,\"new\n text\",7", "91,other,8", "92,last,1"]).joined(separator: "\n"),
            to: "same.csv")
        #expect(try ids(table) == ids(try Table(path: scratch.file("same.csv"))))
        let written = try table.writeParts(without: [41], to: scratch.file("out"))
        #expect(written.names == ["part-7.csv"])
        #expect(
            try String(contentsOfFile: scratch.file("out/part-7.csv"), encoding: .utf8)
                == "n,id,text\n7,90,\"new\n text\"\n")
    }

    @Test func `parts of all sizes, mapped or held, are the table of their records`() throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(atPath: scratch.file("d"), withIntermediateDirectories: true)
        var all: [String] = []
        // Around a page, and around the size from which files are mapped; the last without a line end.
        for (part, size) in [100, 4096, 65_535, 65_536, 65_537, 200_000, 10, 131_072].enumerated() {
            var text = "id,text\n"
            while text.utf8.count < size {
                let line = "\(all.count),\"part \(part), \(String(repeating: "x", count: all.count % 97))\""
                all.append(line)
                text += line + "\n"
            }
            _ = try scratch.write(String(text.dropLast(part % 2)), to: "d/p\(part).csv")
        }
        _ = try scratch.write("id,text\n" + all.joined(separator: "\n"), to: "whole.csv")
        let whole = try Table(path: scratch.file("whole.csv"))
        let parted = try Table(path: scratch.file("d"))
        #expect(parted.rowCount == all.count && parted.records == whole.records)
        #expect(try ids(parted) == ids(whole))
        #expect(parted.digest == whole.digest)
        for column in 0..<2 { #expect(parted.column(column).codes == whole.column(column).codes) }
    }

    @Test func `nothing of one part closes a quote of another, and refusals name part, line and column`() throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(atPath: scratch.file("q"), withIntermediateDirectories: true)
        _ = try scratch.write("id,text\n1,plain\n2,\"open\n", to: "q/a.csv")
        _ = try scratch.write("id,text\n3,closed\"\n4,x\n", to: "q/b.csv")
        let table = try Table(path: scratch.file("q"))
        #expect(table.records == [["1", "plain"], ["2", "\"open"], ["3", "closed\""], ["4", "x"]])
        #expect(
            table.notices.contains(
                "A field begins with a quote that is never closed: it is read as it stands (line 3 of 'a.csv')."))
        try FileManager.default.createDirectory(atPath: scratch.file("j"), withIntermediateDirectories: true)
        _ = try scratch.write("{\"a\": 1}\n{\"a\": 2}\n", to: "j/a.jsonl")
        _ = try scratch.write("{\"a\": 3}\n{\"a\": 4]\n", to: "j/b.jsonl")
        let refusal = try refusal { try Table(path: scratch.file("j")) }
        #expect(refusal.sentence.hasPrefix("'b.jsonl', line 2, column 8:"), "\(refusal.sentence)")
    }

    @Test func `parts before the first record change nothing`() throws {
        let scratch = try folder()
        _ = try scratch.write("", to: "data/part-.csv")
        _ = try scratch.write("id,text,n\n", to: "data/part-+.csv")
        let table = try Table(path: scratch.file("data"))
        #expect(table.rowCount == 40)
        try table.checkUnchanged()
        let written = try table.writeParts(without: [0, 39], to: scratch.file("out"))
        #expect(written.names == ["part-0.csv", "part-3.csv"])
    }

    @Test func `more parts than a process may have open`() throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(atPath: scratch.file("m"), withIntermediateDirectories: true)
        for part in 0..<1100 {
            _ = try scratch.write("{\"n\": \(part)}\n", to: "m/\(String(10_000 + part)).jsonl")
        }
        let table = try Table(path: scratch.file("m"))
        #expect(table.rowCount == 1100 && table.field(1099, 0) == "1099" && table.line(700) == 1)
        try table.checkUnchanged()
    }

    @Test func `parts that don't belong together are refused by name`() throws {
        let scratch = try folder()
        _ = try scratch.write("id,words,n\n1,x,2\n", to: "data/part-9.csv")
        let refusal = try #require(throws: Refusal.self) { _ = try Table(path: scratch.file("data")) }
        #expect(
            refusal.sentence
                == "'part-9.csv' has the column 'words', which 'part-0.csv' has not, so they are no parts of one table."
        )
        #expect(throws: Refusal.self) { _ = try Table(path: scratch.file("nothing-*.csv")) }
        try FileManager.default.createDirectory(atPath: scratch.file("empty"), withIntermediateDirectories: true)
        #expect(throws: Refusal.self) { _ = try Table(path: scratch.file("empty")) }
    }

    @Test func `a part that changes, and one that comes, are noticed`() throws {
        let scratch = try folder()
        let table = try Table(path: scratch.file("data"))
        try table.checkUnchanged()
        _ = try scratch.write("id,text,n\n1,x,2\n", to: "data/part-5.csv")
        #expect(throws: Refusal.self) { try table.checkUnchanged() }
    }

    @Test(.enabled(if: hasDuckdb, "duckdb reads Parquet"))
    func `Parquet parts are one table, and lose records part by part`() throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(atPath: scratch.file("p"), withIntermediateDirectories: true)
        for part in 0..<3 {
            try runDuckdb(
                "COPY (SELECT range + \(part * 10) AS id, 'text ' || range AS t FROM range(10)) TO '\(scratch.file("p/x\(part).parquet"))' (FORMAT PARQUET)"
            )
        }
        let table = try Table(path: scratch.file("p/*.parquet"))
        #expect(table.rowCount == 30 && table.field(29, 0) == "29")
        let written = try table.writeParts(without: [12, 13], to: scratch.file("out"))
        #expect(written.names == ["x1.parquet"])
        let copy = try Table(path: scratch.file("out/x1.parquet"))
        #expect(copy.rowCount == 8 && copy.field(2, 0) == "14")
    }
}
