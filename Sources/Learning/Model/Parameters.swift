import Records

/// Writes parameters in one spelling: whole numbers little-endian, texts as UTF-8 after their length (UInt32).
public struct ParameterWriter {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    public mutating func append(_ value: some FixedWidthInteger) {
        var rest = value
        for _ in 0..<(value.bitWidth / 8) {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    /// The bit pattern. −0 and 0 are the same number.
    public mutating func append(_ value: Double) { append((value == 0 ? 0 : value).bitPattern) }

    public mutating func append(_ text: String) {
        append(UInt32(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}

/// Reads what `ParameterWriter` wrote.
struct ParameterReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// - Throws: `Refusal` when the bytes end before.
    mutating func integer<T: FixedWidthInteger>(_ type: T.Type) throws -> T {
        let bytes = try take(T.bitWidth / 8)
        return bytes.reversed().reduce(T(0)) { $0 << 8 | T(truncatingIfNeeded: $1) }
    }

    /// - Throws: `Refusal` when the bytes end before.
    mutating func double() throws -> Double { Double(bitPattern: try integer(UInt64.self)) }

    /// - Throws: `Refusal` when the bytes end before, or are no text.
    mutating func text() throws -> String {
        let bytes = try take(Int(try integer(UInt32.self)))
        guard let text = String(validating: bytes, as: UTF8.self) else { throw PublishedModel.refusal(bytes) }
        return text
    }

    private mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
        guard rest.count >= count else { throw PublishedModel.refusal(rest) }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }
}
