/// How the numbers or dates of a column are distributed: counts in bins with round ends, and what describes them all.
///
/// A bin holds its lower end and not its upper one, which is the next bin's. Where all numbers are whole a bin goes to the
/// last whole number before that; the last bin of other numbers holds the greatest of them also where it is its upper end.
/// The filter of a bin shows exactly its rows.
public struct Histogram: Sendable {
    public struct Bin: Sendable {
        /// A number, or seconds since 1970.
        public let lower: Double
        /// Where the next bin begins.
        public let upper: Double
        public internal(set) var count = 0
        /// One a group.
        public internal(set) var countsByGroup: [Int]
        /// The filter, in canonical form, that shows the rows of the bin out of those that were counted.
        public let filterText: String
    }

    public let column: String
    public let isOfDates: Bool
    public let bins: [Bin]
    public let groups: [ValueGroups.Group]
    /// Rows counted, and those of them that are in no bin.
    public let rows: Int
    public let missing: Int
    /// Values that are neither missing nor a number (a date, where the column is one of dates).
    public let others: Int
    /// Nil where there is no number.
    public let summary: NumberSummary?

    /// - Parameter most: bins at most.
    /// - Throws: `Refusal` when there is no such column, or it holds neither numbers nor dates; `CancellationError`.
    /// - Complexity: O(rows), and sorting them.
    public init(
        of column: String, by group: String? = nil, rows: RowList, in table: some ColumnSource, most: Int = 20,
        cancellation: Cancellation? = nil
    ) throws {
        let typed = try table.typedColumn(named: column, cancellation)
        guard let numbers = ColumnNumbers(typed) else {
            throw Refusal(
                .usage, "'\(column)' holds neither numbers nor dates.", next: "Look at its values instead.")
        }
        let groups =
            try group.map { try ValueGroups(of: $0, rows: rows, in: table, cancellation: cancellation) } ?? .none
        let order = try SortedNumbers(numbers, rows: rows, cancellation: cancellation)
        let summary = order.summary
        var bins =
            summary.map { summary in
                BinEdges.bins(for: numbers, summary, column: column, groups: groups.count, most: max(1, most))
            } ?? []
        var bin = 0
        for row in order.rows {
            let number = numbers[Int(row)]
            while bin + 1 < bins.count, number >= bins[bin].upper { bin += 1 }
            bins[bin].count += 1
            if let group = groups.group(of: Int(row)) { bins[bin].countsByGroup[group] += 1 }
        }
        self.column = column
        self.isOfDates = numbers.areDates
        self.bins = bins
        self.groups = groups.groups
        self.rows = rows.count
        self.summary = summary
        missing = rows.count { typed.isMissing($0) }
        others = rows.count - missing - order.rows.count
    }

    /// A number of this column as it is shown: dates as dates.
    public func text(_ number: Double) -> String {
        isOfDates ? BinEdges.dateText(number) : FilterNumber.text(number)
    }
}

extension TypedColumn {
    func isMissing(_ row: Int) -> Bool {
        switch storage {
        case .coded(let codes, let dictionary): dictionary.isMissing[codes[row]]
        case .float32(let numbers): numbers[row].isNaN
        case .float64(let numbers): numbers[row].isNaN
        case .dates(let seconds): seconds[row] == .min
        case .text(let missing): missing.contains(row)
        }
    }
}
