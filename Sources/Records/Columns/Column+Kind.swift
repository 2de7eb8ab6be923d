extension Column {
    /// What the values, and for identifiers the name, say that the column is.
    ///
    /// - Complexity: O(rows + bytes of the distinct texts).
    var guessedKind: Kind {
        let look = ColumnLook(
            name: name, count: count, distinct: distinct, numbers: numbers, isMissing: isMissingCode,
            counts: rowsPerCode())
        return look.kind { Int(codes[$0]) }
    }

    /// Whether the texts are index:number pairs, as libsvm files have them, and no sentences.
    var holdsPairs: Bool {
        let some = distinct.lazy.filter { !$0.isEmpty }.prefix(20)
        return !some.isEmpty && some.allSatisfy(Self.isPairs)
    }

    /// What a column is in which so many texts differ that they are not coded.
    static func kindOfManyTexts(words: Int, of rows: Int, longest: Int) -> Kind {
        if words >= ColumnLook.fewestWordsOfText * rows { return .text }
        return longest <= ColumnLook.longestIdentifier ? .identifier : .text
    }
}

/// The distinct texts of a column and how often each occurs, looked at for what the column is.
struct ColumnLook {
    let name: String
    let count: Int
    let distinct: [String]
    let numbers: [Double]
    let isMissing: [Bool]
    let counts: [Int]

    /// So few rows that all of them differ proves nothing about a column.
    static let fewestRowsOfIdentifier = 20
    /// In bytes.
    static let longestIdentifier = 64
    static let fewestWordsOfText = 3

    /// Numbers, where every value is one. Text, where values have three words or more on average, and more than half of
    /// them differ. An identifier, where all of at least twenty short values differ, or any that the name announces.
    func kind(code: (Int) -> Int) -> Column.Kind {
        let present = distinct.indices.filter { !isMissing[$0] }
        guard !present.isEmpty else { return .category }
        if present.allSatisfy({ !numbers[$0].isNaN }) { return isCounter(present, code) ? .identifier : .number }
        let rows = present.reduce(0) { $0 + counts[$1] }
        let words = present.reduce(0) { $0 + counts[$1] * FieldText.wordCount(distinct[$1]) }
        if words >= Self.fewestWordsOfText * rows, present.count * 2 > rows { return .text }
        let areShort = present.allSatisfy { distinct[$0].utf8.count <= Self.longestIdentifier }
        let areEnough = count >= Self.fewestRowsOfIdentifier || ColumnName(name).isIdentifier
        return areEnough && areShort && present.count == count ? .identifier : .category
    }

    /// Whether the numbers are integers that all differ, and the name says that they identify records, or the column has
    /// no name of its own and they grow from record to record.
    private func isCounter(_ present: [Int], _ code: (Int) -> Int) -> Bool {
        guard present.count == count, distinct.allSatisfy(FieldText.isInteger) else { return false }
        if ColumnName(name).isIdentifier { return true }
        return HeaderNames.isMadeUp(name)
            && (1..<max(1, count)).allSatisfy { numbers[code($0 - 1)] < numbers[code($0)] }
    }
}

extension Column.Kind {
    /// What a file says of a column counts, but for numbers where not all are.
    func asDeclared(_ declared: Column.Kind?) -> Column.Kind {
        switch declared {
        case nil: self
        case .number: self == .identifier ? .number : self
        case let declared?: declared
        }
    }
}
