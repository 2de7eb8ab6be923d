extension JSONText {
    /// What a value is, and where.
    struct Value {
        enum Kind { case string, plain, null, array, emptyObject }

        var kind: Kind
        /// The bytes of the field: a string's without its quotes.
        var start: Int
        var end: Int
        /// Where the text goes on.
        var next: Int
        var traits: Traits
    }

    /// Goes through the value at `start`, which is no object with a key.
    @inline(__always)
    func value(_ start: Int) throws(JSONFault) -> Value {
        var traits: Traits = []
        let first = try byte(start)
        if first == 34 {
            let end = try string(start &+ 1, &traits)
            return Value(kind: .string, start: start &+ 1, end: end, next: end &+ 1, traits: traits)
        }
        if first &- 48 < 10 || first == 45 {
            let end = try number(start, &traits)
            return Value(kind: .plain, start: start, end: end, next: end, traits: traits)
        }
        return try rareValue(start, first)
    }

    private func rareValue(_ start: Int, _ first: UInt8) throws(JSONFault) -> Value {
        var traits: Traits = []
        var kind = Value.Kind.plain
        let end: Int
        switch first {
        case 116: end = try literal("true", start)
        case 102: end = try literal("false", start)
        case 110:
            end = try literal("null", start)
            kind = .null
        case 78, 73:
            end = try literal(first == 78 ? "NaN" : "Infinity", start)
            traits.insert(.notFinite)
        case 91:
            end = try nested(start, 1, &traits)
            kind = .array
        case 123:
            end = try nested(start, 1, &traits)
            kind = .emptyObject
        default: throw unexpected("a value", at: start)
        }
        return Value(kind: kind, start: start, end: end, next: end, traits: traits)
    }

    private func literal(_ word: StaticString, _ start: Int) throws(JSONFault) -> Int {
        for i in 0..<word.utf8CodeUnitCount where try byte(start + i) != word.utf8Start[i] {
            throw unexpected("a value", at: start)
        }
        return start + word.utf8CodeUnitCount
    }

    /// - Returns: Where the number ends, which is the end of the text where more of it may come.
    @inline(__always)
    private func number(_ start: Int, _ traits: inout Traits) throws(JSONFault) -> Int {
        var i = start
        if bytes[i] == 45 {
            i &+= 1
            if try byte(i) == 73 {
                traits.insert(.notFinite)
                return try literal("Infinity", i)
            }
        }
        let digits = i
        i = skipDigits(i)
        if i == digits || (bytes[digits] == 48 && i > digits &+ 1) { throw JSONFault(.badNumber, at: start) }
        guard i < count else { return i }
        if bytes[i] == 46 {
            let fraction = i &+ 1
            i = skipDigits(fraction)
            if i == fraction, i < count { throw JSONFault(.badNumber, at: start) }
        }
        guard i < count, bytes[i] | 32 == 101 else { return i }
        i &+= 1
        if i < count, bytes[i] == 43 || bytes[i] == 45 { i &+= 1 }
        let exponent = i
        i = skipDigits(i)
        if i == exponent, i < count { throw JSONFault(.badNumber, at: start) }
        return i
    }

    @inline(__always)
    private func skipDigits(_ start: Int) -> Int {
        var i = start
        while i < count, bytes[i] &- 48 < 10 { i &+= 1 }
        return i
    }

    /// Goes through any value.
    func anyValue(_ start: Int, _ level: Int, _ traits: inout Traits) throws(JSONFault) -> Int {
        let first = try byte(start)
        if first == 91 || first == 123 { return try nested(start, level + 1, &traits) }
        let value = try value(start)
        traits.formUnion(value.traits)
        return value.next
    }

    /// Goes through the array or object at `start`.
    ///
    /// - Returns: What is behind its bracket.
    private func nested(_ start: Int, _ level: Int, _ traits: inout Traits) throws(JSONFault) -> Int {
        guard level <= JSONFault.mostLevels else { throw JSONFault(.tooDeep, at: start) }
        let isObject = bytes[start] == 123
        let close: UInt8 = isObject ? 125 : 93
        var i = skipSpace(start + 1)
        if try byte(i) == close { return i + 1 }
        while true {
            if isObject {
                guard try byte(i) == 34 else { throw unexpected("a key in quotes", at: i) }
                i = skipSpace(try string(i + 1, &traits) + 1)
                guard try byte(i) == 58 else { throw unexpected("a colon", at: i) }
                i = skipSpace(i + 1)
            }
            i = skipSpace(try anyValue(i, level, &traits))
            let separator = try byte(i)
            if separator == close { return i + 1 }
            guard separator == 44 else {
                throw unexpected("a comma or '\(isObject ? "}" : "]")'", at: i)
            }
            i = skipSpace(i + 1)
        }
    }
}
