import TestSupport
import Testing

@testable import Records

@Suite struct RecordIDFileTests {
    private let ids = (0..<9).map { RecordID(high: UInt64($0), low: 7) }

    private func rows(_ text: String) throws -> [Int] {
        try RecordIDFile.rows(in: try Scratch().write(text, to: "ids"), among: ids)
    }

    @Test func `ids are rows, ascending and each once, whatever ends the lines`() throws {
        let (a, b) = ("\(ids[5])", "\(ids[2])")
        #expect(try rows("\(a)\n\(b)\n") == [2, 5])
        #expect(try rows("  \(a)\t\r\n\r\n\(b.uppercased())\r\(a)") == [2, 5])
        #expect(try rows("\n\n") == [])
    }

    @Test func `what names no record is told with its line, empty ones counted`() throws {
        let other = String(repeating: "f", count: 32)
        for (word, shown) in [(other, other), ("+" + other.dropFirst(), "+" + other.dropFirst()), ("x", "x")] {
            let refused = try refusal { try rows("\(ids[0])\n\n\(word)\n") }
            #expect(refused.kind == .badData)
            #expect(refused.sentence.hasSuffix("ids line 3: no record has the id '\(shown)'."), "\(refused)")
        }
    }

    @Test func `a word without an end is shown by its beginning`() throws {
        let refused = try refusal { try rows(String(repeating: "0", count: 1 << 20)) }
        #expect(refused.sentence.hasSuffix("line 1: no record has the id '\(String(repeating: "0", count: 60))…'."))
    }

    @Test func `a file that is not there is told as any other`() throws {
        #expect(try refusal { try RecordIDFile.rows(in: "/nowhere/ids", among: ids) }.kind == .noInput)
        #expect(try refusal { try RecordIDFile.rows(in: "/dev/zero", among: ids) }.kind == .noInput)
    }
}
