import Foundation
import TestSupport
import Testing

@testable import Records

/// A copy without some records is, byte for byte, the text without them: in every encoding, packed in every way.
struct CopyPropertyTests {
    enum Written: CaseIterable { case utf8, utf8Marked, utf16LittleEndian, utf16BigEndian, windows1252 }

    @Test(arguments: Written.allCases, Compression.allCases)
    func `what is left is every other byte as it was`(written: Written, compression: Compression) throws {
        for seed in 1...12 {
            var random = Seeded(UInt64(seed))
            let lineEnd = Bool.random(using: &random) ? "\r\n" : "\n"
            let records = (0..<Int.random(in: 2...40, using: &random)).map { _ in Self.record(&random) + lineEnd }
            let gone = Set(records.indices.dropFirst().filter { _ in Int.random(in: 0..<3, using: &random) == 0 })
            let kept = records.indices.filter { !gone.contains($0) }.map { records[$0] }
            let header = "id,text" + lineEnd
            let scratch = try Scratch()
            let path = try scratch.write(
                Self.packed(Self.bytes(header + records.joined(), written), compression), to: "data.csv")
            let table = try Table(path: path)
            #expect(table.rowCount == records.count)
            #expect(table.reading.compression == compression)
            try table.writeCopy(without: gone, to: scratch.file("copy.csv"))
            let copy = try Array(Data(contentsOf: URL(fileURLWithPath: scratch.file("copy.csv"))))
            #expect(try Self.unpacked(copy, compression) == Self.bytes(header + kept.joined(), written))
            let again = try Table(path: scratch.file("copy.csv"), choice: ReadingChoice(table.reading))
            let ids = try Identities(table: table, seed: 5).ids(without: records.indices.map(gone.contains))
            #expect(try Identities(table: again, seed: 5).ids == ids.compactMap { $0 })
        }
    }

    /// A record whose text has what is hard: quotes, delimiters, line ends, letters beyond ASCII.
    private static func record(_ random: inout Seeded) -> String {
        let words = ["plain", "\u{E9}t\u{E9}", "a,b", "say \"\"hi\"\"", "two\nlines", "\u{A3}5", "x"]
        let text = (0..<Int.random(in: 1...4, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
        // Every file has a letter that tells its encoding.
        return "\(Int.random(in: 0..<1000, using: &random)),\"\u{E8} \(text.joined(separator: " "))\""
    }

    private static func bytes(_ text: String, _ written: Written) -> [UInt8] {
        switch written {
        case .utf8: Array(text.utf8)
        case .utf8Marked: [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        case .utf16LittleEndian: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        case .utf16BigEndian: [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        case .windows1252: text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        }
    }

    private static func packed(_ bytes: [UInt8], _ compression: Compression) throws -> [UInt8] {
        var output: [UInt8] = []
        let writer = CompressedWriter(compression) { output.append(contentsOf: $0) }
        try bytes.withUnsafeBytes { try writer.write($0) }
        try writer.finish()
        return output
    }

    private static func unpacked(_ bytes: [UInt8], _ compression: Compression) throws -> [UInt8] {
        struct Nothing: ByteStream { mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int { 0 } }
        let packed = ChainedStream(bytes, then: Nothing())
        let text: SourceText
        switch compression {
        case .none: return bytes
        case .gzip: text = try SourceText(GzipStream(packed, fileName: "copy"), fileName: "copy")
        case .zstd: text = try SourceText(ZstdStream(packed, fileName: "copy"), fileName: "copy")
        }
        while !text.isComplete { try text.extend(by: 1 << 20) }
        return Array(text.view)
    }
}
