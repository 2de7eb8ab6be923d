import Foundation
import Records
import TestSupport
import Testing

@Suite struct TableCopyTests {
    static let text = "a,b\r\n\"1\",\"x\n\"\"y\"\n\n 2 ,=3\r\n4,5"

    private static func read(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    @Test(
        arguments: [
            (Set<Int>(), TableCopyTests.text), ([0], "a,b\r\n\n 2 ,=3\r\n4,5"),
            ([1], "a,b\r\n\"1\",\"x\n\"\"y\"\n\n4,5"),
            ([2], "a,b\r\n\"1\",\"x\n\"\"y\"\n\n 2 ,=3\r\n"), ([0, 1, 2], "a,b\r\n\n"),
        ] as [(Set<Int>, String)])
    func `a copy is the file without the records and every other byte as it was`(
        rows: Set<Int>, expected: String
    ) throws {
        let scratch = try Scratch()
        let table = try Table(path: scratch.write(Self.text))
        try table.writeCopy(without: rows, to: scratch.file("copy.csv"))
        #expect(Array(try Self.read(scratch.file("copy.csv")).utf8) == Array(expected.utf8))
    }

    @Test func `a byte-order mark and a file without header are copied as well`() throws {
        let scratch = try Scratch()
        let table = try Table(
            path: scratch.write("\u{FEFF}1,2\n3,4\n"), choice: ReadingChoice(Dialect(hasHeader: false)))
        try table.writeCopy(without: [1], to: scratch.file("copy.csv"))
        #expect(Array(try Self.read(scratch.file("copy.csv")).utf8) == Array("\u{FEFF}1,2\n".utf8))
    }

    @Test func `a copy has the file's permissions, takes the place of nothing, and leaves nothing beside it`() throws {
        let scratch = try Scratch()
        let path = try scratch.write("a\n1\n2\n")
        chmod(path, 0o640)
        let copy = try scratch.write("old", to: "copy.csv")
        #expect(try refusal { try Table(path: path).writeCopy(without: [0], to: copy) }.kind == .cannotCreate)
        #expect(try Self.read(copy) == "old")
        unlink(copy)
        try Table(path: path).writeCopy(without: [0], to: copy)
        #expect(try Self.read(copy) == "a\n2\n")
        try Table(path: path).writeCopy(without: [1], to: copy, ifTaken: .replaced)
        #expect(try Self.read(copy) == "a\n1\n")
        let attributes = try FileManager.default.attributesOfItem(atPath: copy)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o640)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() == ["copy.csv", "data.csv"])
    }

    @Test func `the file itself is never written over, by whatever name`() throws {
        let scratch = try Scratch()
        let path = try scratch.write("a\n1\n")
        try FileManager.default.createSymbolicLink(atPath: scratch.file("link.csv"), withDestinationPath: path)
        let table = try Table(path: path)
        for name in [path, scratch.file("link.csv"), scratch.path + "/./data.csv"] {
            #expect(try refusal { try table.writeCopy(without: [0], to: name) }.kind == .cannotCreate)
        }
        #expect(try Self.read(path) == "a\n1\n")
    }

    @Test func `a place that can't be written is refused`() throws {
        let scratch = try Scratch()
        let table = try Table(path: scratch.write("a\n1\n"))
        let nowhere = try refusal { try table.writeCopy(without: [], to: scratch.file("no/where.csv")) }
        #expect(nowhere.kind == .cannotCreate)
        #expect(nowhere.sentence.contains("no/where.csv' can't be created: no such file or directory"))
        #expect(try refusal { try table.writeCopy(without: [], to: scratch.path) }.kind == .cannotCreate)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["data.csv"])
    }

    @Test func `a file that changed since it was opened is not copied`() throws {
        let scratch = try Scratch()
        let path = try scratch.write("a\n1\n2\n")
        let table = try Table(path: path)
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("3\n".utf8))
        try handle.close()
        let refused = try refusal { try table.writeCopy(without: [0], to: scratch.file("copy.csv")) }
        #expect(refused.description == "'\(path)' was changed since it was opened. Open it again.")
        #expect(!FileManager.default.fileExists(atPath: scratch.file("copy.csv")))
    }
}
