import Glibc

/// Where the members of one canonical JSON object stand: the first of them where there are many. It takes no memory of its
/// own, and its bytes must stay as long.
struct MemberList {
    private static let longestText = 4096
    /// Of so many at most where they are is remembered.
    static let most = 32

    /// No line is so long that its places need more bits.
    private struct Member {
        var (keyStart, keyEnd, start, end): (UInt32, UInt32, UInt32, UInt32)

        var key: Range<Int> { Int(keyStart)..<Int(keyEnd) }
        var value: Range<Int> { Int(start)..<Int(end) }
    }

    private let bytes: CanonicalWalk.Bytes
    /// In the order of their keys.
    private var members: InlineArray<32, Member>
    /// How many there are, with those that are not remembered.
    private(set) var count = 0

    init(_ bytes: CanonicalWalk.Bytes) {
        self.bytes = bytes
        members = InlineArray(repeating: Member(keyStart: 0, keyEnd: 0, start: 0, end: 0))
    }

    @inline(__always)
    mutating func append(key: Range<Int>, value: Range<Int>) {
        if count < Self.most {
            members[count] = Member(
                keyStart: UInt32(truncatingIfNeeded: key.lowerBound),
                keyEnd: UInt32(truncatingIfNeeded: key.upperBound),
                start: UInt32(truncatingIfNeeded: value.lowerBound), end: UInt32(truncatingIfNeeded: value.upperBound))
        }
        count += 1
    }

    /// The bytes of a key as it is spelled, without its quotes.
    func key(_ place: Int) -> CanonicalWalk.Bytes { CanonicalWalk.Bytes(rebasing: bytes[members[place].key]) }

    func isNamed(_ place: Int, _ key: StaticString) -> Bool {
        let spelled = members[place].key
        guard spelled.count == key.utf8CodeUnitCount, let base = bytes.baseAddress else { return false }
        return memcmp(base + spelled.lowerBound, key.utf8Start, spelled.count) == 0
    }

    /// The place of a key that needs no escape; nil where it is not among those that are remembered.
    func place(of key: StaticString) -> Int? { (0..<min(count, Self.most)).first { isNamed($0, key) } }

    func raw(_ place: Int) -> CanonicalWalk.Bytes { CanonicalWalk.Bytes(rebasing: bytes[members[place].value]) }

    func begins(_ place: Int, _ character: Unicode.Scalar) -> Bool { raw(place).first == UInt8(ascii: character) }

    func isNull(_ place: Int) -> Bool { begins(place, "n") }

    /// Whether it is a string that is not too long for a name or a moment.
    func isText(_ place: Int) -> Bool {
        let value = raw(place)
        return value.first == UInt8(ascii: "\"") && value.count <= Self.longestText
    }

    func integer(_ place: Int) -> Int? { CanonicalWalk.integer(raw(place)).map(Int.init) }

    /// A string of 64 hexadecimal digits.
    func hash(_ place: Int) -> Hash256? {
        let value = raw(place)
        guard value.count == 2 * Hash256.length + 2, value.first == UInt8(ascii: "\"") else { return nil }
        return Hash256(hexadecimal: CanonicalWalk.Bytes(rebasing: value[1..<value.count - 1]))
    }

    /// The text of a string, which is built.
    static func text(_ raw: CanonicalWalk.Bytes) -> String {
        guard raw.count >= 2 else { return "" }
        return String(decoding: CanonicalWalk.unescaped(raw[1..<raw.count - 1]), as: UTF8.self)
    }
}
