/// A way in which people write numbers; one is taken where all of a column is written so.
enum NumberStyle: CaseIterable, Sendable {
    /// "-12", ".5", "1.5e3".
    case plain
    /// "1,200.50", "$1,200", "-£3", "(12)", "12 kr", "8%": commas part thousands.
    case commas
    /// "1.200,50", "1 200,50 €", "0,5": a comma stands before decimals.
    case decimalComma

    /// The number that the whole text spells in this style; nil where it spells none.
    func number(_ text: String) -> Double? {
        switch self {
        case .plain: return FieldText.number(text)
        case .commas: return Self.number(text, thousands: [","], point: ".")
        case .decimalComma: return Self.number(text, thousands: [".", "'"], point: ",")
        }
    }

    private static let longest = 40
    private static let currencies: Set<Character> = ["$", "€", "£", "¥", "₹", "₩", "₽", "₺", "₴", "฿", "₪", "₫", "¢"]
    private static let blanks: Set<Character> = [" ", "\u{A0}", "\u{202F}", "\u{2009}"]

    private static func number(_ text: String, thousands: Set<Character>, point: Character) -> Double? {
        guard text.utf8.count <= longest else { return nil }
        var rest = Substring(text)
        var isNegative = false
        if rest.first == "(", rest.last == ")" {
            rest = rest.dropFirst().dropLast()
            isNegative = true
        }
        func takeSign() {
            guard let first = rest.first, first == "-" || first == "+" || first == "\u{2212}" else { return }
            if first != "+" { isNegative.toggle() }
            rest = rest.dropFirst()
        }
        func takeBlanks() { while let first = rest.first, blanks.contains(first) { rest = rest.dropFirst() } }
        takeBlanks()
        takeSign()
        if let first = rest.first, currencies.contains(first) {
            rest = rest.dropFirst()
            takeBlanks()
            if !isNegative { takeSign() }
        }
        if let last = rest.last, last == "%" || currencies.contains(last) { rest = rest.dropLast() }
        while let last = rest.last, blanks.contains(last) { rest = rest.dropLast() }
        guard let digits = digits(rest, thousands: thousands, point: point), let value = FieldText.number(digits) else {
            return nil
        }
        return isNegative ? -value : value
    }

    /// The digits with a point before decimals: groups of three between separators of one kind, and what follows them.
    private static func digits(_ text: Substring, thousands: Set<Character>, point: Character) -> String? {
        let halves = text.split(separator: point, maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = halves.first else { return nil }
        let decimals = halves.count > 1 ? halves[1] : ""
        guard decimals.utf8.allSatisfy({ (48...57).contains($0) }) || isScaled(decimals, point) else { return nil }
        let separators = Set(whole.filter { thousands.contains($0) || blanks.contains($0) })
        guard separators.count <= 1 else { return nil }
        if let separator = separators.first {
            let groups = whole.split(separator: separator, omittingEmptySubsequences: false)
            guard let first = groups.first, (1...3).contains(first.count),
                groups.dropFirst().allSatisfy({ $0.count == 3 })
            else { return nil }
        }
        let plain = whole.filter { !separators.contains($0) }
        guard !plain.isEmpty || !decimals.isEmpty, plain.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return halves.count > 1 ? "\(plain).\(decimals.isEmpty ? "0" : String(decimals))" : plain
    }

    /// "5e3" behind a point.
    private static func isScaled(_ decimals: Substring, _ point: Character) -> Bool {
        point == "." && FieldText.number("0." + decimals) != nil
    }
}
