import Foundation

/// A JSON schema, draft 2020-12, of the few words that a description of output takes; any other word is refused, so that
/// nothing in a schema is believed to be checked and isn't.
public struct JSONSchema: Sendable {
    public let document: JSONValue

    private static let words: Set = [
        "$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required",
        "additionalProperties", "items", "minItems", "maxItems", "minimum", "maximum", "enum", "pattern", "anyOf",
    ]

    public init(_ document: JSONValue) { self.document = document }

    /// The names of its definitions, sorted.
    public var definitions: [String] { (document["$defs"]?.members.keys).map { $0.sorted() } ?? [] }

    /// What is wrong with the schema itself: words that are not known, names that are not defined, a property without a
    /// description, an object that takes any key without saying so.
    public var faults: [String] {
        var faults: [String] = []
        for (name, definition) in (document["$defs"]?.members ?? [:]).sorted(by: { $0.key < $1.key }) {
            look(at: definition, "\(name)", isProperty: true, &faults)
        }
        return faults
    }

    private func look(at schema: JSONValue, _ path: String, isProperty: Bool, _ faults: inout [String]) {
        guard case .object(let members) = schema else {
            faults.append("\(path): no schema")
            return
        }
        faults += members.keys.filter { !Self.words.contains($0) }.sorted().map { "\(path): '\($0)' is not known" }
        if let reference = members["$ref"]?.string, target(reference) == nil {
            faults.append("\(path): no \(reference)")
        }
        let isDescribed = members["description"]?.string?.isEmpty == false
        if isProperty, !isDescribed, members["$ref"] == nil { faults.append("\(path): no description") }
        if let properties = members["properties"] {
            if members["additionalProperties"] == nil { faults.append("\(path): takes any key") }
            for name in members["required"]?.elements.compactMap(\.string) ?? [] where properties[name] == nil {
                faults.append("\(path): '\(name)' is required and not described")
            }
            for (name, property) in properties.members.sorted(by: { $0.key < $1.key }) {
                look(at: property, "\(path).\(name)", isProperty: true, &faults)
            }
        }
        for word in ["items", "additionalProperties"] {
            if let inner = members[word], inner != .bool(false) {
                look(at: inner, "\(path).\(word)", isProperty: false, &faults)
            }
        }
        for (index, inner) in (members["anyOf"]?.elements ?? []).enumerated() {
            look(at: inner, "\(path).anyOf[\(index)]", isProperty: false, &faults)
        }
    }

    private func target(_ reference: String) -> JSONValue? {
        guard reference.hasPrefix("#/$defs/") else { return nil }
        return document["$defs"]?[String(reference.dropFirst("#/$defs/".count))]
    }

    /// Where a document is not what a definition says, a line each; empty where it is.
    public func violations(in value: JSONValue, of definition: String) -> [String] {
        check(value, .object(["$ref": .string("#/$defs/\(definition)")]), "")
    }

    private func check(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        var found: [String] = []
        func say(_ what: String) { found.append("\(path.isEmpty ? "the document" : path): \(what)") }
        if let reference = schema["$ref"]?.string {
            guard let target = target(reference) else { return ["\(path): no \(reference)"] }
            found += check(value, target, path)
        }
        if let type = schema["type"] {
            let types = type.string.map { [$0] } ?? type.elements.compactMap(\.string)
            let isRight = types.contains(value.type) || value.type == "integer" && types.contains("number")
            guard isRight else { return found + ["\(path): is \(value.type), not \(types.joined(separator: " or "))"] }
        }
        if let allowed = schema["enum"]?.elements, !allowed.contains(value) { say("is \(value)") }
        if let choices = schema["anyOf"]?.elements {
            let each = choices.map { check(value, $0, path) }
            if !each.contains(where: \.isEmpty) { found += each.min { Self.rank($0) < Self.rank($1) } ?? [] }
        }
        if let number = value.double {
            if let least = schema["minimum"]?.double, number < least { say("is \(number), below \(least)") }
            if let most = schema["maximum"]?.double, number > most { say("is \(number), above \(most)") }
        }
        if let text = value.string, let pattern = schema["pattern"]?.string,
            text.range(of: pattern, options: .regularExpression) == nil
        {
            say("'\(text)' is not of \(pattern)")
        }
        if case .array(let elements) = value {
            if let least = schema["minItems"]?.double, Double(elements.count) < least { say("has \(elements.count)") }
            if let most = schema["maxItems"]?.double, Double(elements.count) > most { say("has \(elements.count)") }
            if let items = schema["items"] {
                for (index, element) in elements.enumerated() { found += check(element, items, "\(path)[\(index)]") }
            }
        }
        if case .object(let members) = value { found += check(members, schema, path) }
        return found
    }

    private func check(_ members: [String: JSONValue], _ schema: JSONValue, _ path: String) -> [String] {
        let properties = schema["properties"]?.members ?? [:]
        var found = (schema["required"]?.elements.compactMap(\.string) ?? []).filter { members[$0] == nil }
            .map { "\(path).\($0): is missing" }
        for (name, member) in members.sorted(by: { $0.key < $1.key }) {
            if let property = properties[name] {
                found += check(member, property, "\(path).\(name)")
            } else if let others = schema["additionalProperties"] {
                found +=
                    others == .bool(false)
                    ? ["\(path).\(name): is not described"] : check(member, others, "\(path).\(name)")
            }
        }
        return found
    }

    /// Of several choices that a value is none of, the one that it comes nearest to is spoken of.
    private static func rank(_ violations: [String]) -> Int { violations.count }
}
