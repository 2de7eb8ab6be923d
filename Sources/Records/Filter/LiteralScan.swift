/// Finds an ASCII text in bytes, in either case, sixteen places at a time.
///
/// Two bytes of the needle, the ones that are rarest in text, are looked for at their distance; only where both are is
/// the rest compared (Muła, "SIMD-friendly algorithms for substring searching"). An ASCII letter and its other case
/// differ in one bit, which is set on both sides before they are compared.
struct LiteralScan: Sendable {
    /// The needle with the bit of case set in every letter.
    private let folded: [UInt8]
    /// That bit where the needle has a letter, else 0.
    private let caseBits: [UInt8]
    private let first: Int
    private let second: Int

    /// - Precondition: the needle is ASCII and not empty.
    init(_ needle: [UInt8]) {
        precondition(!needle.isEmpty && needle.allSatisfy { $0 < 128 }, "an ASCII needle")
        let bits = needle.map { ByteFrequency.isLetter($0) ? UInt8(0x20) : 0 }
        let folded = zip(needle, bits).map { $0 | $1 }
        let byRarity = folded.indices.sorted {
            (ByteFrequency.rank(folded[$0]), $0) < (ByteFrequency.rank(folded[$1]), $1)
        }
        self.folded = folded
        caseBits = bits
        first = byRarity[0]
        second = byRarity.first { folded[$0] != folded[byRarity[0]] } ?? byRarity[byRarity.count - 1]
    }

    /// Whether the needle occurs in the text.
    ///
    /// - Complexity: O(bytes) expected; O(bytes × needle) at worst.
    func isFound(in text: UnsafeBufferPointer<UInt8>) -> Bool { firstPlace(in: text) != nil }

    /// Where the needle occurs first.
    func firstPlace(in text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard text.count >= folded.count, let base = text.baseAddress else { return nil }
        return folded.withUnsafeBufferPointer { needle in
            caseBits.withUnsafeBufferPointer { bits in
                Scan(text: UnsafeRawPointer(base), needle: needle, bits: bits, first: first, second: second)
                    .run(places: text.count - folded.count + 1)
            }
        }
    }
}

/// One search, with everything it needs at hand.
private struct Scan {
    typealias Block = SIMD16<UInt8>

    let text: UnsafeRawPointer
    let needle: UnsafeBufferPointer<UInt8>
    let bits: UnsafeBufferPointer<UInt8>
    let first: Int
    let second: Int

    /// - Parameter places: how many places the needle may begin at.
    @inline(__always)
    func run(places: Int) -> Int? {
        guard places >= 16 else { return (0..<places).first(where: isHere) }
        let (wanted, alsoWanted) = (Block(repeating: needle[first]), Block(repeating: needle[second]))
        let (bit, otherBit) = (Block(repeating: bits[first]), Block(repeating: bits[second]))
        @inline(__always) func candidates(_ place: Int) -> SIMD2<UInt64> {
            let a = text.loadUnaligned(fromByteOffset: place + first, as: Block.self) | bit
            let b = text.loadUnaligned(fromByteOffset: place + second, as: Block.self) | otherBit
            return unsafeBitCast((a .== wanted) .& (b .== alsoWanted), to: SIMD2<UInt64>.self)
        }
        var place = 0
        while place + 32 <= places {
            let (low, high) = (candidates(place), candidates(place + 16))
            let any = low | high
            if any.x | any.y != 0 {
                if let found = confirmed(low, at: place) ?? confirmed(high, at: place + 16) { return found }
            }
            place += 32
        }
        while place < places {
            // The last block overlaps the one before it.
            let start = min(place, places - 16)
            if let found = confirmed(candidates(start), at: start) { return found }
            place = start + 16
        }
        return nil
    }

    /// The first candidate of a block at which the whole needle stands.
    private func confirmed(_ candidates: SIMD2<UInt64>, at place: Int) -> Int? {
        for half in 0..<2 {
            var left = candidates[half]
            while left != 0 {
                let lane = left.trailingZeroBitCount / 8
                if isHere(place + half * 8 + lane) { return place + half * 8 + lane }
                left &= ~(0xFF << UInt64(lane * 8))
            }
        }
        return nil
    }

    private func isHere(_ place: Int) -> Bool {
        for index in needle.indices {
            let byte = text.load(fromByteOffset: place + index, as: UInt8.self)
            if byte | bits[index] != needle[index] { return false }
        }
        return true
    }
}

/// How often bytes occur in texts of European languages, roughly: an order is all that is needed.
private enum ByteFrequency {
    private static let commonFirst = Array(" etaoinsrhldcumfpgwybv,.k0-1'2\"/:x3459678;()?!jqz_".utf8)
    private static let ranks: [UInt8] = (0..<128).map { byte in
        commonFirst.firstIndex(of: UInt8(byte)).map { UInt8(255 - $0) } ?? 0
    }

    /// Higher where the byte is more frequent.
    static func rank(_ byte: UInt8) -> UInt8 { ranks[Int(byte)] }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 97 && (byte | 0x20) <= 122 }
}
