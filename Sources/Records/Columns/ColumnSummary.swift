/// What a column holds, in a few figures, for the set-up form and for summaries.
public struct ColumnSummary: Hashable, Sendable {
    public let name: String
    public let kind: Column.Kind
    /// Rows without a value.
    public let missing: Int
    /// Distinct values, the missing ones left out.
    public let distinct: Int
    /// The least and the greatest number, in columns of numbers.
    public let minimum: Double?
    public let maximum: Double?
    /// Up to three values: the most frequent, and of equally frequent ones the first in the file.
    public let examples: [String]

    /// - Complexity: O(rows + distinct × log distinct).
    public init(_ column: Column) {
        let counts = column.rowsPerCode()
        let present = column.presentCodes
        let isNumeric = column.kind == .number
        name = column.name
        kind = column.kind
        missing = column.count - present.reduce(0) { $0 + counts[$1] }
        distinct = present.count
        minimum = isNumeric ? present.lazy.map { column.numbers[$0] }.min() : nil
        maximum = isNumeric ? present.lazy.map { column.numbers[$0] }.max() : nil
        examples = present.sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(3).map { column.distinct[$0] }
    }
}
