/// How many of some records have a text in a column: texts themselves stay in the file.
public struct TextCounts: Sendable {
    public let name: String
    private let isThere: [Bool]
    private let isOfUnspaced: [Bool]
    private var count = 0
    private var unspaced = 0

    /// Counts no record yet.
    ///
    /// - Throws: `Refusal` when there is no such column.
    /// - Complexity: O(bytes of the column).
    public init(_ name: String, of table: some ColumnSource) throws {
        self.name = name
        var isThere: [Bool] = []
        var isOfUnspaced: [Bool] = []
        let values = table.valueReading
        isThere.reserveCapacity(table.rowCount)
        try table.forEachText(of: name, in: 0..<table.rowCount) { _, text in
            isThere.append(!values.isMissing(text))
            isOfUnspaced.append(UnspacedScript.isFound(in: text))
        }
        self.isThere = isThere
        self.isOfUnspaced = isOfUnspaced
    }

    public mutating func add(_ rows: [Int]) {
        count += rows.count { isThere[$0] }
        unspaced += rows.count { isOfUnspaced[$0] }
    }

    /// - Precondition: they were added.
    public mutating func remove(_ rows: [Int]) {
        count -= rows.count { isThere[$0] }
        unspaced -= rows.count { isOfUnspaced[$0] }
    }

    /// Whether some record's text is of a script without blanks.
    public var isUnspaced: Bool { unspaced > 0 }

    /// Whether some record has a text.
    public var hasValue: Bool { count > 0 }
}
