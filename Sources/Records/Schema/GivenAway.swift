/// How well one column alone tells the target: what raters said of a text tells what most of them said.
///
/// The measure is the area under the ROC curve (the chance that a positive record stands above a negative one, ties a half),
/// of a number as it is and of a category by the share of positives that its values have.
public struct GivenAway: Sendable {
    /// A value of a column: its number where it has one, and how many records have it.
    public struct Value: Sendable {
        public var number: Double?
        public var records: Int
        public var positives: Int

        public init(number: Double?, records: Int, positives: Int) {
            (self.number, self.records, self.positives) = (number, records, positives)
        }
    }

    /// From here on a column gives the target away.
    public static let bound = 0.95
    /// Categories of more values tell a target by chance alone.
    static let mostCategories = 50
    /// Fewer records of either kind prove nothing.
    static let fewest = 10

    /// Whether numbers could be votes or shares of votes: none below 0, and few of them or none above 1. A measurement that
    /// happens to tell the target is learned from.
    private static func couldBeVotes(_ values: [Value]) -> Bool {
        let numbers = values.compactMap(\.number)
        guard let least = numbers.min(), let most = numbers.max() else { return false }
        return least >= 0 && (most <= 1 || numbers.count <= mostCategories)
    }

    /// The area, at least ½ whichever way the column points; nil where too few records tell it, or
    /// the numbers can't be votes.
    ///
    /// - Complexity: O(values · log values).
    public static func area(_ values: [Value], isNumber: Bool) -> Double? {
        let present = values.filter { $0.records > 0 && (!isNumber || $0.number != nil) }
        let positives = present.reduce(0) { $0 + $1.positives }
        let negatives = present.reduce(0) { $0 + $1.records } - positives
        guard positives >= fewest, negatives >= fewest, isNumber || present.count <= mostCategories else { return nil }
        if isNumber, !couldBeVotes(present) { return nil }
        func rate(_ value: Value) -> Double { Double(value.positives) / Double(value.records) }
        let key: (Value) -> Double = isNumber ? { $0.number ?? 0 } : rate
        let ordered = present.sorted { key($0) < key($1) }
        var below = 0.0
        var sum = 0.0
        var place = 0
        while place < ordered.count {
            var (tiedPositives, tiedNegatives) = (0, 0)
            let here = key(ordered[place])
            while place < ordered.count, key(ordered[place]) == here {
                tiedPositives += ordered[place].positives
                tiedNegatives += ordered[place].records - ordered[place].positives
                place += 1
            }
            sum += Double(tiedPositives) * (below + Double(tiedNegatives) / 2)
            below += Double(tiedNegatives)
        }
        let area = sum / (Double(positives) * Double(negatives))
        return max(area, 1 - area)
    }
}

extension ColumnCounts {
    /// Whether a column is learned from beside a text where nobody names the columns: not those of identities, which
    /// say whom a text is about.
    public var isBesideTexts: Bool { !ColumnName(name).isGroup && !ColumnName(name).isIdentity }

    /// How well the column tells the target, given the same column counted over the positive records alone.
    public func area(positives: ColumnCounts, isNumber: Bool) -> Double? {
        GivenAway.area(
            values.indices.filter { !values[$0].isMissing }.map { code in
                GivenAway.Value(
                    number: values[code].number.isFinite ? values[code].number : nil, records: counts[code],
                    positives: positives.counts[code])
            }, isNumber: isNumber)
    }
}

extension Column {
    /// How well the column tells which records are positive; nil records are left out.
    func area(_ labels: [Bool?]) -> Double? {
        var values = distinct.indices.map { code in
            GivenAway.Value(number: numbers[code].isFinite ? numbers[code] : nil, records: 0, positives: 0)
        }
        for (row, code) in codes.enumerated() where !isMissingCode[Int(code)] {
            guard let label = labels[row] else { continue }
            values[Int(code)].records += 1
            if label { values[Int(code)].positives += 1 }
        }
        return GivenAway.area(values, isNumber: kind == .number)
    }
}
