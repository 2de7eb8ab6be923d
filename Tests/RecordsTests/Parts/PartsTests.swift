import Foundation
import TestSupport
import Testing

@testable import Records

/// Tables of many files: a folder, a pattern, a list.
struct PartsTests {
    private static let lines = (0..<40).map { "\($0),\"text \($0)\n more\",\($0 % 3)" }

    /// The same records in one file and in three, one of them without a line end, one with a header alone.
    private func folder(_ ending: String = "csv", packed: Bool = false) throws -> Scratch {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(atPath: scratch.file("data"), withIntermediateDirectories: true)
        func write(_ lines: ArraySlice<String>, _ name: String, last: String = "\n") throws {
            let text = Array(("id,text,n\n" + lines.joined(separator: "\n") + (lines.isEmpty ? "" : last)).utf8)
            var bytes: [UInt8] = packed ? [] : text
            if packed {
                let writer = CompressedWriter(.gzip) { bytes.append(contentsOf: $0) }
                try text.withUnsafeBytes { try writer.write($0) }
                try writer.finish()
            }
            _ = try scratch.write(bytes, to: name)
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
