/// Writes JSON that has one spelling, so that it can be hashed and compared byte by byte: no blanks, the keys of every
/// object in order, the fewest digits.
///
/// What is hashed in a project and what is hashed in a model were spelled a little differently from the start; both are
/// written here, and what was published keeps its digest.
public struct CanonicalJSONWriter: Sendable {
    /// How strings are escaped and keys are ordered.
    public enum Spelling: Sendable {
        /// RFC 8785: short escapes where there are any, keys in the order of their UTF-16.
        case standard
        /// Every control character by its number, keys in the order of their UTF-8: recipes of models, and records that
        /// are written as JSON Lines.
        case byNumber
    }

    public private(set) var bytes: [UInt8] = []
    private let spelling: Spelling

    public init(_ spelling: Spelling) { self.spelling = spelling }

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public mutating func null() { bytes += "null".utf8 }

    public mutating func bool(_ value: Bool) { bytes += (value ? "true" : "false").utf8 }

    public mutating func integer(_ value: some BinaryInteger) { bytes += String(value).utf8 }

    /// The fewest digits that read back; whole numbers without a fraction: 1, not 1.0. JSON has no infinity: null.
    public mutating func number(_ value: Double) {
        guard value.isFinite else { return null() }
        if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 { return integer(whole) }
        bytes += "\(value)".utf8
    }

    public mutating func string(_ text: String) { Self.append(text.utf8, spelling, to: &bytes) }

    public mutating func array<Element>(_ elements: [Element], _ write: (Element, inout Self) -> Void) {
        bytes.append(UInt8(ascii: "["))
        for (position, element) in elements.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            write(element, &self)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// - Complexity: O(keys log keys) beside what `write` does.
    public mutating func object<Value>(_ members: [String: Value], _ write: (Value, inout Self) -> Void) {
        let ordered =
            switch spelling {
            case .standard: members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
            case .byNumber: members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            }
        bytes.append(UInt8(ascii: "{"))
        for (position, member) in ordered.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            string(member.key)
            bytes.append(UInt8(ascii: ":"))
            write(member.value, &self)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// A text in quotes. Bytes that are no UTF-8 stay as they are.
    static func append(_ text: some Sequence<UInt8>, _ spelling: Spelling, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
            case ..<0x20: appendControl(byte, spelling, to: &output)
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func appendControl(_ byte: UInt8, _ spelling: Spelling, to output: inout [UInt8]) {
        let letter: UInt8? =
            switch (spelling, byte) {
            case (.byNumber, _): nil
            case (_, 0x08): UInt8(ascii: "b")
            case (_, 0x09): UInt8(ascii: "t")
            case (_, 0x0A): UInt8(ascii: "n")
            case (_, 0x0C): UInt8(ascii: "f")
            case (_, 0x0D): UInt8(ascii: "r")
            default: nil
            }
        if let letter {
            output += [UInt8(ascii: "\\"), letter]
        } else {
            output += "\\u00\(Hexadecimal.text([byte]))".utf8
        }
    }
}
