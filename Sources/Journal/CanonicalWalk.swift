import Records

/// Walks over one JSON value that must be written in the one canonical way (RFC 8785), and builds nothing of it: however
/// long or deep a line of a stranger's is, walking it takes no memory.
///
/// It accepts exactly what `JSON(parsing:)` reads and `canonicalBytes` gives back, but for keys that Swift holds to be
/// the same text in other bytes.
struct CanonicalWalk {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    private static let mostLevels = 64

    private let bytes: Bytes
    private var position = 0
    private var depth = 0

    private init(_ bytes: Bytes) { self.bytes = bytes }

    /// Checks that `bytes` are one value in canonical form.
    static func check(_ bytes: Bytes) throws(ChainFault) {
        guard isText(bytes) else { throw notText }
        var walk = CanonicalWalk(bytes)
        try walk.value()
        guard walk.position == bytes.count else { throw walk.fault("something follows the value") }
    }

    /// The members of the object that `bytes` are; none for any other value.
    ///
    /// - Throws: `ChainFault` unless `bytes` are one value in canonical form.
    /// - Complexity: O(bytes), in constant memory.
    static func members(of bytes: Bytes) throws(ChainFault) -> MemberList {
        guard isText(bytes) else { throw notText }
        var walk = CanonicalWalk(bytes)
        var members = MemberList(bytes)
        if walk.next == UInt8(ascii: "{") {
            try walk.object { members.append(key: $0, value: $1) }
        } else {
            try walk.value()
        }
        guard walk.position == bytes.count else { throw walk.fault("something follows the value") }
        return members
    }

