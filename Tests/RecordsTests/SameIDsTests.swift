import Foundation
import TestSupport
import Testing

@testable import Records

/// Ids are of what records hold: writing them in another way, order or place changes none.
struct SameIDsTests {
    private func ids(_ bytes: [UInt8], _ name: String) throws -> Set<RecordID> {
        let table = try Table(path: Scratch().write(bytes, to: name))
        return Set(try Identities(table: table, seed: 9).ids)
    }

    @Test func `delimiter, quotes, line ends, encoding, packing and order make no difference`() throws {
        let plain = try ids(Array("id,text\n1,\u{E9}a\n2,b\n3,c\n".utf8), "a.csv")
        #expect(plain.count == 3)
        #expect(try ids(Array("id,text\r\n3,c\r\n\"2\",\"b\"\r\n1,\"\u{E9}a\"".utf8), "b.csv") == plain)
        #expect(try ids(Array("id\ttext\n1\t\u{E9}a\n2\tb\n3\tc\n".utf8), "c.tsv") == plain)
        #expect(
            try ids(
                [0xFF, 0xFE] + "id;text\n2;b\n1;\u{E9}a\n3;c\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
                "d.csv") == plain)
        #expect(try ids("id,text\n1,\u{E9}a\n2,b\n3,c\n".unicodeScalars.map { UInt8($0.value) }, "e.csv") == plain)
        var packed: [UInt8] = []
        let writer = CompressedWriter(.zstd) { packed.append(contentsOf: $0) }
        try Array("id,text\n1,\u{E9}a\n2,b\n3,c\n".utf8).withUnsafeBytes { try writer.write($0) }
        try writer.finish()
        #expect(try ids(packed, "f.csv.zst") == plain)
    }

    @Test func `the order of keys, blanks, and a JSON array for JSON lines make no difference`() throws {
        let lines = try ids(Array("{\"a\":1,\"b\":{\"c\":\"x\"}}\n{\"a\":2,\"d\":null}\n".utf8), "a.jsonl")
        #expect(lines.count == 2)
        #expect(try ids(Array("{ \"a\": 2 }\n{\"b\":{\"c\":\"\\u0078\"}, \"a\":1}\n".utf8), "b.jsonl") == lines)
        #expect(try ids(Array("[{\"b\":{\"c\":\"x\"},\"a\":1},\n{\"a\":2}]".utf8), "c.json") == lines)
    }
}
