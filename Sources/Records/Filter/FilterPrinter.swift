/// Writes a filter in its canonical form, and notes where each predicate comes to stand.
struct FilterPrinter {
    private(set) var text = ""
    /// In reading order, in Unicode scalars.
    private(set) var places: [Filter.Place] = []
    private var position = 0

    mutating func write(_ expression: Filter.Expression) {
        switch expression {
        case .and(let parts): write(parts, between: " ") { if case .or = $0 { true } else { false } }
        case .or(let parts): write(parts, between: " or ") { _ in false }
        case .not(let inner):
            put("-")
            switch inner {
            case .and, .or: writeInParentheses(inner)
            case .not, .test: write(inner)
            }
        case .test(let predicate): write(predicate)
        }
    }

    private mutating func write(
        _ parts: [Filter.Expression], between separator: String, inParentheses: (Filter.Expression) -> Bool
    ) {
        for (index, part) in parts.enumerated() {
            if index > 0 { put(separator) }
            if inParentheses(part) { writeInParentheses(part) } else { write(part) }
        }
    }

    private mutating func writeInParentheses(_ expression: Filter.Expression) {
        put("(")
        write(expression)
        put(")")
    }

    private mutating func write(_ predicate: Filter.Predicate) {
        switch predicate {
        case .word(let word): write(FilterPrinter.name(word))
        case .comparison(let subject, let comparison):
            let (sign, value) = FilterPrinter.parts(comparison)
            write(FilterPrinter.name(subject), sign, value)
        case .missing(let subject): write(FilterPrinter.name(subject), ":", "missing")
        case .facet(let name, let value):
            let reserved = name == "row" || name == "id"
            write(
                reserved ? FilterPrinter.quoted(name) : FilterPrinter.name(name), ":",
                value.map { FilterPrinter.value($0, reserved: ["any", "missing"]) } ?? "any")
        case .row(let rows):
            let upper = rows.upperBound == .max ? "" : "\(rows.upperBound)"
            write(
                "row", ":", rows.lowerBound == rows.upperBound ? "\(rows.lowerBound)" : "\(rows.lowerBound)..\(upper)")
        case .id(let digits): write("id", ":", digits)
        }
    }

    private mutating func write(_ name: String, _ sign: String = "", _ value: String = "") {
        let nameStart = position
        put(name)
        let nameRange = nameStart..<position
        put(sign)
        let valueStart = position
        put(value)
        places.append(Filter.Place(name: nameRange, value: sign.isEmpty ? nameRange : valueStart..<position))
    }

    private mutating func put(_ piece: String) {
        text.unicodeScalars.append(contentsOf: piece.unicodeScalars)
        position += piece.unicodeScalars.count
    }
}

// MARK: Pieces

extension FilterPrinter {
    /// A subject as it is written before a sign.
    static func name(_ subject: Filter.Subject) -> String {
        switch subject {
        case .column(let name): self.name(name)
        case .measure(let name): name
        }
    }

    /// A name of a column or a facet, or a word; quoted where it would be read as something else.
    static func name(_ name: String) -> String {
        let isPlain =
            isBare(name) && !name.hasPrefix("-") && !["or", "OR", "and", "AND"].contains(name)
            && !Overlay.isMeasure(name)
        return isPlain ? name : quoted(name)
    }

    /// A text after a sign.
    static func value(_ text: String, reserved: [String] = []) -> String {
        let isPlain = isBare(text) && !text.hasPrefix("/") && !text.contains("..") && !reserved.contains(text)
        return isPlain ? text : quoted(text)
    }

    /// A sign and what follows it.
    static func parts(_ comparison: Filter.Comparison) -> (sign: String, value: String) {
        switch comparison {
        case .equal(let text): ("=", value(text))
        case .unequal(let text): ("!=", value(text))
        case .within(let bounds): ("=", range(bounds))
        case .outside(let bounds): ("!=", range(bounds))
        case .ordered(let order, let limit): (order.rawValue, limit.description)
        case .contains(let text): ("~", value(text))
        case .matches(let regex, let ignoringCase): ("~", "/\(regex)/" + (ignoringCase ? "i" : ""))
        }
    }

    private static func range(_ bounds: Filter.Bounds) -> String {
        "\(bounds.lower?.description ?? "")..\(bounds.upper?.description ?? "")"
    }

    /// The text in quotes, with escapes for what would not be seen or would not survive a line.
    static func quoted(_ text: String) -> String {
        var result = "\"".unicodeScalars
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result.append(contentsOf: "\\\"".unicodeScalars)
            case "\\": result.append(contentsOf: "\\\\".unicodeScalars)
            case "\n": result.append(contentsOf: "\\n".unicodeScalars)
            case "\r": result.append(contentsOf: "\\r".unicodeScalars)
            case "\t": result.append(contentsOf: "\\t".unicodeScalars)
            default:
                if isInvisible(scalar) {
                    result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
                } else {
                    result.append(scalar)
                }
            }
        }
        result.append("\"")
        return String(result)
    }

    private static func isBare(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "_.,-+/%@&'$#*?".unicodeScalars.contains(scalar)
            }
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
