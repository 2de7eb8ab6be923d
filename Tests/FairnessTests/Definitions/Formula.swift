/// A formula of a definition line, such as "½ (TP / (TP + FN) + TN / (FP + TN))", worked out for given values of its names.
struct Formula {
    private enum Token: Equatable {
        case number(Double)
        case name(String)
        case sign(Character)
    }

    private let tokens: [Token]
    private let values: [String: Double]
    private var place = 0

    /// The value; nil of text that is no formula, of a name without a value, and of x/0.
    static func value(_ text: String, _ values: [String: Double]) -> Double? {
        guard let tokens = tokens(text) else { return nil }
        var formula = Formula(tokens: tokens, values: values)
        guard let value = formula.sum(), formula.place == tokens.count, value.isFinite else { return nil }
        return value
    }

    private init(tokens: [Token], values: [String: Double]) {
        (self.tokens, self.values) = (tokens, values)
    }

    private static func tokens(_ text: String) -> [Token]? {
        var tokens: [Token] = []
        var word = ""
        func end() {
            if let number = Double(word) {
                tokens.append(.number(number))
            } else if !word.isEmpty {
                tokens.append(.name(word))
            }
            word = ""
        }
        for character in text {
            switch character {
            case " ": end()
            case "½":
                end()
                tokens.append(.number(0.5))
            case "+", "−", "/", "(", ")":
                end()
                tokens.append(.sign(character))
            case _ where character.isLetter || character.isNumber: word.append(character)
            default: return nil
            }
        }
        end()
        return tokens
    }

    private mutating func take(_ sign: Character) -> Bool {
        guard place < tokens.count, tokens[place] == .sign(sign) else { return false }
        place += 1
        return true
    }

    private mutating func sum() -> Double? {
        guard var value = quotient() else { return nil }
        while true {
            if take("+") {
                guard let next = quotient() else { return nil }
                value += next
            } else if take("−") {
                guard let next = quotient() else { return nil }
                value -= next
            } else {
                return value
            }
        }
    }

    private mutating func quotient() -> Double? {
        guard var value = product() else { return nil }
        while take("/") {
            guard let next = product() else { return nil }
            value /= next
        }
        return value
    }

    /// What stands side by side is multiplied.
    private mutating func product() -> Double? {
        guard var value = factor() else { return nil }
        while let next = factor() { value *= next }
        return value
    }

    private mutating func factor() -> Double? {
        guard place < tokens.count else { return nil }
        switch tokens[place] {
        case .number(let number):
            place += 1
            return number
        case .name(let name):
            guard let value = values[name] else { return nil }
            place += 1
            return value
        case .sign("("):
            place += 1
            guard let value = sum(), take(")") else { return nil }
            return value
        default: return nil
        }
    }
}
