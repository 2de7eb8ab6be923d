import Foundation
import Records
import TestSupport
import Testing

@Suite struct TableRefusalTests {
    @Test func `a missing file is named, and so is the one that may be meant`() throws {
        let scratch = try Scratch()
        _ = try scratch.write("a\n1\n", to: "compas.csv")
        let refused = try refusal { try Table(path: scratch.file("compass.csv")) }
        #expect(refused.kind == .noInput)
        #expect(refused.sentence == "There is no file '\(scratch.file("compass.csv"))'.")
        #expect(refused.nextStep == "Did you mean '\(scratch.file("compas.csv"))'?")
    }

    @Test func `a directory without files is refused`() throws {
        let scratch = try Scratch()
        let refused = try refusal { try Table(path: scratch.path) }
        #expect(refused.kind == .noInput)
        #expect(refused.sentence == "The folder '\(scratch.path)' holds no file of records.")
    }

    @Test(.enabled(if: getuid() != 0, "root reads everything"))
    func `an unreadable file is refused`() throws {
        let scratch = try Scratch()
        let path = try scratch.write("a\n1\n")
        chmod(path, 0)
        let refused = try refusal { try Table(path: path) }
        #expect(refused.kind == .noInput)
        #expect(refused.sentence.contains("permission denied"))
    }

    @Test func `a file that fails while it is read is refused`() throws {
        let refused = try refusal { try Table(path: "/proc/self/mem") }
        #expect(refused.kind == .noInput)
        #expect(refused.sentence == "'/proc/self/mem' can't be read: input/output error.")
    }

    @Test(arguments: ["", "\n", "\r\n\n", "\u{FEFF}", "\u{FEFF}\n"])
    func `an empty file is refused`(text: String) throws {
        let refused = try refusal { try Scratch.table(text) }
        #expect(refused.kind == .badData)
        #expect(refused.sentence == "'data.csv' is empty.")
    }

    @Test(arguments: ["a,b", "a,b\n", "a,b\r\n\r\n", "\"a\nb\",c\n"])
    func `a header without records is refused`(text: String) throws {
        let refused = try refusal { try Scratch.table(text) }
        #expect(refused.kind == .badData)
        #expect(refused.sentence == "'data.csv' has a header line but no records.")
    }

    @Test(
        arguments: [
            ([0x50, 0x4B, 3, 4], "zip"), ([0x61, 0, 0x2C, 0], "0x00"), ([0x42, 0x5A, 0x68, 0x39], "bzip2"),
            (Array("SQLite format 3\0".utf8), "SQLite"),
        ] as [([UInt8], String)])
    func `what is no text is called by its name`(bytes: [UInt8], name: String) throws {
        let scratch = try Scratch()
        let path = try scratch.write(bytes)
        let refused = try refusal { try Table(path: path) }
        #expect(refused.kind == .badData)
        #expect(refused.sentence.contains(name))
    }

    @Test func `a record with far too many fields is named by its line and both counts`() throws {
        let many = Array(repeating: "1", count: 70).joined(separator: ",")
        let refused = try refusal { try Scratch.table("a,b\n\"1\n\",2\n\n\(many)\n1,2\n") }
        #expect(refused.kind == .badData)
        #expect(refused.sentence == "'data.csv', line 5: 70 fields, but the header has 2.")
        #expect(refused.nextStep.hasPrefix("Put quotes around fields that hold a comma"))
    }

    @Test func `a quote left open is named by the line that opens it`() throws {
        let refused = try refusal { try Scratch.table("a,b\n\"x\ny\",\"never\nclosed\n1,2\n") }
        #expect(refused.kind == .badData)
        #expect(refused.sentence == "'data.csv', line 3: the quote that opens column 'b' is never closed.")
        let header = try refusal { try Scratch.table("a,\"b\n1,2,3\n") }
        #expect(header.sentence == "'data.csv', line 1: the quote that opens field 2 is never closed.")
    }

    @Test(arguments: [10, 13, 34, 200] as [UInt8])
    func `a delimiter that can't be one is refused`(byte: UInt8) throws {
        #expect(try refusal { try Scratch.table("a\n1\n", dialect: Dialect(delimiter: byte)) }.kind == .usage)
    }
}