    /// Whether bytes are UTF-8; ASCII, as nearly all lines are, is known at the speed of memory.
    private static func isText(_ bytes: Bytes) -> Bool {
        var all: UInt8 = 0
        for byte in bytes { all |= byte }
        return all < 0x80 || (try? UTF8Span(validating: bytes.span)) != nil
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func fault(_ message: String) -> ChainFault { ChainFault("it is not JSON: \(message) at byte \(position)") }

    private static var notText: ChainFault { ChainFault("it is not JSON: not UTF-8") }

    private var notCanonical: ChainFault { ChainFault("it is not in canonical form") }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func value() throws(ChainFault) {
        switch next {
        case UInt8(ascii: "{"): try object { _, _ in }
        case UInt8(ascii: "["): try array()
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        case UInt8(ascii: "-"): try integer()
        case let byte? where Self.isDigit(byte): try integer()
        case 0x20, 0x09, 0x0A, 0x0D: throw notCanonical
        case nil: throw fault("the text ends where a value should be")
        default: throw fault("this is no value")
        }
    }

    private mutating func enter() throws(ChainFault) {
        guard depth < Self.mostLevels else { throw fault("nested too deeply") }
        depth += 1
        position += 1
    }

    @inline(__always)
    private mutating func object(_ take: (_ key: Range<Int>, _ value: Range<Int>) -> Void) throws(ChainFault) {
        try enter()
        defer { depth -= 1 }
        if self.take("}") { return }
        var last: Range<Int>?
        repeat {
            guard next == UInt8(ascii: "\"") else { throw fault("a key should be here") }
            let key = try string()
            if let last, !isInOrder(last, key) { throw notCanonical }
            last = key
            guard self.take(":") else { throw fault("':' should be here") }
            let start = position
            try value()
            take(key, start..<position)
        } while self.take(",")
        guard self.take("}") else { throw fault("',' or '}' should be here") }
    }

    private mutating func array() throws(ChainFault) {
        try enter()
        defer { depth -= 1 }
        if take("]") { return }
        repeat { try value() } while take(",")
        guard take("]") else { throw fault("',' or ']' should be here") }
    }

    private mutating func word(_ word: StaticString) throws(ChainFault) {
        for offset in 0..<word.utf8CodeUnitCount {
            guard next == word.utf8Start[offset] else { throw fault("this is no value") }
            position += 1
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private mutating func integer() throws(ChainFault) {
        let start = position
        let isNegative = take("-")
        let digits = position
        while let byte = next, Self.isDigit(byte) { position += 1 }
        guard position > digits else { throw fault("a digit should be here") }
        if bytes[digits] == UInt8(ascii: "0"), isNegative || position > digits + 1 { throw notCanonical }
        // Of sixteen digits some are too large; fewer never are, and more always.
        if position - digits < 16 { return }
        guard let number = Self.integer(Bytes(rebasing: bytes[start..<position])),
            (-JSON.largestInteger...JSON.largestInteger).contains(number)
        else { throw fault("a number is too large to be exact") }
    }

    /// - Returns: where the text stands, without its quotes.
    private mutating func string() throws(ChainFault) -> Range<Int> {
        position += 1
        let start = position
        while true {
            skipPlain()
            guard let byte = next else { throw fault("a string is not closed") }
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return start..<position - 1
            case UInt8(ascii: "\\"): try escape()
            case ..<0x20: throw fault("a control character stands bare in a string")
            default: position += 1
            }
        }
    }

    /// Goes on to the first byte that is a quote, a backslash or a control character, eight bytes at a time while there are
    /// as many.
    @inline(__always)
    private mutating func skipPlain() {
        guard let base = bytes.baseAddress else { return }
        let ones: UInt64 = 0x0101_0101_0101_0101
        while position + 8 <= bytes.count {
            let word = UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self).littleEndian
            let quotes = word ^ (ones &* 0x22)
            let slashes = word ^ (ones &* 0x5C)
            // The highest bit of each byte that is zero, or below 0x20; exact up to and with the first of them.
            let found =
                ((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes) | ((word &- (ones &* 0x20)) & ~word)
            let special = found & (ones &* 0x80)
            if special != 0 {
                position += special.trailingZeroBitCount >> 3
                return
            }
            position += 8
        }
    }

    /// The shortest escape of a character that needs one.
    private mutating func escape() throws(ChainFault) {
        position += 1
        switch next {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "t"), UInt8(ascii: "n"),
            UInt8(ascii: "f"), UInt8(ascii: "r"):
            position += 1
        case UInt8(ascii: "u"):
            guard let code = Self.control(bytes[(position + 1)...].prefix(4)), ![8, 9, 10, 12, 13].contains(code) else {
                throw notCanonical
            }
            position += 5
        default: throw notCanonical
        }
    }

    // MARK: What stands somewhere

    /// The number of a control character that four digits spell; nil for anything else, or in capitals.
    private static func control(_ digits: Slice<Bytes>) -> UInt8? {
        guard digits.count == 4, digits.starts(with: "00".utf8),
            let code = Hexadecimal.bytes(String(decoding: digits.suffix(2), as: UTF8.self))?.first, code < 0x20
        else { return nil }
        return code
    }

    /// Whether two keys stand in the order of their UTF-16, and are not the same.
    private func isInOrder(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
        let common = min(first.count, second.count)
        var place = 0
        while place < common {
            let (one, other) = (bytes[first.lowerBound + place], bytes[second.lowerBound + place])
            if one == UInt8(ascii: "\\") || other == UInt8(ascii: "\\") { break }
            if one != other { return Self.rank(one) < Self.rank(other) }
            place += 1
        }
        if place == common { return first.count < second.count }
        // What is escaped ranks by what it stands for.
        return Self.unescaped(bytes[first]).lexicographicallyPrecedes(Self.unescaped(bytes[second])) {
            Self.rank($0) < Self.rank($1)
        }
    }

    /// Bytes of UTF-8 in the order of UTF-16: what takes four stands before U+E000, whose first byte is EE.
    private static func rank(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0xEE, 0xEF: byte + 5
        case 0xF0...0xF4: byte - 2
        default: byte
        }
    }

    /// The text of a canonical string, without its quotes.
    static func unescaped(_ bytes: Slice<Bytes>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var position = bytes.startIndex
        while position < bytes.endIndex {
            guard bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.endIndex else {
                text.append(bytes[position])
                position += 1
                continue
            }
            switch bytes[position + 1] {
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "u"):
                text.append(control(bytes[(position + 2)...].prefix(4)) ?? 0)
                position += 4
            case let other: text.append(other)
            }
            position += 2
        }
        return text
    }

    /// A whole number of at most sixteen digits; nil for anything else.
    static func integer(_ bytes: Bytes) -> Int64? {
        let isNegative = bytes.first == UInt8(ascii: "-")
        let start = isNegative ? 1 : 0
        guard bytes.count > start, bytes.count <= start + 16 else { return nil }
        var number: Int64 = 0
        for place in start..<bytes.count {
            guard isDigit(bytes[place]) else { return nil }
            number = number * 10 + Int64(bytes[place] - UInt8(ascii: "0"))
        }
        return isNegative ? -number : number
    }
}
