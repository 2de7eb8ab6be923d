/// How a filter writes numbers.
enum FilterNumber {
    /// Reads a finite decimal number: no hexadecimal, no infinity, no spaces.
    static func parse(_ text: String) -> Double? {
        guard text.utf8.count <= FieldText.longestNumber, text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }),
            let number = Double(text),
            number.isFinite
        else { return nil }
        return number
    }

    /// The shortest text that reads back as the number: "30", "0.5", "-1e-05".
    static func text(_ number: Double) -> String {
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
