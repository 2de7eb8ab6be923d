extension Column {
    /// Builds a column of field texts, one a row, and finds out what it is best read as.
    ///
    /// - Complexity: O(bytes of the values).
    public init(name: String, values: [String]) {
        var texts = TextCodes()
        let codes = values.map { texts.code(for: $0) }
        self.init(name: name, codes: codes, distinct: texts.distinct)
    }

    /// Builds a column of codes and what they stand for.
    init(name: String, codes: [UInt32], distinct: [String]) {
        let isMissingCode = distinct.map(FieldText.isMissing)
        let numbers = zip(distinct, isMissingCode).map { text, isMissing in
            isMissing ? .nan : FieldText.number(text) ?? .nan
        }
        let evidence = KindEvidence(
            name: name, codes: codes, distinct: distinct, numbers: numbers, isMissingCode: isMissingCode)
        self.init(
            name: name, kind: evidence.kind, codes: codes, distinct: distinct, numbers: numbers,
            isMissingCode: isMissingCode)
    }

    /// How many rows hold each distinct text.
    ///
    /// - Complexity: O(rows).
    func rowsPerCode() -> [Int] {
        var counts = Array(repeating: 0, count: distinct.count)
        for code in codes { counts[Int(code)] += 1 }
        return counts
    }

    /// The codes that stand for a value, in order of first appearance.
    var presentCodes: [Int] { distinct.indices.filter { !isMissingCode[$0] } }
}

/// What a column's values say about the kind of column it is.
private struct KindEvidence {
    let name: String
    let codes: [UInt32]
    let distinct: [String]
    let numbers: [Double]
    let isMissingCode: [Bool]

    /// So few rows that all of them differ proves nothing about a column.
    private static let fewestRowsForIdentifier = 20
    private static let longestIdentifier = 64
    private static let fewestWordsOfText = 3.0

    var kind: Column.Kind {
        let present = distinct.indices.filter { !isMissingCode[$0] }
        guard !present.isEmpty else { return .category }
        if present.allSatisfy({ !numbers[$0].isNaN }) { return numberKind(present) }
        var counts = Array(repeating: 0, count: distinct.count)
        for code in codes { counts[Int(code)] += 1 }
        let rows = present.reduce(0) { $0 + counts[$1] }
        let words = present.reduce(0) { $0 + counts[$1] * FieldText.wordCount(distinct[$1]) }
        if Double(words) >= Self.fewestWordsOfText * Double(rows), present.count * 2 > rows { return .text }
        let isShort = present.allSatisfy { distinct[$0].utf8.count <= Self.longestIdentifier }
        let enough = rows >= Self.fewestRowsForIdentifier || ColumnName(name).isIdentifier
        return enough && isShort && present.count == codes.count ? .identifier : .category
    }

    /// Integers that all differ are an identifier where the name says so, or where a nameless column counts upwards.
    private func numberKind(_ present: [Int]) -> Column.Kind {
        guard present.count == codes.count, present.allSatisfy({ FieldText.isInteger(distinct[$0]) }) else {
            return .number
        }
        if ColumnName(name).isIdentifier { return .identifier }
        let counts = zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
        return HeaderNames.isMadeUp(name) && counts ? .identifier : .number
    }
}
