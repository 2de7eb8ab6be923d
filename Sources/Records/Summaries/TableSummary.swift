/// What each column of a table holds, in a line: as far as a list of rows goes.
public struct TableSummary: Sendable {
    /// How a column's values are best read.
    public enum Kind: String, Sendable, Codable {
        case number, date, category, text, identifier
    }

    public struct Line: Sendable {
        public let name: String
        public let kind: Kind
        /// Rows looked at, and those of them without a value.
        public let rows: Int
        public let missing: Int
        /// Distinct values, the missing ones left out: numbers by number, texts by their bytes.
        public let distinct: Int
        /// False where texts were told apart by a 64-bit hash: then the true number is greater once in billions.
        public let isDistinctExact: Bool
        /// Of numbers, and of dates in seconds since 1970; nil for other columns and where there is none.
        public let numbers: NumberSummary?
        /// Of columns of text, in characters (Unicode scalars).
        public let meanLength: Double?
        /// Up to three values: the most frequent, and of equally frequent ones the first.
        public let examples: [String]
    }

    public let lines: [Line]

    /// Goes through the columns one after the other, and hands over every line as soon as it is there.
    ///
    /// - Throws: `CancellationError`; `Refusal` when a column can't be read.
    /// - Complexity: O(rows) a column, and O(bytes) for texts in the file.
    public init(
        of rows: RowList, in table: some ColumnSource, columns: [String]? = nil, cancellation: Cancellation? = nil,
        _ handOver: (Line) -> Void = { _ in }
    ) throws {
        var lines: [Line] = []
        for name in columns ?? table.columnNames {
            let line = try Line(name, rows: rows, in: table, cancellation: cancellation)
            handOver(line)
            lines.append(line)
        }
        self.lines = lines
    }
}

extension TableSummary.Line {
    public init(
        _ name: String, rows: RowList, in table: some ColumnSource, cancellation: Cancellation? = nil
    ) throws {
        let column = try table.typedColumn(named: name, cancellation)
        let kind = column.summaryKind
        var numbers: NumberSummary?
        if kind == .number || kind == .date, let read = ColumnNumbers(column) {
            numbers = try SortedNumbers(read, rows: rows, cancellation: cancellation).summary
        }
        let facts: TableSummary.Facts =
            if case .coded(let codes, let dictionary) = column.storage {
                try TableSummary.Facts(codes, dictionary, rows, isText: kind == .text, cancellation)
            } else {
                try TableSummary.Facts(column, rows, in: table, isText: kind == .text, cancellation)
            }
        self.init(
            name: name, kind: kind, rows: rows.count, missing: facts.missing,
            distinct: numbers?.distinct ?? facts.distinct, isDistinctExact: facts.isExact, numbers: numbers,
            meanLength: facts.meanLength, examples: facts.examples)
    }
}

extension TypedColumn {
    fileprivate var summaryKind: TableSummary.Kind {
        if isOfDates { return .date }
        return switch kind {
        case .number: .number
        case .category: .category
        case .text: .text
        case .identifier: .identifier
        }
    }
}
