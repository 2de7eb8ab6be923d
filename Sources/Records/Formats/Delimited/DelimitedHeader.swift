/// Whether a first record names the columns, judged by the columns: it does not where its cells are values of theirs.
struct DelimitedHeader {
    /// What tells it from a value, in a sentence; nil where it is a header like others.
    let notice: String?
    let isHeader: Bool

    private static let sentenceWords = 5
    private static let years = 1900...2100

    /// - Parameter values: what stands for no value below.
    init(_ first: [String], above rest: [[String]], values missing: ValueReading = .usual) {
        guard !rest.isEmpty else {
            (isHeader, notice) = (true, nil)
            return
        }
        // A record that repeats the first one is a header that was written twice.
        let others = rest.filter { $0 != first }
        var names = 0
        var numbers = 0
        var dates = 0
        var values = 0
        var sentences = 0
        var numbered: [Double] = []
        var below: [Double] = []
        for (column, cell) in first.enumerated() {
            let text = cell.trimmingBlanks()
            let present = others.lazy.filter { column < $0.count }.map { $0[column].trimmingBlanks() }
                .filter { !missing.isMissing($0) && !missing.isUsualMark($0) }
            let texts = Array(present)
            guard !texts.isEmpty else { continue }
            let style = NumberStyle.allCases.first { style in texts.allSatisfy { style.number($0) != nil } }
            if let style {
                if let number = style.number(text) {
                    numbers += 1
                    numbered.append(number)
                    below += texts.prefix(20).compactMap(style.number)
                } else if !text.isEmpty {
                    names += 1
                }
            } else if texts.allSatisfy({ DateText($0) != nil }) {
                if DateText(text) != nil { dates += 1 } else if !text.isEmpty { names += 1 }
            } else if !text.isEmpty, texts.contains(text) {
                values += 1
            } else if FieldText.wordCount(text) >= Self.sentenceWords,
                texts.count(where: { FieldText.wordCount($0) >= Self.sentenceWords }) * 2 > texts.count
            {
                sentences += 1
            }
        }
        if numbers > 0 {
            let areYears = Self.areYears(numbered, above: below) && dates == 0 && values == 0
            let areCounted = first.first?.trimmingBlanks().isEmpty == true && Self.count(numbered)
            isHeader = areYears || areCounted
            notice =
                isHeader
                ? "The first record is taken to name the columns: \(areYears ? "its numbers are years" : "its numbers count them")."
                : "The first record holds numbers where the others do: there is no header."
        } else if dates > 0 {
            (isHeader, notice) = (false, "The first record holds dates where the others do: there is no header.")
        } else if names == 0, values > 0 {
            (isHeader, notice) = (false, "The first record holds values that others do: there is no header.")
        } else if names == 0, sentences > 0 {
            (isHeader, notice) = (false, "The first record holds a sentence where the others do: there is no header.")
        } else {
            (isHeader, notice) = (true, nil)
        }
    }

    /// Whether a record stands out of those below it as a header does: words over numbers or dates.
    static func names(_ first: [String], above rest: [[String]]) -> Bool {
        first.indices.contains { column in
            let text = first[column].trimmingBlanks()
            let texts = rest.lazy.filter { column < $0.count }.map { $0[column].trimmingBlanks() }
                .filter { !FieldText.isMissing($0) }
            guard !text.isEmpty, FieldText.number(text) == nil, DateText(text) == nil, !texts.isEmpty else {
                return false
            }
            return texts.allSatisfy { FieldText.number($0) != nil || DateText($0) != nil }
        }
    }

    /// Years, two or more and all different, over numbers of which most are none.
    private static func areYears(_ numbers: [Double], above below: [Double]) -> Bool {
        func isYear(_ number: Double) -> Bool { number == number.rounded() && years.contains(Int(number)) }
        guard numbers.count >= 2, numbers.allSatisfy({ abs($0) < 1e6 && isYear($0) }) else { return false }
        let steps = zip(numbers, numbers.dropFirst()).map { $1 - $0 }
        guard let step = steps.first, step != 0, steps.allSatisfy({ $0 == step }) else { return false }
        return below.count { abs($0) < 1e6 && isYear($0) } * 2 < below.count
    }

    /// 0, 1, 2, … or 1, 2, 3, …, as tables without names are written with.
    private static func count(_ numbers: [Double]) -> Bool {
        guard numbers.count >= 2, let first = numbers.first, first == 0 || first == 1 else { return false }
        return numbers.enumerated().allSatisfy { $1 == first + Double($0) }
    }
}
