import Records

extension JSON {
    /// The largest integer that every JSON reader keeps exactly (RFC 7493 §2.2): 2⁵³ − 1.
    static let largestInteger: Int64 = 9_007_199_254_740_991

    /// The one way to write this value (RFC 8785): no blanks, keys in UTF-16 order, the shortest escapes.
    ///
    /// An integer beyond ±(2⁵³ − 1) is written as a string, as RFC 8785 appendix D advises.
    public var canonical: String { String(decoding: canonicalBytes, as: UTF8.self) }

    /// `canonical` in UTF-8.
    ///
    /// - Complexity: O(bytes + keys log keys).
    public var canonicalBytes: [UInt8] {
        var writer = CanonicalJSONWriter(.standard)
        write(to: &writer)
        return writer.bytes
    }

    private func write(to writer: inout CanonicalJSONWriter) {
        switch self {
        case .null: writer.null()
        case .bool(let truth): writer.bool(truth)
        case .integer(let number):
            let isExact = (-Self.largestInteger...Self.largestInteger).contains(number)
            if isExact { writer.integer(number) } else { writer.string("\(number)") }
        case .string(let text): writer.string(text)
        case .array(let elements): writer.array(elements) { $0.write(to: &$1) }
        case .object(let members): writer.object(members) { $0.write(to: &$1) }
        }
    }
}
