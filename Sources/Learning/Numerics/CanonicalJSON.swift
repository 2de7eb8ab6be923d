import Records

/// A JSON value with one spelling: keys sorted by UTF-8 bytes, no spaces, the shortest digits that read back.
public indirect enum CanonicalJSON: Sendable {
    case bool(Bool)
    case integer(UInt64)
    /// Finite in a recipe that was validated.
    case number(Double)
    case string(String)
    case array([CanonicalJSON])
    case object([String: CanonicalJSON])

    public var text: String {
        var writer = CanonicalJSONWriter(.byNumber)
        write(to: &writer)
        return writer.text
    }

    private func write(to writer: inout CanonicalJSONWriter) {
        switch self {
        case .bool(let value): writer.bool(value)
        case .integer(let value): writer.integer(value)
        case .number(let value): writer.number(value)
        case .string(let value): writer.string(value)
        case .array(let values): writer.array(values) { $0.write(to: &$1) }
        case .object(let members): writer.object(members) { $0.write(to: &$1) }
        }
    }
}
