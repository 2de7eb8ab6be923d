/// Whether a comparison holds, once for each distinct value of a column.
struct FilterVerdicts {
    private let verdicts: [Bool]

    /// - Throws: `FilterError` when the column holds no numbers to compare, or a pattern needs too many steps.
    init(
        of comparison: Filter.Comparison, on column: Column, source: FilterSource, place: Filter.Place
    ) throws(FilterError) {
        switch comparison {
        case .equal(let text):
            try FilterVerdicts.refuseSwappedSign(text, column, source, place)
            verdicts = FilterVerdicts.equal(text, column)
        case .unequal(let text):
            verdicts = FilterVerdicts.equal(text, column).map { !$0 }
        case .within, .outside, .ordered:
            let noNumbers = column.numbers.allSatisfy(\.isNaN)
            if noNumbers, !column.isMissingCode.allSatisfy({ $0 }) {
                throw source.error("'\(column.name)' holds no numbers to compare.", at: place.name)
            }
            verdicts = column.numbers.map { FilterVerdicts.holds(comparison, $0) }
        case .contains(let text):
            verdicts = try FilterVerdicts.search(column, source, place) { () throws(PatternError) in
                try Pattern(containing: text)
            }
        case .matches(let regex, let ignoringCase):
            verdicts = try FilterVerdicts.search(column, source, place) { () throws(PatternError) in
                try Pattern(regex, caseInsensitive: ignoringCase)
            }
        }
    }

    func holds(_ code: UInt32) -> Bool { verdicts[Int(code)] }

    /// Whether a comparison of numbers holds; for NaN only *unequal* and *outside* do.
    static func holds(_ comparison: Filter.Comparison, _ number: Double) -> Bool {
        switch comparison {
        case .equal(let text): number == FilterNumber.parse(text)
        case .unequal(let text): number != FilterNumber.parse(text)
        case .within(let bounds): bounds.contains(number)
        case .outside(let bounds): !bounds.contains(number)
        case .ordered(let order, let limit): order.holds(number, limit)
        case .contains, .matches: false
        }
    }

    // MARK: On texts

    private static func equal(_ text: String, _ column: Column) -> [Bool] {
        let number = column.kind == .number ? FilterNumber.parse(text) : nil
        return column.distinct.indices.map { column.distinct[$0] == text || column.numbers[$0] == number }
    }

    /// `age=>30` asks for the text ">30", which no column of numbers holds.
    private static func refuseSwappedSign(
        _ text: String, _ column: Column, _ source: FilterSource, _ place: Filter.Place
    ) throws(FilterError) {
        guard column.kind == .number, let sign = text.first, sign == ">" || sign == "<",
            let number = FilterNumber.parse(String(text.dropFirst()))
        else { return }
        throw source.error(
            "'\(column.name)' holds numbers, and none is '\(text)'.", at: place.whole,
            suggestion: "\(FilterPrinter.name(column.name))\(sign)=\(FilterNumber.text(number))")
    }

    private static func search(
        _ column: Column, _ source: FilterSource, _ place: Filter.Place,
        for makePattern: () throws(PatternError) -> Pattern
    ) throws(FilterError) -> [Bool] {
        do throws(PatternError) {
            let pattern = try makePattern()
            var verdicts: [Bool] = []
            verdicts.reserveCapacity(column.distinct.count)
            for text in column.distinct { verdicts.append(try pattern.firstRange(in: text) != nil) }
            return verdicts
        } catch {
            throw source.error(
                "The pattern needs too long on '\(column.name)' (\(error.message)); make it simpler.", at: place.value)
        }
    }
}
