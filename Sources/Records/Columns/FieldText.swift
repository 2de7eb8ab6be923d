/// What a field's text says: nothing, a number, or words.
enum FieldText {
    private static let missing: Set<String> = ["", "?", "na", "n/a", "nan", "null"]

    /// Whether the text stands for a missing value: blank, "?", "NA", "N/A", "NaN" or "null" in any case.
    static func isMissing(_ text: String) -> Bool {
        if text.utf8.count > 16 { return text.utf8.allSatisfy(isBlank) }
        return missing.contains(text.trimmingBlanks().lowercased())
    }

    /// The longest text that is read as a number: more digits tell no two numbers apart, and cost their square to read.
    static let longestNumber = 1024

    /// The number that the whole text spells in decimal, such as "-12", ".5" or "1.5e3"; nil for hexadecimal,
    /// infinities, blanks, more than `longestNumber` bytes and whatever does not fit a Double.
    static func number(_ text: String) -> Double? {
        guard text.utf8.count <= longestNumber, isDecimal(text), let value = Double(text), value.isFinite else {
            return nil
        }
        return value
    }

    /// Whether the text is a sign, if any, and digits.
    static func isInteger(_ text: String) -> Bool {
        var digits = text.utf8[...]
        if let first = digits.first, first == 43 || first == 45 { digits = digits.dropFirst() }
        return !digits.isEmpty && digits.allSatisfy(isDigit)
    }

    /// Words as blanks part them; in scripts written without blanks (kana, Han, Thai) each character counts as one.
    static func wordCount(_ text: String) -> Int {
        var words = 0
        var isInside = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09...0x0D, 0x20, 0xA0, 0x3000: isInside = false
            case 0x0E00...0x0E7F, 0x3040...0x30FF, 0x3400...0x9FFF:
                words += 1
                isInside = false
            default:
                if !isInside { words += 1 }
                isInside = true
            }
        }
        return words
    }

    /// [sign] digits [. digits] [e [sign] digits], with a digit before or after the point.
    private static func isDecimal(_ text: String) -> Bool {
        var rest = text.utf8[...]
        func skipSign() { if let first = rest.first, first == 43 || first == 45 { rest = rest.dropFirst() } }
        func skipDigits() -> Int {
            let digits = rest.prefix(while: isDigit).count
            rest = rest.dropFirst(digits)
            return digits
        }
        skipSign()
        var digits = skipDigits()
        if rest.first == 46 {
            rest = rest.dropFirst()
            digits += skipDigits()
        }
        guard digits > 0 else { return false }
        if let mark = rest.first, mark == 69 || mark == 101 {
            rest = rest.dropFirst()
            skipSign()
            guard skipDigits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
    fileprivate static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }
}

extension String {
    /// The text without ASCII blanks at either end.
    func trimmingBlanks() -> String {
        guard let first = utf8.first, let last = utf8.last, FieldText.isBlank(first) || FieldText.isBlank(last) else {
            return self
        }
        let kept = utf8.drop(while: FieldText.isBlank)
        let end = kept.lastIndex { !FieldText.isBlank($0) }.map(kept.index(after:)) ?? kept.startIndex
        return String(self[kept.startIndex..<end])
    }
}
