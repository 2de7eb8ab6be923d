extension Column {
    /// So few rows that all of them differ proves nothing about a column.
    private static let fewestRowsOfIdentifier = 20
    /// In bytes.
    private static let longestIdentifier = 64
    private static let fewestWordsOfText = 3

    /// What the values, and for identifiers the name, say that the column is.
    ///
    /// Numbers, where every value is one. Text, where values have three words or more on average, and more than half of
    /// them differ. An identifier, where all of at least twenty short values differ, or any that the name announces.
    /// - Complexity: O(rows + bytes of the distinct texts).
    var guessedKind: Kind {
        let present = presentCodes
        guard !present.isEmpty else { return .category }
        if present.allSatisfy({ !numbers[$0].isNaN }) { return isCounter(present) ? .identifier : .number }
        let counts = rowsPerCode()
        let rows = present.reduce(0) { $0 + counts[$1] }
        let words = present.reduce(0) { $0 + counts[$1] * FieldText.wordCount(distinct[$1]) }
        if words >= Self.fewestWordsOfText * rows, present.count * 2 > rows { return .text }
        let areShort = present.allSatisfy { distinct[$0].utf8.count <= Self.longestIdentifier }
        let areEnough = count >= Self.fewestRowsOfIdentifier || ColumnName(name).isIdentifier
        return areEnough && areShort && present.count == count ? .identifier : .category
    }

    /// Whether the numbers are integers that all differ, and the name says that they identify records, or the column has
    /// no name of its own and they grow from record to record.
    private func isCounter(_ present: [Int]) -> Bool {
        guard present.count == count, distinct.allSatisfy(FieldText.isInteger) else { return false }
        if ColumnName(name).isIdentifier { return true }
        return HeaderNames.isMadeUp(name) && zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
    }
}
