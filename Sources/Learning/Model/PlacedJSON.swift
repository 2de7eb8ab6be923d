/// JSON of which every value knows where it stands: what a stranger's file is refused by, with line and column.
indirect enum PlacedJSON {
    case object([(key: String, place: Int, value: PlacedJSON)], at: Int)
    case array([PlacedJSON], at: Int)
    case string(String, at: Int)
    case number(at: Int)
    case word(at: Int)

    /// What is wrong, and the byte where.
    struct Fault: Error {
        let what: String
        let place: Int
    }

    var place: Int {
        switch self {
        case .object(_, let place), .array(_, let place), .string(_, let place), .number(let place), .word(let place):
            place
        }
    }

    /// Reads strict JSON (RFC 8259): no key twice, no number beyond a double, at most 16 levels deep, nothing after it.
    ///
    /// - Throws: `Fault`.
    /// - Complexity: O(bytes · log of the keys of an object).
    init(parsing bytes: [UInt8]) throws {
        var reader = PlacedReader(bytes: bytes)
        self = try reader.document()
    }

    subscript(key: String) -> PlacedJSON? {
        guard case .object(let members, _) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    subscript(index: Int) -> PlacedJSON? {
        guard case .array(let elements, _) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// The first key that `other` has not at the same place, or an element too many.
    func surplus(over other: PlacedJSON) -> (what: String, place: Int)? {
        switch (self, other) {
        case (.object(let members, _), .object):
            for member in members {
                guard let known = other[member.key] else {
                    return ("'\(member.key.prefix(60))' is no part of a recipe", member.place)
                }
                if let found = member.value.surplus(over: known) { return found }
            }
        case (.array(let elements, _), .array(let others, _)):
            for (index, element) in elements.enumerated() {
                guard others.indices.contains(index) else { return ("this is one too many", element.place) }
                if let found = element.surplus(over: others[index]) { return found }
            }
        default: break
        }
        return nil
    }
}

private struct PlacedReader {
    let bytes: [UInt8]
    var position = 0
    var depth = 0

    mutating func document() throws -> PlacedJSON {
        let value = try value()
        skipBlanks()
        if position < bytes.count { throw fault("something follows the recipe") }
        return value
    }

    private func fault(_ what: String, at place: Int? = nil) -> PlacedJSON.Fault {
        PlacedJSON.Fault(what: what, place: place ?? position)
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func value() throws -> PlacedJSON {
        skipBlanks()
        let start = position
        switch next {
        case UInt8(ascii: "{"): return try nested { .object(try $0.members(), at: start) }
        case UInt8(ascii: "["): return try nested { .array(try $0.elements(), at: start) }
        case UInt8(ascii: "\""): return .string(try string(), at: start)
        case let byte? where byte == UInt8(ascii: "-") || Self.isDigit(byte):
            try number()
            return .number(at: start)
        case nil: throw fault("the file ends where a value should be")
        default:
            for word in ["true", "false", "null"] where bytes[position...].starts(with: word.utf8) {
                position += word.utf8.count
                return .word(at: start)
            }
            throw fault("this is no JSON value")
        }
    }

    private mutating func nested(_ body: (inout PlacedReader) throws -> PlacedJSON) throws -> PlacedJSON {
        guard depth < 16 else { throw fault("it is nested too deeply") }
        position += 1
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    private mutating func members() throws -> [(key: String, place: Int, value: PlacedJSON)] {
        var members: [(key: String, place: Int, value: PlacedJSON)] = []
        var keys: Set<String> = []
        skipBlanks()
        if take("}") { return members }
        repeat {
            skipBlanks()
            let place = position
            guard next == UInt8(ascii: "\"") else { throw fault("a key should be here") }
            let key = try string()
            guard keys.insert(key).inserted else { throw fault("'\(key.prefix(60))' is there twice", at: place) }
            skipBlanks()
            guard take(":") else { throw fault("':' should be here") }
            members.append((key, place, try value()))
            skipBlanks()
        } while take(",")
        guard take("}") else { throw fault("',' or '}' should be here") }
        return members
    }

    private mutating func elements() throws -> [PlacedJSON] {
        var elements: [PlacedJSON] = []
        skipBlanks()
        if take("]") { return elements }
        repeat {
            elements.append(try value())
            skipBlanks()
        } while take(",")
        guard take("]") else { throw fault("',' or ']' should be here") }
        return elements
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private mutating func digits() throws {
        let start = position
        while let byte = next, Self.isDigit(byte) { position += 1 }
        if position == start { throw fault("a digit should be here") }
    }

    private mutating func number() throws {
        let start = position
        _ = take("-")
        let whole = position
        try digits()
        if bytes[whole] == UInt8(ascii: "0"), position > whole + 1 { throw fault("a number begins with 0", at: start) }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("-") { _ = take("+") }
            try digits()
        }
        guard position - start <= 400, let number = Double(String(decoding: bytes[start..<position], as: UTF8.self)),
            number.isFinite
        else { throw fault("this number is too large or too long", at: start) }
    }

    private mutating func string() throws -> String {
        let start = position
        position += 1
        var text: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw fault("this is not UTF-8", at: start)
                }
                position += 1
                return string
            case UInt8(ascii: "\\"): text += String(Character(try escape())).utf8
            case ..<0x20: throw fault("a control character stands bare in a string")
            default:
                text.append(byte)
                position += 1
            }
        }
        throw fault("the file ends inside a string", at: start)
    }

    private mutating func escape() throws -> Unicode.Scalar {
        let start = position
        position += 1
        guard let byte = next else { throw fault("the file ends inside a string") }
        position += 1
        let plain: [UInt8: Unicode.Scalar] = [
            0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n", 0x72: "\r", 0x74: "\t",
        ]
        if let scalar = plain[byte] { return scalar }
        guard byte == UInt8(ascii: "u") else { throw fault("there is no such escape", at: start) }
        let high = try unit(start)
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard high < 0xDC00, take("\\"), take("u") else { throw fault("half a surrogate pair", at: start) }
        let low = try unit(start)
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw fault("half a surrogate pair", at: start) }
        return scalar
    }

    /// Four hexadecimal digits.
    private mutating func unit(_ start: Int) throws -> UInt32 {
        guard position + 4 <= bytes.count, bytes[position..<position + 4].allSatisfy({ Self.hexadecimal.contains($0) }),
            let unit = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw fault("there is no such escape", at: start) }
        position += 4
        return unit
    }

    private static let hexadecimal = Set("0123456789abcdefABCDEF".utf8)
}
