import TestSupport

@testable import Records

/// Random filters over whatever names and texts are given.
struct FilterRandom {
    var numbers: Seeded
    let columns: [String]
    let texts: [String]
    let limits: [Double]
    /// Dates to compare with, besides the numbers.
    var dates: [String] = []

    mutating func expression(depth: Int = 4) -> Filter.Expression {
        switch numbers.below(depth == 0 ? 2 : 6) {
        case 2, 3: return .all(of: parts(depth))
        case 4: return .any(of: parts(depth))
        case 5: return .not(expression(depth: depth - 1))
        default: return .test(predicate())
        }
    }

    private mutating func parts(_ depth: Int) -> [Filter.Expression] {
        (0..<2 + numbers.below(3)).map { _ in expression(depth: depth - 1) }
    }

    private mutating func predicate() -> Filter.Predicate {
        switch numbers.below(9) {
        case 0: .word(nonempty())
        case 1: .missing(subject())
        case 2: .facet(numbers.pick(["flag", "hit"]), numbers.pick(["toxic", "fine", "pii.email", nil]))
        case 3: .row(rows())
        case 4: .id(numbers.pick(["0", "7f3a", "ff"]))
        case 5:
            .comparison(
                .measure("model.score"),
                numbers.pick([
                    .equal("1"), .unequal("0.5"), .within(bounds(ofNumbers: true)), .outside(bounds(ofNumbers: true)),
                    .ordered(numbers.pick(Filter.Order.allCases), number()),
                ]))
        default: .comparison(.column(numbers.pick(columns)), comparison())
        }
    }

    private mutating func subject() -> Filter.Subject {
        numbers.below(3) == 0 ? .measure("model.score") : .column(numbers.pick(columns))
    }

    private mutating func comparison() -> Filter.Comparison {
        switch numbers.below(7) {
        case 0: .equal(numbers.pick(texts))
        case 1: .unequal(numbers.pick(texts))
        case 2: .within(bounds())
        case 3: .outside(bounds())
        case 4: order()
        case 5: .contains(nonempty())
        default:
            .matches(numbers.pick([#"^a"#, #"\/\\"#, #"(a|b) "c""#, "[xé]+$"]), ignoringCase: numbers.below(2) == 0)
        }
    }

    private mutating func order() -> Filter.Comparison {
        .ordered(numbers.pick(Filter.Order.allCases), limit())
    }

    private mutating func nonempty() -> String { numbers.pick(texts.filter { !$0.isEmpty }) }

    private mutating func limit() -> Filter.Limit { numbers.below(2) == 0 ? date() ?? number() : number() }

    private mutating func number() -> Filter.Limit { .number(numbers.pick(limits)) }

    private mutating func date() -> Filter.Limit? {
        dates.isEmpty ? nil : DateText(numbers.pick(dates)).map { .date($0) }
    }

    private mutating func bounds(ofNumbers: Bool = false) -> Filter.Bounds {
        let areDates = !ofNumbers && !dates.isEmpty && numbers.below(2) == 0
        let a = areDates ? date() ?? number() : number()
        let b = areDates ? date() ?? number() : number()
        switch numbers.below(3) {
        case 0: return Filter.Bounds(lower: a, upper: nil)
        case 1: return Filter.Bounds(lower: nil, upper: b)
        default:
            let bounds = Filter.Bounds(lower: a, upper: b)
            return bounds.isBackward ? Filter.Bounds(lower: b, upper: a) : bounds
        }
    }

    private mutating func rows() -> ClosedRange<Int> {
        let first = 1 + numbers.below(20)
        return numbers.pick([first...first, first...first + 5, first...Int.max, 1...first])
    }
}
