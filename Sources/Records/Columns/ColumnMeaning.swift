/// What the distinct texts of a column say: nothing, or a number, in the one way that fits all of them.
struct ColumnMeaning {
    let isMissing: [Bool]
    /// NaN where a text is no number.
    let numbers: [Double]
    /// How the numbers are written; nil where not all texts are some.
    let style: NumberStyle?
    /// Texts that stand for nothing because all others are numbers or dates, in order of first appearance.
    let marks: [String]

    /// - Complexity: O(bytes of the texts).
    init(_ texts: [String], _ values: ValueReading) {
        let isMissing = texts.map(values.isMissing)
        let numbers = zip(texts, isMissing).map { text, isMissing in
            isMissing ? .nan : FieldText.number(text) ?? .nan
        }
        let odd = texts.indices.filter { !isMissing[$0] && numbers[$0].isNaN }
        guard !odd.isEmpty, let style = Self.style(texts, isMissing, odd, values) else {
            let hasNumbers = zip(isMissing, numbers).contains { !$0 && !$1.isNaN }
            self.init(
                isMissing: isMissing, numbers: numbers, style: odd.isEmpty && hasNumbers ? .plain : nil, marks: [])
            return
        }
        let marks = odd.filter { values.isUsualMark(texts[$0]) }
        var missing = isMissing
        for code in marks { missing[code] = true }
        self.init(
            isMissing: missing,
            numbers: texts.indices.map { missing[$0] ? .nan : style.number?.number(texts[$0]) ?? .nan },
            style: style.number, marks: marks.map { texts[$0] })
    }

    private init(isMissing: [Bool], numbers: [Double], style: NumberStyle?, marks: [String]) {
        self.isMissing = isMissing
        self.numbers = numbers
        self.style = style
        self.marks = marks
    }

    /// The way in which all texts that stand for something are written: numbers of some style, or dates (nil within).
    private static func style(
        _ texts: [String], _ isMissing: [Bool], _ odd: [Int], _ values: ValueReading
    ) -> (number: NumberStyle?, Void)? {
        guard values != .strict else { return nil }
        func fits(_ isValue: (String) -> Bool) -> Bool {
            var some = false
            // The odd ones first: they tell soonest.
            for code in odd where !values.isUsualMark(texts[code]) {
                if !isValue(texts[code]) { return false }
                some = true
            }
            for code in texts.indices where !isMissing[code] && !values.isUsualMark(texts[code]) {
                if !isValue(texts[code]) { return false }
                some = true
            }
            return some
        }
        if fits({ FieldText.number($0) != nil }) { return (.plain, ()) }
        if fits({ DateText($0) != nil }) { return (nil, ()) }
        for style in values.styles.dropFirst() where fits({ style.number($0) != nil }) { return (style, ()) }
        return nil
    }
}
