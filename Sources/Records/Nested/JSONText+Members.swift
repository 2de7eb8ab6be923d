/// Walks over what an array or an object holds, without making anything of it.
extension JSONText {
    /// A value inside of an array or an object, and where it is.
    struct Member {
        /// The key's bytes between its quotes; empty in an array.
        var key: Range<Int>
        /// Whether the key's bytes are its text.
        var isKeyPlain: Bool
        /// The bytes of the value, a string's quotes and an array's brackets included.
        var value: Range<Int>
        /// What is met in the value.
        var traits: Traits
    }

    /// Calls `body` with what the array or object at `start` holds, in order.
    ///
    /// - Returns: What is behind its closing bracket.
    /// - Complexity: O(bytes).
    func forEachMember(at start: Int, _ body: (Member) throws(JSONFault) -> Void) throws(JSONFault) -> Int {
        let isObject = try byte(start) == 123
        guard isObject || bytes[start] == 91 else { throw unexpected("an array or an object", at: start) }
        let close: UInt8 = isObject ? 125 : 93
        var i = skipSpace(start + 1)
        if try byte(i) == close { return i + 1 }
        while true {
            var key = i..<i
            var keyTraits: Traits = []
            if isObject {
                guard try byte(i) == 34 else { throw unexpected("a key in quotes", at: i) }
                let end = try string(i + 1, &keyTraits)
                key = i + 1..<end
                i = skipSpace(end + 1)
                guard try byte(i) == 58 else { throw unexpected("a colon", at: i) }
                i = skipSpace(i + 1)
            }
            var traits: Traits = []
            let end = try anyValue(i, 1, &traits)
            try body(Member(key: key, isKeyPlain: keyTraits.isEmpty, value: i..<end, traits: traits))
            i = skipSpace(end)
            let separator = try byte(i)
            if separator == close { return i + 1 }
            guard separator == 44 else { throw unexpected("a comma or '\(isObject ? "}" : "]")'", at: i) }
            i = skipSpace(i + 1)
        }
    }

    /// The bytes at `range`.
    func view(_ range: Range<Int>) -> SourceView { SourceView(start: bytes + range.lowerBound, count: range.count) }

    /// Whether the key is `word`; an escaped key is compared by its text.
    func isKey(_ member: Member, _ word: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        if member.isKeyPlain { return view(member.key).elementsEqual(wanted) }
        var key: [UInt8] = []
        JSONEscapes.append(view(member.key), to: &key)
        return key.elementsEqual(wanted)
    }

    func isString(_ value: Range<Int>) -> Bool { value.count >= 2 && bytes[value.lowerBound] == 34 }
    func isArray(_ value: Range<Int>) -> Bool { bytes[value.lowerBound] == 91 }
    func isObject(_ value: Range<Int>) -> Bool { bytes[value.lowerBound] == 123 }
    func isNull(_ value: Range<Int>) -> Bool { bytes[value.lowerBound] == 110 }

    /// Appends the text of a string's value.
    func appendText(of value: Range<Int>, to output: inout [UInt8]) {
        JSONEscapes.append(view(value.lowerBound + 1..<value.upperBound - 1), to: &output)
    }

    /// The text of a string's value.
    func text(of value: Range<Int>) -> String {
        var output: [UInt8] = []
        appendText(of: value, to: &output)
        return String(decoding: output, as: UTF8.self)
    }
}
