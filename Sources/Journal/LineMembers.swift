/// The members of one canonical JSON object, read where they stand when they are asked for.
struct LineMembers {
    private static let longestText = 4096
    private static let mostMembers = 64

    private let bytes: CanonicalWalk.Bytes
    private let values: [String: Range<Int>]

    /// Checks that a line is an object of exactly these keys, or of one of several such lists of unlike lengths.
    ///
    /// - Parameter keys: each in the order of RFC 8785.
    /// - Throws: `ChainFault`.
    init(_ bytes: CanonicalWalk.Bytes, keys lists: [[String]], of what: String) throws(ChainFault) {
        let members = try CanonicalWalk.members(of: bytes, atMost: (lists.map(\.count).max() ?? 0) + 1)
        guard let keys = lists.first(where: { $0.count == members.count }),
            zip(members, keys).allSatisfy({ bytes[$0.key].elementsEqual($1.utf8) })
        else { throw ChainFault("it does not have the keys of \(what)") }
        self.bytes = bytes
        values = Dictionary(zip(keys, members.map(\.value)), uniquingKeysWith: { first, _ in first })
    }

    /// Those of an object that stands in a canonical line, the first of them where there are many.
    private init(_ bytes: CanonicalWalk.Bytes) throws(ChainFault) {
        self.bytes = bytes
        var values: [String: Range<Int>] = [:]
        for member in try CanonicalWalk.members(of: bytes, atMost: Self.mostMembers)
        where member.key.count <= Self.longestText {
            values[String(decoding: CanonicalWalk.unescaped(bytes[member.key]), as: UTF8.self)] = member.value
        }
        self.values = values
    }

    func members(_ key: String) throws(ChainFault) -> LineMembers { try LineMembers(raw(key)) }

    func names(_ key: String) -> Bool { values[key] != nil }

    /// The bytes of a value; none where there is no such key.
    func raw(_ key: String) -> CanonicalWalk.Bytes {
        values[key].map { CanonicalWalk.Bytes(rebasing: bytes[$0]) } ?? CanonicalWalk.Bytes(start: nil, count: 0)
    }

    func begins(_ key: String, _ character: Unicode.Scalar) -> Bool { raw(key).first == UInt8(ascii: character) }

    func isNull(_ key: String) -> Bool { begins(key, "n") }

    /// The text of a string that is not too long for a name or a moment.
    func text(_ key: String) -> String? {
        let value = raw(key)
        guard value.first == UInt8(ascii: "\""), value.count <= Self.longestText else { return nil }
        return String(decoding: CanonicalWalk.unescaped(value[1..<value.count - 1]), as: UTF8.self)
    }

    func integer(_ key: String) -> Int? { CanonicalWalk.integer(raw(key)[...]).map(Int.init) }

    /// A text of 64 hexadecimal digits.
    func digest(_ key: String) -> String? { text(key).flatMap { Hex.bytes($0)?.count == 32 ? $0 : nil } }
}
