/// Why a text is not the JSON this journal writes, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    public let message: String
    /// Bytes before the fault.
    public let offset: Int

    public var description: String { "\(message) at byte \(offset)" }
}

extension JSON {
    /// Reads strict JSON (RFC 8259, RFC 7493): valid UTF-8, no key twice, no lone surrogate, nothing after the value,
    /// whole numbers up to 2⁵³ − 1 only, at most 64 levels deep.
    ///
    /// - Throws: `JSONError`.
    /// - Complexity: O(bytes).
    public init(parsing text: String) throws(JSONError) {
        try self.init(parsing: Array(text.utf8)[...])
    }

    init(parsing bytes: ArraySlice<UInt8>) throws(JSONError) {
        var reader = JSONReader(bytes)
        self = try reader.document()
    }
}

private struct JSONReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int
    private var depth = 0

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    mutating func document() throws(JSONError) -> JSON {
        let value = try value()
        skipBlanks()
        if position != bytes.endIndex { throw fault("something follows the value") }
        return value
    }

    private func fault(_ message: String) -> JSONError {
        JSONError(message: message, offset: position - bytes.startIndex)
    }

    private var next: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func value() throws(JSONError) -> JSON {
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try nested { reader throws(JSONError) in try reader.object() }
        case UInt8(ascii: "["): return try nested { reader throws(JSONError) in try reader.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"): return .integer(try integer())
        case let byte? where Self.isDigit(byte): return .integer(try integer())
        case nil: throw fault("the text ends where a value should be")
        default: throw fault("this is no value")
        }
    }

    private mutating func nested(
        _ body: (inout JSONReader) throws(JSONError) -> JSON
    ) throws(JSONError) -> JSON {
        guard depth < 64 else { throw fault("nested too deeply") }
        position += 1
        depth += 1
        let value = try body(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(JSONError) -> JSON {
        var members: [String: JSON] = [:]
        skipBlanks()
        if take("}") { return .object(members) }
        repeat {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw fault("a key should be here") }
            let key = try string()
            skipBlanks()
            guard take(":") else { throw fault("':' should be here") }
            guard members.updateValue(try value(), forKey: key) == nil else { throw fault("a key appears twice") }
            skipBlanks()
        } while take(",")
        guard take("}") else { throw fault("',' or '}' should be here") }
        return .object(members)
    }

    private mutating func array() throws(JSONError) -> JSON {
        var elements: [JSON] = []
        skipBlanks()
        if take("]") { return .array(elements) }
        repeat {
            elements.append(try value())
            skipBlanks()
        } while take(",")
        guard take("]") else { throw fault("',' or ']' should be here") }
        return .array(elements)
    }

    private mutating func word(_ word: String, _ value: JSON) throws(JSONError) -> JSON {
        guard bytes[position...].starts(with: word.utf8) else { throw fault("this is no value") }
        position += word.utf8.count
        return value
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private mutating func integer() throws(JSONError) -> Int64 {
        let start = position
        _ = take("-")
        let digits = position
        while let byte = next, Self.isDigit(byte) { position += 1 }
        if position == digits { throw fault("a digit should be here") }
        if bytes[digits] == UInt8(ascii: "0"), position - digits > 1 { throw fault("a number begins with 0") }
        if let byte = next, ".eE".utf8.contains(byte) { throw fault("a fraction is written as a string") }
        guard let number = Int64(String(decoding: bytes[start..<position], as: UTF8.self)),
            (-JSON.largestInteger...JSON.largestInteger).contains(number)
        else { throw fault("a number is too large to be exact") }
        return number
    }

    private mutating func string() throws(JSONError) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else { throw fault("not UTF-8") }
                position += 1
                return string
            case UInt8(ascii: "\\"):
                text += String(try escape()).utf8
            case ..<0x20:
                throw fault("a control character stands bare in a string")
            default:
                text.append(byte)
                position += 1
            }
        }
        throw fault("a string is not closed")
    }

    private mutating func escape() throws(JSONError) -> Character {
        position += 1
        guard let letter = next else { throw fault("a string is not closed") }
        position += 1
        switch letter {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return Character(try scalar())
        default: throw fault("this escape does not exist")
        }
    }

    /// The scalar of an escape by number, `\u` and four digits, or of two that are a pair.
    private mutating func scalar() throws(JSONError) -> Unicode.Scalar {
        let first = try unit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, take("\\"), take("u") else { throw fault("half a surrogate pair") }
        let second = try unit()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + UInt32(second) - 0xDC00)
        else { throw fault("half a surrogate pair") }
        return scalar
    }

    private mutating func unit() throws(JSONError) -> UInt16 {
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw fault("four hexadecimal digits should be here") }
        position += 4
        return unit
    }
}
