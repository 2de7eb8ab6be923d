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

    @Test func `a directory is refused`() throws {
        let scratch = try Scratch()
        let refused = try refusal { try Table(path: scratch.path) }
        #expect(refused.kind == .noInput)
        #expect(refused.sentence == "'\(scratch.path)' is a directory.")
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

    @Test func `a byte that is not UTF-8 is named with its place`() throws {
        let scratch = try Scratch()
        let path = try scratch.write(Array("name,x\nJos\u{E9},1\n\u{E9}R".utf8) + [0xE9] + Array(",2\n".utf8))
        let refused = try refusal { try Table(path: path) }
        #expect(refused.kind == .badData)
        #expect(refused.sentence == "'data.csv' is not UTF-8: line 3, column 3 holds the byte 0xE9.")
        #expect(refused.nextStep.contains("iconv -f WINDOWS-1252 -t UTF-8"))
    }

    @Test(
        arguments: [
            ([0x1F, 0x8B, 8, 0], "gzip"), ([0x50, 0x4B, 3, 4], "zip"), ([0x50, 0x41, 0x52, 0x31], "Parquet"),
            ([0xFF, 0xFE, 0x61, 0], "UTF-16"), ([0x61, 0, 0x2C, 0], "0x00"), ([0xC0, 0x80], "0xC0"),
            ([0x61, 0xED, 0xA0, 0x80], "0xED"), ([0x61, 0xF4, 0x90, 0x80, 0x80], "0xF4"), ([0x61, 0xC3], "0xC3"),
        ] as [([UInt8], String)])
    func `what is no text is called by its name`(bytes: [UInt8], name: String) throws {
        let scratch = try Scratch()
        let path = try scratch.write(bytes)
        let refused = try refusal { try Table(path: path) }
        #expect(refused.kind == .badData)
        #expect(refused.sentence.contains(name))
    }

    @Test func `a record with too many fields is named by its line and both counts`() throws {
        let refused = try refusal { try Scratch.table("a,b\n\"1\n\",2\n\n1,2,3\n1,2\n") }
        #expect(refused.kind == .badData)
        #expect(refused.sentence == "'data.csv', line 5: 3 fields, but the header has 2.")
        #expect(refused.nextStep == "Put quotes around fields that hold a comma.")
    }

    @Test func `a record with too few fields says how far it reached`() throws {
        let refused = try refusal { try Scratch.table("a,b\n1,2\n\"3,4\n5\"\n") }
        #expect(refused.sentence == "'data.csv', lines 3 to 4: 1 field, but the header has 2.")
        let headless = try refusal { try Scratch.table("1,2\n3\n", dialect: Dialect(hasHeader: false)) }
        #expect(headless.sentence == "'data.csv', line 2: 1 field, but the first record has 2.")
    }

    @Test func `a quote left open is named by the line that opens it`() throws {
        let refused = try refusal { try Scratch.table("a,b\n\"x\ny\",\"never\nclosed\n1,2\n") }
        #expect(refused.kind == .badData)
        #expect(refused.sentence == "'data.csv', line 3: the quote that opens column 'b' is never closed.")
        let header = try refusal { try Scratch.table("a,\"b\n1,2\n") }
        #expect(header.sentence == "'data.csv', line 1: the quote that opens field 2 is never closed.")
    }

    @Test(arguments: [10, 13, 34, 200] as [UInt8])
    func `a delimiter that can't be one is refused`(byte: UInt8) throws {
        #expect(try refusal { try Scratch.table("a\n1\n", dialect: Dialect(delimiter: byte)) }.kind == .usage)
    }
}
