import Records
import TestSupport
import Testing

@testable import Journal

@Suite struct Hash256Tests {
    @Test func `digits are read as they are written, and nothing else is`() throws {
        var generator = Seeded(3)
        for _ in 0..<200 {
            let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let text = Hexadecimal.text(bytes)
            let hash = try #require(Hash256(text))
            #expect(hash.bytes == bytes && hash.description == text && hash == Hash256(bytes))
        }
        #expect(Hash256.zero.description == String(repeating: "0", count: 64))
        #expect(Hash256("") == nil && Hash256(String(repeating: "a", count: 63)) == nil)
        #expect(Hash256([1, 2, 3]) == nil)
    }

    @Test func `of all bytes only lower-case digits are read, wherever they stand`() {
        for place in [0, 7, 8, 31, 63] {
            for byte in UInt8.min...UInt8.max {
                var digits = Array(repeating: UInt8(ascii: "5"), count: 64)
                digits[place] = byte
                let isDigit = "0123456789abcdef".utf8.contains(byte)
                #expect(digits.withUnsafeBufferPointer { Hash256(hexadecimal: $0) != nil } == isDigit, "\(byte)")
            }
        }
    }

    @Test func `hashes are those of their bytes`() {
        let line = Array("{\"a\":1}".utf8)
        line.withUnsafeBufferPointer { bytes in
            #expect(Hash256(of: bytes).bytes == Digest.sha256(line))
            #expect(Hash256(domain: 0, of: bytes).bytes == Digest.sha256([0] + line))
            #expect(Hash256(domain: 2, salt: [7, 8], of: bytes).bytes == Digest.sha256([2, 7, 8] + line))
            let (one, other) = (Hash256(of: bytes), Hash256(domain: 0, of: bytes))
            #expect(Hash256(one, other).bytes == Digest.sha256([1] + one.bytes + other.bytes))
        }
    }
}
