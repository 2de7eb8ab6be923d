import Foundation
import TestSupport
import Testing

@testable import Records

/// Texts in the encodings that people have: as other programs write them, read as what they say.
@Suite struct EncodingTests {
    /// Written by another program (Python's codecs).
    private static let written: [(TextEncoding, String, String)] = [
        (.iso8859x2, "7a61bff3b3e62067eab66cb1", "za\u{17C}\u{F3}\u{142}\u{107} g\u{119}\u{15B}l\u{105}"),
        (.iso8859x5, "dfe0d8d2d5e220dcd8e0", "\u{43F}\u{440}\u{438}\u{432}\u{435}\u{442} \u{43C}\u{438}\u{440}"),
        (.iso8859x7, "eae1ebe7ecddf1e1", "\u{3BA}\u{3B1}\u{3BB}\u{3B7}\u{3BC}\u{3AD}\u{3C1}\u{3B1}"),
        (.iso8859x9, "fe656b657220fdf064fd72", "\u{15F}eker \u{131}\u{11F}d\u{131}r"),
        (.iso8859x15, "bd75767265203520a4", "\u{153}uvre 5 \u{20AC}"),
        (.windows1250, "70f8ed6c699a209e6c759d6f75e86bfd", "p\u{159}\u{ED}li\u{161} \u{17E}lu\u{165}ou\u{10D}k\u{FD}"),
        (.windows1251, "d1fae5f8fc20e5f9b8", "\u{421}\u{44A}\u{435}\u{448}\u{44C} \u{435}\u{449}\u{451}"),
        (.windows1253, "c5ebebdce4e120b4e1", "\u{395}\u{3BB}\u{3BB}\u{3AC}\u{3B4}\u{3B1} \u{384}\u{3B1}"),
        (.windows1254, "f0fcfefdf6e7", "\u{11F}\u{FC}\u{15F}\u{131}\u{F6}\u{E7}"),
        (.windows1255, "f9ece5ed", "\u{5E9}\u{5DC}\u{5D5}\u{5DD}"),
        (.windows1256, "e3d1cdc8c7", "\u{645}\u{631}\u{62D}\u{628}\u{627}"),
        (.windows1257, "e0e8e6ebe1f0f8fbfe", "\u{105}\u{10D}\u{119}\u{117}\u{12F}\u{161}\u{173}\u{16B}\u{17E}"),
        (.windows1258, "f06e67", "\u{111}ng"),
        (.koi8r, "d0d2c9d7c5d4", "\u{43F}\u{440}\u{438}\u{432}\u{435}\u{442}"),
        (.koi8u, "a7d6c1cb20ad", "\u{457}\u{436}\u{430}\u{43A} \u{491}"),
        (.cp437, "82dba4", "\u{E9}\u{2588}\u{F1}"),
        (.cp850, "87c6e4", "\u{E7}\u{E3}\u{F5}"),
        (.macRoman, "6e6195766520d0206361668e", "na\u{EF}ve \u{2013} caf\u{E9}"),
        (
            .shiftJIS, "835c984182cc955c8141b1b2b3208740eee0",
            "\u{30BD}\u{9023}\u{306E}\u{8868}\u{3001}\u{FF71}\u{FF72}\u{FF73} \u{2460}\u{9AD9}"
        ),
        (
            .gb18030, "babad7d6a3acc4e3bac3209439fc3620a2e38135f437",
            "\u{6C49}\u{5B57}\u{FF0C}\u{4F60}\u{597D} \u{1F600} \u{20AC}\u{1E3F}"
        ),
        (.eucKR, "bec8b3e7c7cfbcbcbfe42094ee", "\u{C548}\u{B155}\u{D558}\u{C138}\u{C694} \u{BDC1}"),
        (.big5, "c163c5e9a4a4a4e5a141b4fab8d5", "\u{7E41}\u{9AD4}\u{4E2D}\u{6587}\u{FF0C}\u{6E2C}\u{8A66}"),
        (.eucJP, "c6fccbdcb8eca4ce8eb68ec5208fb0a1", "\u{65E5}\u{672C}\u{8A9E}\u{306E}\u{FF76}\u{FF85} \u{4E02}"),
    ]

