/// How often each value of a column occurs, by group if wanted: the most frequent first.
///
/// Values are what a filter tells apart: numbers by number ("30" and "30.0" are one), dates by second, all ways to write
/// that a value is missing are one, and other texts are compared byte by byte.
///
/// ```swift
/// let counts = try ValueCounts(of: "sex", by: "income", rows: .all(table.rowCount), in: table)
/// counts.lines[0].text                   // "Male"
/// counts.filterText(for: counts.lines[0])  // "sex=Male"
/// ```
public struct ValueCounts: Sendable {
    public struct Line: Sendable {
        /// As the file first has it; "" where values are missing.
        public let text: String
        public var isMissing: Bool { value == .missing }
        public var count: Int { counts.rows }
        /// Of all the rows counted, 0 to 1.
        public let share: Double
        /// One a group.
        public let countsByGroup: [Int]
        /// How many rows are in `positive`; nil when that wasn't asked.
        public let positives: Int?
        public let positivesByGroup: [Int]
        let value: Value
        private let counts: Tally.Line

        init(text: String, value: Value, counts: Tally.Line, total: Int, hasPositives: Bool) {
            self.text = text
            self.value = value
            self.counts = counts
            share = total == 0 ? 0 : Double(counts.rows) / Double(total)
            countsByGroup = counts.rowsByGroup
            positives = hasPositives ? counts.positives : nil
            positivesByGroup = hasPositives ? counts.positivesByGroup : []
        }
    }

    /// What a line's filter asks for.
    enum Value: Hashable, Sendable {
        case missing
        case text(String)
        case number(Double)
        case date(DateText)
    }

    /// Lines where none is asked for and values are many.
    public static let most = 10_000

    public let column: String
    public let groups: [ValueGroups.Group]
    public let lines: [Line]
    /// Distinct values, the missing ones left out.
    public let distinct: Int
    /// Rows counted.
    public let rows: Int
    /// Values, and their rows, that are in no line because of the limit.
    public let omittedValues: Int
    public let omittedRows: Int

    /// - Parameters:
    ///   - group: a column with few values.
    ///   - positive: rows to count beside, such as those whose label is positive.
    ///   - limit: lines at most, besides that of missing values.
    /// - Throws: `Refusal` when there is no such column, or too many values to group by; `CancellationError`.
    /// - Complexity: O(rows) for few values; else O(rows) memory and, for texts in the file, two passes over them.
    public init(
        of column: String, by group: String? = nil, positive: RowSet? = nil, rows: RowList, in table: some ColumnSource,
        limit: Int? = nil, cancellation: Cancellation? = nil
    ) throws {
        let typed = try table.typedColumn(named: column, cancellation)
        let groups =
            try group.map { try ValueGroups(of: $0, rows: rows, in: table, cancellation: cancellation) } ?? .none
        let counted: Counted
        if case .coded(let codes, let dictionary) = typed.storage {
            var tally = Tally(values: dictionary.texts.count, groups: groups, positive: positive)
            for (place, row) in rows.enumerated() {
                if place % RowSegments.size == 0 { try cancellation?.check() }
                tally.count(row, of: codes[row])
            }
            counted = Counted(tally, dictionary, kind: typed.kind, limit: limit)
        } else {
            let asked = RowSet(rows, of: table.rowCount)
            let runs = try DistinctRuns(of: typed, in: table, for: asked, cancellation: cancellation)
            counted = try ManyValues(column: typed, runs: runs, table: table, groups: groups, positive: positive)
                .counted(limit: limit ?? Self.most, cancellation)
        }
        self.column = column
        self.groups = groups.groups
        self.rows = rows.count
        distinct = counted.distinct
        omittedValues = counted.omittedValues
        omittedRows = rows.count - counted.lines.reduce(0) { $0 + $1.counts.rows }
        lines = counted.lines.map { line in
            Line(
                text: line.text, value: line.value, counts: line.counts, total: rows.count,
                hasPositives: positive != nil)
        }
    }

    /// The filter, in canonical form, that shows exactly the rows of a line out of those that were counted.
    public func filterText(for line: Line) -> String {
        let subject = Filter.Subject.column(column)
        let predicate: Filter.Predicate =
            switch line.value {
            case .missing: .missing(subject)
            case .text(let text): .comparison(subject, .equal(text))
            case .number(let number): .comparison(subject, .equal(FilterNumber.text(number)))
            case .date(let date): .comparison(subject, .equal(date.description))
            }
        return Filter(.test(predicate)).description
    }

    /// What counting gives, however the column is stored.
    struct Counted {
        struct Line {
            let text: String
            let value: Value
            var counts: Tally.Line
        }

        /// In order.
        let lines: [Line]
        let distinct: Int
        let omittedValues: Int
    }
}
