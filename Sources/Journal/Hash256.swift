import Crypto
import Foundation

/// A SHA-256 hash as a value: a million of them are compared without an array each.
struct Hash256: Hashable, Sendable {
    static let length = 32

    /// In the order of the bytes, as they lie in memory.
    private let words: SIMD4<UInt64>

    private init(_ digest: SHA256Digest) {
        words = digest.withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }
    }

    /// What precedes every event: 32 zero bytes.
    static let zero = Hash256(SIMD4(repeating: 0))

    private init(_ words: SIMD4<UInt64>) { self.words = words }

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
        words = bytes.withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }
    }

    /// Reads 64 lower-case hexadecimal digits; nil for anything else.
    init?(hexadecimal digits: UnsafeBufferPointer<UInt8>) {
        guard digits.count == 2 * Self.length, let base = digits.baseAddress else { return nil }
        var words = SIMD4<UInt64>(repeating: 0)
        var odd = SIMD16<UInt8>(repeating: 0)
        // Sixteen digits at a time: their values, and whether each is one.
        for place in 0..<4 {
            let text = UnsafeRawPointer(base + 16 * place).loadUnaligned(as: SIMD16<UInt8>.self)
            let isDigit = (text .>= 0x30) .& (text .<= 0x39)
            let isLetter = (text .>= 0x61) .& (text .<= 0x66)
            odd.replace(with: 1, where: .!(isDigit .| isLetter))
            var values = text & 0x0F
            values.replace(with: values &+ 9, where: isLetter)
            let bytes = (values.evenHalf &<< 4) | values.oddHalf
            words[place] = unsafeBitCast(bytes, to: UInt64.self)
        }
        guard odd == SIMD16(repeating: 0) else { return nil }
        self.words = words
    }

    /// Reads them from a text.
    init?(_ text: String) {
        var text = text
        guard let hash = text.withUTF8({ Hash256(hexadecimal: $0) }) else { return nil }
        self = hash
    }

    var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

    /// 64 lower-case hexadecimal digits.
    var description: String { Hex.string(bytes) }
}
