/// A JSON value without fractions: what can be written one way only, and so hashed and compared byte by byte.
///
/// Decimals travel as strings ("0.25"). Two strings are equal as Swift says (canonical equivalence); whoever checks
/// bytes compares `canonicalBytes`.
public enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case string(String)
    case array([JSON])
    case object([String: JSON])
}

extension JSON {
    /// The value under `key`, where this is an object that has one.
    public subscript(key: String) -> JSON? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    public var stringValue: String? {
        if case .string(let text) = self { text } else { nil }
    }

    public var integerValue: Int? {
        if case .integer(let number) = self { Int(number) } else { nil }
    }

    public var boolValue: Bool? {
        if case .bool(let truth) = self { truth } else { nil }
    }

    public var arrayValue: [JSON]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    public var objectValue: [String: JSON]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// A list of strings.
    public static func strings(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }

    /// The text, or null.
    static func optional(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Dictionary(uniqueKeysWithValues: elements))
    }
    public init(nilLiteral: ()) { self = .null }
}
