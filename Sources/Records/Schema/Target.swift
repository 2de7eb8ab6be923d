/// What a model is to predict: a column, and which of its values count as positive.
public struct Target: Hashable, Codable, Sendable {
    public enum Positive: Hashable, Codable, Sendable {
        /// Records with this value are positive.
        case value(String)
        /// Records with this number or a greater one are positive.
        case atLeast(Double)
    }

    public var column: String
    public var positive: Positive

    public init(column: String, positive: Positive) {
        self.column = column
        self.positive = positive
    }

    /// Reads ">=0.5" as "at least 0.5" and any other text as a value; a leading "=" says that a value follows,
    /// whatever it looks like.
    public init(column: String, positive text: String) {
        if text.hasPrefix("=") {
            self.init(column: column, positive: .value(String(text.dropFirst())))
        } else if let bound = Self.bound(text) {
            self.init(column: column, positive: .atLeast(bound))
        } else {
            self.init(column: column, positive: .value(text))
        }
    }

    /// The positive in words that `init(column:positive:)` reads back: ">50K", ">=0.5".
    public var positiveText: String {
        switch positive {
        case .atLeast(let bound): ">=\(bound)"
        case .value(let value): value.hasPrefix("=") || Self.bound(value) != nil ? "=\(value)" : value
        }
    }

    private static func bound(_ text: String) -> Double? {
        text.hasPrefix(">=") ? FieldText.number(String(text.dropFirst(2)).trimmingBlanks()) : nil
    }
}

extension Target {
    /// Whether each record is positive; nil where the value is missing.
    ///
    /// A positive value is compared as the column's values are meant (`LabelValues`), so that "1" finds "1.0".
    ///
    /// - Throws: `Refusal`: 64 when there is no such column, 65 when all records are positive or none is, or when a
    ///   bound is given and values are no numbers; it names the column and the values there are.
    /// - Complexity: O(rows).
    public func labels(in table: some ColumnSource) throws -> [Bool?] {
        let column = try table.column(named: column)
        let isPositive = try verdicts(on: column)
        let labels = column.codes.map { isPositive[Int($0)] }
        let hasPositive = labels.contains(true)
        guard hasPositive, labels.contains(false) else {
            throw Refusal(
                .badData,
                "One-class target: \(hasPositive ? "every" : "no") record with a value in column '\(column.name)' is "
                    + "positive ('\(positiveText)').",
                next: Self.choices(in: column))
        }
        return labels
    }

    /// Whether each distinct value is positive; nil for those that stand for a missing one.
    private func verdicts(on column: Column) throws -> [Bool?] {
        let present = column.presentCodes
        var verdicts: [Bool?] = Array(repeating: nil, count: column.distinct.count)
        switch positive {
        case .value(let value):
            let positives = Set(LabelValues(column).codes(of: value))
            for code in present { verdicts[code] = positives.contains(code) }
        case .atLeast(let bound):
            for code in present {
                guard !column.numbers[code].isNaN else {
                    throw Refusal(
                        .badData,
                        "The target '\(positiveText)' needs numbers, but column '\(column.name)' holds "
                            + "'\(column.distinct[code])'.",
                        next: Self.choices(in: column))
                }
                verdicts[code] = column.numbers[code] >= bound
            }
        }
        return verdicts
    }

    /// "Choose one of its values: '0' (700), '1' (300)." or, of many numbers, their range.
    private static func choices(in column: Column) -> String {
        let present = column.presentCodes
        guard !present.isEmpty else { return "The column holds no values; choose another." }
        if column.kind == .number, present.count > 12 {
            let numbers = present.map { column.numbers[$0] }
            return
                "Its numbers go from \(numbers.min() ?? 0) to \(numbers.max() ?? 0); choose a bound, such as '>=0.5'."
        }
        let counts = column.rowsPerCode()
        let values = present.sorted { (counts[$1], $0) < (counts[$0], $1) }
            .prefix(8).map { "'\(column.distinct[$0])' (\(counts[$0]))" }
        let more = present.count > values.count ? ", …" : ""
        return "Choose among its values: \(values.joined(separator: ", "))\(more)."
    }
}
