internal import Foundation

/// Chooses bins with round ends: 1, 2 or 5 times a power of ten; for dates hours, days, weeks, months or years.
enum BinEdges {
    static func bins(
        for numbers: ColumnNumbers, _ summary: NumberSummary, column: String, groups: Int, most: Int
    ) -> [Histogram.Bin] {
        let noCounts = Array(repeating: 0, count: groups)
        let subject = Filter.Subject.column(column)
        func bin(_ lower: Double, _ upper: Double, _ comparisons: [Filter.Comparison]) -> Histogram.Bin {
            let filter = Filter(.all(of: comparisons.map { .test(.comparison(subject, $0)) }))
            return Histogram.Bin(lower: lower, upper: upper, countsByGroup: noCounts, filterText: filter.description)
        }
        if numbers.areDates {
            let edges = DateBins.edges(from: Int64(summary.minimum), to: Int64(summary.maximum), most: most)
            return zip(edges, edges.dropFirst()).map { lower, upper in
                bin(Double(lower), Double(upper), [DateBins.comparison(from: lower, to: upper)])
            }
        }
        let edges = edges(from: summary.minimum, to: summary.maximum, areWhole: numbers.areWhole, most: most)
        return edges.indices.dropLast().map { index in
            let (lower, upper) = (edges[index], edges[index + 1])
            if numbers.areWhole { return bin(lower, upper, [whole(from: lower, to: upper)]) }
            if index == edges.count - 2 { return bin(lower, upper, [range(lower, upper)]) }
            return bin(
                lower, upper, [.ordered(.atLeast, .number(lower)), .ordered(.less, .number(upper))])
        }
    }

    /// Seconds since 1970 as a date, without a time where it is midnight.
    static func dateText(_ number: Double) -> String {
        guard number.isFinite, let seconds = Int64(exactly: number.rounded(.down)) else { return "" }
        return DateText(seconds: seconds, precision: seconds % 86_400 == 0 ? .day : .second).description
    }

    private static func whole(from lower: Double, to upper: Double) -> Filter.Comparison {
        upper - lower == 1 ? .equal(FilterNumber.text(lower)) : range(lower, upper - 1)
    }

    private static func range(_ lower: Double, _ upper: Double) -> Filter.Comparison {
        lower == upper
            ? .equal(FilterNumber.text(lower)) : .within(.init(lower: .number(lower), upper: .number(upper)))
    }

    /// Ends of bins, ascending, at most `most` bins: the first holds the minimum, the last the maximum.
    static func edges(from minimum: Double, to maximum: Double, areWhole: Bool, most: Int) -> [Double] {
        var step = RoundStep(atLeast: (maximum / Double(most)) - (minimum / Double(most)))
        if areWhole { step = max(step, .one) }
        // The first round step may need one bin more than there may be, as ends have to be multiples of it.
        while true {
            let first = (minimum / step.size).rounded(.down)
            var edges: [Double] = []
            var index = first
            while edges.count <= most + 1 {
                let edge = step.multiple(index)
                edges.append(edge)
                if areWhole ? edge > maximum : edges.count > 1 && edge >= maximum { break }
                index += 1
            }
            let isRising = zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 }
            let holdsAll = edges[0] <= minimum && edges[edges.count - 1] >= maximum
            // Numbers too close together, or too large, for round ends between them.
            if !isRising || !step.size.isFinite || minimum == maximum && !areWhole { return [minimum, maximum] }
            if holdsAll, edges.count <= most + 1 { return edges }
            step = step.next
        }
    }
}

/// 1, 2 or 5 times a power of ten.
struct RoundStep: Comparable {
    private let factor: Double
    private let exponent: Int

    static let one = RoundStep(factor: 1, exponent: 0)

    private init(factor: Double, exponent: Int) {
        self.factor = factor
        self.exponent = exponent
    }

    /// The least that is at least `size`.
    init(atLeast size: Double) {
        guard size > 0, size.isFinite else {
            self = .one
            return
        }
        var step = RoundStep(factor: 1, exponent: Int(log10(size).rounded(.down)) - 1)
        while step.size < size { step = step.next }
        self = step
    }

    var size: Double { multiple(1) }

    var next: RoundStep {
        switch factor {
        case 1: RoundStep(factor: 2, exponent: exponent)
        case 2: RoundStep(factor: 5, exponent: exponent)
        default: RoundStep(factor: 1, exponent: exponent + 1)
        }
    }

    /// The number nearest to so many steps: what "0.3" reads as, not what three times 0.1 gives.
    func multiple(_ count: Double) -> Double {
        exponent >= 0 ? count * factor * pow(10, Double(exponent)) : count * factor / pow(10, Double(-exponent))
    }

    static func < (a: RoundStep, b: RoundStep) -> Bool { (a.exponent, a.factor) < (b.exponent, b.factor) }
}
