public import Fairness

/// The tables of a bias audit as New York City's Local Law 144 of 2021 asks for them (6 RCNY § 5-301): selection rates,
/// and scoring rates where there are scores, with impact ratios against the highest rate.
public struct LocalLaw144: Encodable, Sendable {
    /// One category of one table.
    public struct Category: Encodable, Sendable, Hashable {
        public var name: String
        public var n: Int
        /// Selected, or scored above the median of the full sample.
        public var selected: Int
        public var rate: Double?
        /// Rate ÷ the highest rate; nil where a category is left out or the highest rate is 0.
        public var impactRatio: Double?
        /// Whether it has less than 2 % of the records, and so was left out of the comparison.
        public var isLeftOut: Bool
        /// What its records, and those selected, count for; nil where records aren't weighted.
        public var weights: MetricValue.Weights? = nil
    }

    /// Categories of one kind: sex, race/ethnicity or both.
    public struct Table: Encodable, Sendable, Hashable {
        public enum Measure: String, Encodable, Sendable { case selection, scoring }

        public var measure: Measure
        /// The column, or the columns crossed.
        public var column: String
        public var categories: [Category]
        /// Records without a known category.
        public var unknown: Int
    }

    /// The least share of the records a category has to have to be compared.
    public static let leastShare = 0.02

    public var tables: [Table]
    /// The median score of the full sample; nil without scores.
    public var median: Double?

    /// - Parameters:
    ///   - groupings: by sex, by race/ethnicity and by both, each of the same records as `outcomes`.
    /// - Complexity: O(n × groupings + n log n) with scores.
    public init(outcomes: Outcomes, groupings: [Grouping]) {
        let weight = outcomes.weight
        tables = groupings.map { Self.table(.selection, $0, outcomes.prediction, weight) }
        if let score = outcomes.score, !score.isEmpty {
            let middle = Self.median(score)
            median = middle
            tables += groupings.map { Self.table(.scoring, $0, score.map { $0 > middle }, weight) }
        }
    }

    /// Of the two middle scores of an even sample, the mean.
    static func median(_ scores: [Double]) -> Double {
        let sorted = scores.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    private static func table(
        _ measure: Table.Measure, _ grouping: Grouping, _ isSelected: [Bool], _ weight: [Double]?
    ) -> Table {
        var n = Array(repeating: 0, count: grouping.values.count)
        var selected = n
        var masses = Array(repeating: (selected: 0.0, all: 0.0), count: n.count)
        for (row, code) in grouping.codes.enumerated() where code >= 0 {
            let mass = weight?[row] ?? 1
            n[code] += 1
            masses[code].all += mass
            if isSelected[row] {
                selected[code] += 1
                masses[code].selected += mass
            }
        }
        let total = weight?.reduce(0, +) ?? Double(grouping.count)
        let isLeftOut = masses.map { $0.all < leastShare * total }
        let rates = masses.map { $0.all > 0 ? $0.selected / $0.all : nil }
        let highest = n.indices.filter { !isLeftOut[$0] }.compactMap { rates[$0] }.max() ?? 0
        let categories = grouping.values.enumerated().map { code, name in
            Category(
                name: name, n: n[code], selected: selected[code], rate: rates[code],
                impactRatio: isLeftOut[code] || highest <= 0 ? nil : rates[code].map { $0 / highest },
                isLeftOut: isLeftOut[code],
                weights: weight == nil
                    ? nil : .init(numerator: masses[code].selected, denominator: masses[code].all))
        }
        return Table(measure: measure, column: grouping.column, categories: categories, unknown: grouping.unknown)
    }
}

extension LocalLaw144 {
    /// The columns of sex and of race or ethnicity, by what they are usually called.
    public static func columns(among names: [String]) -> (sex: String?, race: String?) {
        func first(_ words: [String]) -> String? {
            names.first { name in words.contains(name.lowercased().filter(\.isLetter)) }
        }
        return (
            first(["sex", "gender"]), first(["race", "ethnicity", "raceethnicity", "ethnicgroup", "racecategory"])
        )
    }
}
