import Crypto
import Foundation
import Records

/// A SHA-256 hash as a value: a million of them are compared without an array each.
struct Hash256: Hashable, Sendable {
    static let length = 32

    /// In the order of the bytes, as they lie in memory; no vector, whose alignment would double what an optional takes.
    private let words: (UInt64, UInt64, UInt64, UInt64)

    private init(_ digest: SHA256Digest) {
        words = digest.withUnsafeBytes(Self.words)
    }

    /// The words of 32 bytes.
    private static func words(_ bytes: UnsafeRawBufferPointer) -> (UInt64, UInt64, UInt64, UInt64) {
        func word(_ place: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self) }
        return (word(0), word(1), word(2), word(3))
    }

    static func == (a: Hash256, b: Hash256) -> Bool { a.words == b.words }

    func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }

    /// What precedes every event: 32 zero bytes.
    static let zero = Hash256((0, 0, 0, 0))

    private init(_ words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

    /// The hash of a line, as its successor names it.
    init(of bytes: UnsafeBufferPointer<UInt8>) {
        var hash = SHA256()
        hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
        self.init(hash.finalize())
    }

    /// The hash of bytes after one that says what they are.
    init(domain: UInt8, of bytes: UnsafeBufferPointer<UInt8>) {
        var hash = SHA256()
        withUnsafeBytes(of: domain) { hash.update(bufferPointer: $0) }
        hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
        self.init(hash.finalize())
    }

    /// The hash of a salted body.
    init(domain: UInt8, salt: [UInt8], of bytes: UnsafeBufferPointer<UInt8>) {
        var hash = SHA256()
        withUnsafeBytes(of: domain) { hash.update(bufferPointer: $0) }
        salt.withUnsafeBytes { hash.update(bufferPointer: $0) }
        hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
        self.init(hash.finalize())
    }

    /// The node of a Merkle tree over two others.
    init(_ left: Hash256, _ right: Hash256) {
        var hash = SHA256()
        let node = (UInt8(1), left.words, right.words)
        withUnsafeBytes(of: node.0) { hash.update(bufferPointer: $0) }
        withUnsafeBytes(of: node.1) { hash.update(bufferPointer: $0) }
        withUnsafeBytes(of: node.2) { hash.update(bufferPointer: $0) }
        self.init(hash.finalize())
    }

    /// Nil unless there are 32 bytes.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        words = bytes.withUnsafeBytes(Self.words)
    }

    /// Reads 64 lower-case hexadecimal digits; nil for anything else.
    init?(hexadecimal digits: UnsafeBufferPointer<UInt8>) {
        guard digits.count == 2 * Self.length, let base = digits.baseAddress else { return nil }
        var odd: UInt64 = 0
        func word(_ place: Int) -> UInt64 {
            var word: UInt64 = 0
            for half in 0..<2 {
                let digits = UnsafeRawPointer(base + 16 * place + 8 * half).loadUnaligned(as: UInt64.self)
                let (value, wrong) = Self.value(ofDigits: digits.littleEndian)
                odd |= wrong
                word |= UInt64(value) << (32 * UInt64(half))
            }
            return word.littleEndian
        }
        words = (word(0), word(1), word(2), word(3))
        guard odd == 0 else { return nil }
    }

    /// What eight digits spell, all at once, the first byte lowest; `wrong` is 0 where each of them is one.
    private static func value(ofDigits text: UInt64) -> (value: UInt32, wrong: UInt64) {
        let ones: UInt64 = 0x0101_0101_0101_0101
        // Letters have bit 6: a stands at 61, and is worth 1 + 9.
        let nibbles = (text & (ones &* 0x0F)) &+ ((text >> 6) & ones) &* 9
        // Spelled again they must be what they were: 39 lies between '9' and 'a'.
        let isLetter = ((nibbles &+ ones &* 6) >> 4) & ones
        let wrong = (nibbles & (ones &* 0xF0)) | ((nibbles &+ ones &* 0x30 &+ isLetter &* 39) ^ text)
        var packed = (nibbles << 4 | nibbles >> 8) & 0x00FF_00FF_00FF_00FF
        packed = (packed | packed >> 8) & 0x0000_FFFF_0000_FFFF
        packed = packed | packed >> 16
        return (UInt32(truncatingIfNeeded: packed), wrong)
    }

    /// Reads them from a text.
    init?(_ text: String) {
        var text = text
        guard let hash = text.withUTF8({ Hash256(hexadecimal: $0) }) else { return nil }
        self = hash
    }

    var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

    /// 64 lower-case hexadecimal digits.
    var description: String { Hexadecimal.text(bytes) }
}
