extension Target {
    /// Names of what people predict, the surest first.
    private static let names = [
        "target", "label", "class", "y", "outcome", "decision", "approved", "granted", "risk", "toxic", "toxicity",
        "hate", "income", "two_year_recid", "label_value", "default",
    ]
    /// Values that mean "yes" (or what a classifier is after), the surest first.
    private static let positives = [
        "1", "true", "yes", "y", "positive", "bad", "denied", "rejected", "hateful", "hate", "toxic", "abusive",
        "offensive", "spam", "default", "approved", "granted",
    ]
    private static let mostClasses = 20

    /// The target by name: one of the names, then one that ends in it, then one that begins with it and has two
    /// values; else the last column of two values that is no group.
    static func guessed(among columns: [Column], groups: Set<String>) -> Target? {
        let fit = columns.filter { isFit($0) && !groups.contains($0.name) }
        func named(_ isNamed: (_ key: String, _ name: String) -> Bool) -> Column? {
            for name in names {
                if let column = fit.first(where: { isNamed(ColumnName($0.name).key, name) }) { return column }
            }
            return nil
        }
        let column =
            named { $0 == $1 }
            ?? named { $0.hasSuffix("_" + $1) }
            ?? fit.first { column in
                let key = ColumnName(column.name).key
                return column.presentCodes.count == 2 && names.contains { key.hasPrefix($0 + "_") }
            }
            ?? fit.last { $0.presentCodes.count == 2 }
        return column.map { Target(column: $0.name, positive: guessedPositive(of: $0)) }
    }

    private static func isFit(_ column: Column) -> Bool {
        let values = column.presentCodes.count
        switch column.kind {
        case .number: return values >= 2
        case .category: return (2...mostClasses).contains(values)
        case .text, .identifier: return false
        }
    }

    private static func guessedPositive(of column: Column) -> Positive {
        let present = column.presentCodes
        if column.kind == .number, present.count > 2 { return guessedBound(of: column) }
        let counts = column.rowsPerCode()
        // Of the numbers 1 and 2, the 1 says nothing.
        let saysYes = column.kind != .number || present.contains { column.numbers[$0] <= 0 }
        let yes = present.filter { saysYes && rank(column, $0) < .max }.min { rank(column, $0) < rank(column, $1) }
        let rarest = present.min { (counts[$0], $1) < (counts[$1], $0) }
        return .value(column.distinct[yes ?? rarest ?? present[0]])
    }

    /// Where a value stands among those that mean "yes"; `.max` for the others.
    private static func rank(_ column: Column, _ code: Int) -> Int {
        if column.numbers[code] == 1 { return 0 }
        let text = column.distinct[code].trimmingBlanks().lowercased()
        if text.hasPrefix(">") { return 0 }
        return positives.firstIndex(of: text) ?? .max
    }

    /// The largest of a few classes 0…k; half of a share; of other numbers the median.
    private static func guessedBound(of column: Column) -> Positive {
        let present = column.presentCodes
        let sorted = present.sorted { column.numbers[$0] < column.numbers[$1] }
        let numbers = sorted.map { column.numbers[$0] }
        let areIntegers = present.allSatisfy { FieldText.isInteger(column.distinct[$0]) }
        if areIntegers, numbers[0] >= 0, numbers.count <= mostClasses {
            return .value(column.distinct[sorted[sorted.count - 1]])
        }
        if numbers[0] >= 0, numbers[numbers.count - 1] <= 1 { return .atLeast(0.5) }
        let all = column.codes.indices.filter { !column.isMissing($0) }.map { column.number($0) }.sorted()
        let median = all[all.count / 2]
        return .atLeast(median > numbers[0] ? median : numbers[1])
    }
}
