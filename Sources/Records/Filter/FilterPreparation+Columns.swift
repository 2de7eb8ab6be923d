/// How a comparison is tested on a column, which depends on how the column is stored and on nothing else that shows.
extension FilterPreparation {
    mutating func test(
        _ comparison: Filter.Comparison, on column: TypedColumn, at place: Filter.Place
    ) throws -> any RowTest {
        switch comparison {
        case .unequal(let text):
            return NotTest(inner: try test(.equal(text), on: column, at: place))
        case .contains(let text):
            return try search(.contains(Self.pattern(source, place) { try TextSearch(text) }), on: column, at: place)
        case .matches(let regex, let ignoringCase):
            let pattern = try Self.pattern(source, place) { try Pattern(regex, caseInsensitive: ignoringCase) }
            return try search(.matches(pattern), on: column, at: place)
        case .equal(let text):
            try checkEqual(text, column, at: place)
            return equalTest(text, comparison, on: column, at: place)
        case .within, .outside, .ordered:
            try checkOrder(comparison, column, at: place)
            return orderTest(comparison, on: column, at: place)
        }
    }

    static func missing(in column: TypedColumn) -> any RowTest {
        switch column.storage {
        case .coded(let codes, let dictionary): CodeTest(codes: codes, verdicts: dictionary.isMissing)
        case .float32(let numbers): IntervalTest(values: numbers, interval: .missing)
        case .float64(let numbers): IntervalTest(values: numbers, interval: .missing)
        case .dates(let seconds): IntervalTest(values: seconds, interval: .missing)
        case .text(let missing): SetTest(set: missing)
        }
    }

    // MARK: Equality

    private mutating func equalTest(
        _ text: String, _ comparison: Filter.Comparison, on column: TypedColumn, at place: Filter.Place
    ) -> any RowTest {
        let bytes = Array(text.utf8)
        switch column.storage {
        case .coded(let codes, let dictionary):
            let number = column.kind == .number ? FilterNumber.parse(text) : nil
            let seconds = DateText(text) != nil && dictionary.isOfDates ? comparison.seconds : nil
            let verdicts = dictionary.texts.indices.map { code in
                if dictionary.numbers[code] == number || dictionary.texts[code].utf8.elementsEqual(bytes) {
                    return true
                }
                return seconds.map { $0.contains(DateText(dictionary.texts[code])?.seconds ?? .min) } ?? false
            }
            return CodeTest(codes: codes, verdicts: verdicts)
        case .float32, .float64:
            if FilterNumber.parse(text) != nil { return orderTest(comparison, on: column, at: place) }
        case .dates:
            if DateText(text) != nil { return orderTest(comparison, on: column, at: place) }
        case .text: return textTest(.equal(bytes), on: column, at: place)
        }
        // No number and no date: it can only be one of the ways to write that a value is missing.
        return AllTest([Self.missing(in: column), textTest(.equal(bytes), on: column, at: place)])
    }

    // MARK: Order

    private mutating func orderTest(
        _ comparison: Filter.Comparison, on column: TypedColumn, at place: Filter.Place
    ) -> any RowTest {
        switch column.storage {
        case .float32(let numbers): return IntervalTest(values: numbers, interval: Interval<Float>(comparison.numbers))
        case .float64(let numbers): return IntervalTest(values: numbers, interval: comparison.numbers)
        case .dates(let seconds): return IntervalTest(values: seconds, interval: comparison.seconds)
        case .coded(let codes, let dictionary):
            guard comparison.isOfDates == true else {
                let interval = comparison.numbers
                return CodeTest(codes: codes, verdicts: dictionary.numbers.map(interval.contains))
            }
            let interval = comparison.seconds
            return CodeTest(
                codes: codes, verdicts: dictionary.texts.map { interval.contains(DateText($0)?.seconds ?? .min) })
        case .text:
            let condition: TextCondition =
                comparison.isOfDates == true ? .date(comparison.seconds) : .number(comparison.numbers)
            return textTest(condition, on: column, at: place)
        }
    }

    // MARK: Search

    private mutating func search(
        _ condition: TextCondition, on column: TypedColumn, at place: Filter.Place
    ) throws -> any RowTest {
        guard case .coded(let codes, let dictionary) = column.storage else {
            return textTest(condition, on: column, at: place)
        }
        let judge = condition.judge()
        do {
            let verdicts = try dictionary.texts.map { text in
                var text = text
                return try text.withUTF8 { try judge.holds(on: $0) }
            }
            return CodeTest(codes: codes, verdicts: verdicts)
        } catch let error as PatternError {
            throw Self.gaveUp(error, on: column.name, source, place)
        }
    }

    static func gaveUp(
        _ error: PatternError, on column: String, _ source: FilterSource, _ place: Filter.Place
    ) -> FilterError {
        source.error("The pattern needs too long on '\(column)' (\(error.message)); make it simpler.", at: place.value)
    }

    private static func pattern<Made>(
        _ source: FilterSource, _ place: Filter.Place, _ make: () throws -> Made
    ) throws -> Made {
        do { return try make() } catch let error as PatternError {
            throw source.error("The pattern can't be used: \(error.message).", at: place.value)
        }
    }
}

extension Interval<Double> {
    /// NaN.
    static var missing: Interval { Interval(low: -.infinity, high: .infinity, isOutside: true) }
}

extension Interval<Int64> {
    /// `Int64.min`.
    static var missing: Interval { Interval(low: .min + 1, high: .max, isOutside: true) }
}

extension Interval<Float> {
    static var missing: Interval { Interval(low: -.infinity, high: .infinity, isOutside: true) }

    /// The same numbers, of those that a `Float` can be.
    init(_ wide: Interval<Double>) {
        let (low, high) = (Float(wide.low), Float(wide.high))
        self.init(
            low: Double(low) < wide.low ? low.nextUp : low, high: Double(high) > wide.high ? high.nextDown : high,
            isOutside: wide.isOutside)
    }
}
