import Foundation

/// A page read as XML, strictly: an element that isn't closed or a character that isn't escaped is an error.
struct Page {
    struct Element {
        let name: String
        let attributes: [String: String]
        /// The names of the elements around it, the outermost first.
        let path: [String]
        /// All text inside.
        var text = ""
    }

    struct Fault: Error, CustomStringConvertible { let description: String }

    private(set) var elements: [Element] = []

    init(_ html: String) throws {
        var rest = html[...]
        guard rest.hasPrefix("<!DOCTYPE html>") else { throw Fault(description: "no document type") }
        rest = rest.dropFirst("<!DOCTYPE html>".count)
        var open: [Int] = []
        while let next = rest.firstIndex(of: "<") {
            let text = try Self.unescaped(rest[..<next], isRaw: open.last.map { elements[$0].name == "style" } ?? false)
            for place in open { elements[place].text += text }
            guard let end = Self.end(of: rest[next...]) else { throw Fault(description: "a tag without end") }
            let tag = rest[rest.index(after: next)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("/") {
                guard let last = open.popLast(), elements[last].name == tag.dropFirst() else {
                    throw Fault(description: "<\(tag)> closes what is not open")
                }
            } else {
                let isEmpty = tag.hasSuffix("/")
                let element = try Self.element(isEmpty ? tag.dropLast() : tag, path: open.map { elements[$0].name })
                elements.append(element)
                if !isEmpty { open.append(elements.count - 1) }
            }
        }
        guard open.isEmpty else { throw Fault(description: "\(elements[open[0]].name) is not closed") }
    }

    /// The end of a tag, outside of its quotes.
    private static func end(of text: Substring) -> Substring.Index? {
        var isQuoted = false
        return text.indices.first { place in
            if text[place] == "\"" { isQuoted.toggle() }
            return text[place] == ">" && !isQuoted
        }
    }

    private static func element(_ tag: Substring, path: [String]) throws -> Element {
        let name = tag.prefix { !$0.isWhitespace }
        var rest = tag[name.endIndex...].drop(while: \.isWhitespace)
        var attributes: [String: String] = [:]
        while !rest.isEmpty {
            guard let equals = rest.firstIndex(of: "="), rest[equals...].dropFirst().first == "\"" else {
                throw Fault(description: "<\(tag)> has an attribute without a quoted value")
            }
            let value = rest[equals...].dropFirst(2)
            guard let close = value.firstIndex(of: "\"") else { throw Fault(description: "<\(tag)> is not quoted") }
            let key = String(rest[..<equals])
            guard attributes[key] == nil else { throw Fault(description: "<\(tag)> says \(key) twice") }
            attributes[key] = try unescaped(value[..<close], isRaw: false)
            rest = value[value.index(after: close)...].drop(while: \.isWhitespace)
        }
        return Element(name: String(name), attributes: attributes, path: path)
    }

    private static func unescaped(_ text: Substring, isRaw: Bool) throws -> String {
        if isRaw { return String(text) }
        var plain = ""
        var rest = text
        while let mark = rest.firstIndex(of: "&") {
            plain += rest[..<mark]
            guard let end = rest[mark...].firstIndex(of: ";") else { throw Fault(description: "a bare & in '\(text)'") }
            switch rest[mark...end] {
            case "&amp;": plain += "&"
            case "&lt;": plain += "<"
            case "&gt;": plain += ">"
            case "&quot;": plain += "\""
            case "&#39;": plain += "'"
            default: throw Fault(description: "\(rest[mark...end]) is no escape")
            }
            rest = rest[rest.index(after: end)...]
        }
        return plain + rest
    }

    func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }
}
