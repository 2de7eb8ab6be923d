extension Filter {
    /// What a column is compared with by "<" or at the end of a range.
    enum Limit: Hashable, Sendable, CustomStringConvertible {
        case number(Double)
        case date(DateText)

        /// A number where it is one, else a date.
        init?(_ text: String) {
            if let number = FilterNumber.parse(text) {
                self = .number(number)
            } else if let date = DateText(text) {
                self = .date(date)
            } else {
                return nil
            }
        }

        var description: String {
            switch self {
            case .number(let number): FilterNumber.text(number)
            case .date(let date): date.description
            }
        }

        var isDate: Bool {
            if case .date = self { true } else { false }
        }
    }

    /// Both ends belong to the range, a date with all of its seconds; nil: open.
    struct Bounds: Hashable, Sendable {
        let lower: Limit?
        let upper: Limit?

        var isOfDates: Bool { (lower ?? upper)?.isDate ?? false }

        /// Whether the range ends before it begins, or goes from a number to a date.
        var isBackward: Bool {
            switch (lower, upper) {
            case (.number(let lower), .number(let upper)): lower > upper
            case (.date(let lower), .date(let upper)): lower.seconds > upper.lastSecond
            default: false
            }
        }
    }

    enum Order: String, Hashable, Sendable, CaseIterable {
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="
    }
}

extension Filter.Comparison {
    /// Whether it compares with numbers, with dates, or as a text (nil).
    var isOfDates: Bool? {
        switch self {
        case .within(let bounds), .outside(let bounds): bounds.isOfDates
        case .ordered(_, let limit): limit.isDate
        case .equal, .unequal, .contains, .matches: nil
        }
    }

    /// The numbers on which the comparison holds: none where it is not one of numbers. NaN is in no interval.
    var numbers: Interval<Double> {
        switch self {
        case .equal(let text): .of(FilterNumber.parse(text), isOutside: false)
        case .unequal(let text): .of(FilterNumber.parse(text), isOutside: true)
        case .within(let bounds):
            .init(
                low: bounds.lower.number(else: -.infinity), high: bounds.upper.number(else: .infinity), isOutside: false
            )
        case .outside(let bounds):
            .init(
                low: bounds.lower.number(else: -.infinity), high: bounds.upper.number(else: .infinity), isOutside: true)
        case .ordered(let order, let limit): .of(order, Optional(limit).number(else: .nan))
        case .contains, .matches: .of(nil, isOutside: false)
        }
    }

    /// The seconds since 1970 on which the comparison holds; a missing date, `Int64.min`, is in no interval.
    var seconds: Interval<Int64> {
        switch self {
        case .equal(let text): .of(DateText(text), isOutside: false)
        case .unequal(let text): .of(DateText(text), isOutside: true)
        case .within(let bounds):
            .init(
                low: bounds.lower.date?.seconds ?? .min + 1, high: bounds.upper.date?.lastSecond ?? .max,
                isOutside: false)
        case .outside(let bounds):
            .init(
                low: bounds.lower.date?.seconds ?? .min + 1, high: bounds.upper.date?.lastSecond ?? .max,
                isOutside: true)
        case .ordered(let order, let limit): .of(order, Optional(limit).date)
        case .contains, .matches: .of(nil, isOutside: false)
        }
    }
}

extension Filter.Limit? {
    fileprivate func number(else open: Double) -> Double {
        switch self {
        case .number(let number): number
        case .date: .nan
        case nil: open
        }
    }

    fileprivate var date: DateText? {
        if case .date(let date) = self { date } else { nil }
    }
}

extension Interval<Double> {
    fileprivate static func of(_ number: Double?, isOutside: Bool) -> Interval {
        Interval(low: number ?? .infinity, high: number ?? -.infinity, isOutside: isOutside)
    }

    fileprivate static func of(_ order: Filter.Order, _ limit: Double) -> Interval {
        switch order {
        case .less: Interval(low: -.infinity, high: limit.nextDown, isOutside: false)
        case .atMost: Interval(low: -.infinity, high: limit, isOutside: false)
        case .greater: Interval(low: limit.nextUp, high: .infinity, isOutside: false)
        case .atLeast: Interval(low: limit, high: .infinity, isOutside: false)
        }
    }
}

extension Interval<Int64> {
    fileprivate static func of(_ date: DateText?, isOutside: Bool) -> Interval {
        Interval(low: date?.seconds ?? .max, high: date?.lastSecond ?? .min + 1, isOutside: isOutside)
    }

    /// A date is all of its seconds: what is after a day is after its last one.
    fileprivate static func of(_ order: Filter.Order, _ date: DateText?) -> Interval {
        guard let date else { return .of(nil, isOutside: false) }
        return switch order {
        case .less: Interval(low: .min + 1, high: date.seconds - 1, isOutside: false)
        case .atMost: Interval(low: .min + 1, high: date.lastSecond, isOutside: false)
        case .greater: Interval(low: date.lastSecond + 1, high: .max, isOutside: false)
        case .atLeast: Interval(low: date.seconds, high: .max, isOutside: false)
        }
    }
}