    private static func fromHexadecimal(_ digits: String) -> [UInt8] {
        stride(from: 0, to: digits.count, by: 2).compactMap { place in
            let start = digits.index(digits.startIndex, offsetBy: place)
            return UInt8(digits[start..<digits.index(start, offsetBy: 2)], radix: 16)
        }
    }

    @Test(arguments: written)
    func `a text is read by the name of its encoding, and its copy keeps every other byte`(
        encoding: TextEncoding, digits: String, text: String
    ) throws {
        let word = Self.fromHexadecimal(digits)
        let lines = [Array("id,text\n".utf8)] + (1...5).map { Array("\($0),\"".utf8) + word + Array("\"\n".utf8) }
        let scratch = try Scratch()
        var choice = ReadingChoice()
        choice.encoding = encoding
        let table = try Table(path: scratch.write(lines.flatMap { $0 }), choice: choice)
        #expect(bytes(table.records) == bytes((1...5).map { ["\($0)", text] }))
        #expect(table.reading.encoding == encoding)
        try table.writeCopy(without: [1, 4], to: scratch.file("copy.csv"))
        let copy = try Array(Data(contentsOf: URL(fileURLWithPath: scratch.file("copy.csv"))))
        #expect(copy == [0, 1, 3, 4].flatMap { lines[$0] })
        let again = try Table(path: scratch.file("copy.csv"), choice: ReadingChoice(table.reading))
        #expect(again.rowCount == 3)
        let forgotten = [false, true, false, false, true]
        #expect(
            try Identities(table: again, seed: 1).ids
                == Identities(table: table, seed: 1).ids(without: forgotten).compactMap { $0 })
    }

    @Test(arguments: [
        (TextEncoding.shiftJIS, "82b182ea82cd95b68e9a82c582b781428366815b835e"),
        (.eucJP, "a4b3a4eca4cfcab8bbfaa4c7a4b9a1a3"), (.eucKR, "bec8b3e7c7cfbcbcbfe420c1c1bfc0"),
        (.gb18030, "d6d0b9fac8cbc3f1b5c4cafdbeddbcc7c2bc"), (.windows1252, "4a6f73e920616e6420416e6472e920e97469"),
        (.windows1252, "cff0e8e2e5f220ece8f0"),
    ])
    func `East Asian text is known by its characters, and other text is not taken for it`(
        encoding: TextEncoding, digits: String
    ) throws {
        let lines = Array("id,text\n1,".utf8) + Self.fromHexadecimal(digits) + Array("\n2,x\n".utf8)
        let table = try Table(path: Scratch().write(lines))
        #expect(table.reading.encoding == encoding)
        #expect(table.notices.count == 1)
    }

    @Test func `every byte of every table is a character or none, and never more than is there`() {
        for encoding in TextEncoding.allCases {
            guard let code = encoding.tableCode else { continue }
            for first in UInt8.min...UInt8.max {
                for second in UInt8.min...UInt8.max {
                    let stream = Fixed([first, second, 0x30, first])
                    var text = DecodedStream(stream, code: code)
                    var output = [UInt8](repeating: 0, count: 64)
                    let count = (try? output.withUnsafeMutableBytes { try text.read(into: $0) }) ?? 0
                    #expect(String(validating: output[..<count], as: UTF8.self) != nil)
                }
            }
        }
    }

    @Test(arguments: [
        ("latin2", TextEncoding.iso8859x2), ("ISO-8859-15", .iso8859x15), ("cp1251", .windows1251), ("SJIS", .shiftJIS),
        ("GBK", .gb18030), ("EUC-KR", .eucKR), ("Latin-1", .windows1252), ("utf-16le", .utf16LittleEndian),
        ("windows-1252", .windows1252), ("shift_jis", .shiftJIS),
    ])
    func `encodings are known by the names that people give them`(name: String, encoding: TextEncoding) throws {
        #expect(try TextEncoding(named: name) == encoding)
        #expect(throws: Refusal.self) { try TextEncoding(named: "klingon") }
        for other in TextEncoding.allCases { #expect(try TextEncoding(named: other.spoken) == other) }
    }
}

/// Bytes that come at once.
private struct Fixed: ByteStream {
    var bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        defer { bytes = [] }
        buffer.copyBytes(from: bytes)
        return bytes.count
    }
}
