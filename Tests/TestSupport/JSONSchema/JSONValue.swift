import Foundation

/// A JSON document as RFC 8259 has it, with the difference between true, 1 and 1.5 kept.
public indirect enum JSONValue: Equatable, Sendable {
    case null, bool(Bool), integer(Double), number(Double), string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// - Throws: `JSONFault` for what is no document, and for a key that an object has twice.
    public init(parsing text: String) throws {
        var parser = Parser(bytes: Array(text.utf8))
        self = try parser.value()
        parser.skipBlanks()
        guard parser.place == parser.bytes.count else { throw JSONFault(parser.place, "more behind the document") }
    }

    /// The schema's name of its type.
    public var type: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    public subscript(key: String) -> JSONValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    public var string: String? { if case .string(let text) = self { text } else { nil } }
    public var members: [String: JSONValue] { if case .object(let members) = self { members } else { [:] } }
    public var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
    public var double: Double? {
        switch self {
        case .integer(let number), .number(let number): number
        default: nil
        }
    }
}

/// Where a text stops being a JSON document.
public struct JSONFault: Error, CustomStringConvertible {
    public let description: String

    init(_ place: Int, _ what: String) { description = "byte \(place): \(what)" }
}

private struct Parser {
    let bytes: [UInt8]
    var place = 0

    mutating func skipBlanks() {
        while place < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[place]) { place += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    mutating func value() throws -> JSONValue {
        skipBlanks()
        guard place < bytes.count else { throw JSONFault(place, "a value is missing") }
        switch bytes[place] {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try text())
        default: return try word()
        }
    }

    private mutating func object() throws -> JSONValue {
        place += 1
        var members: [String: JSONValue] = [:]
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipBlanks()
            let start = place
            let key = try text()
            guard take(UInt8(ascii: ":")) else { throw JSONFault(place, "':' is missing") }
            guard members.updateValue(try value(), forKey: key) == nil else { throw JSONFault(start, "'\(key)' twice") }
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw JSONFault(place, "'}' is missing") }
        return .object(members)
    }

    private mutating func array() throws -> JSONValue {
        place += 1
        var elements: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return .array(elements) }
        repeat { elements.append(try value()) } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw JSONFault(place, "']' is missing") }
        return .array(elements)
    }

    /// Escapes are left to Foundation.
    private mutating func text() throws -> String {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
            throw JSONFault(place, "a text is missing")
        }
        let start = place
        place += 1
        var isEscaped = false
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            guard bytes[place] >= 0x20 else { throw JSONFault(place, "a raw control") }
            if bytes[place] == UInt8(ascii: "\\") {
                isEscaped = true
                place += 1
            }
            place += 1
        }
        place += 1
        guard place <= bytes.count else { throw JSONFault(start, "the text has no end") }
        if isEscaped { return try JSONDecoder().decode(String.self, from: Data(bytes[start..<place])) }
        guard let text = String(validating: bytes[start + 1..<place - 1], as: UTF8.self) else {
            throw JSONFault(start, "broken UTF-8")
        }
        return text
    }

    private mutating func word() throws -> JSONValue {
        let start = place
        while place < bytes.count, !" \n\r\t,]}:".utf8.contains(bytes[place]) { place += 1 }
        let word = String(decoding: bytes[start..<place], as: UTF8.self)
        switch word {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        default:
            guard word.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil,
                let number = Double(word)
            else { throw JSONFault(start, "'\(word)' is no value") }
            return number.rounded() == number ? .integer(number) : .number(number)
        }
    }
}
