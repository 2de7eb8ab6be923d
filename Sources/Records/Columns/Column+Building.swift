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
    ///
    /// - Parameters:
    ///   - values: what stands for nothing.
    ///   - declared: what the file says that the column is.
    init(
        name: String, codes: [UInt32], distinct: [String], values: ValueReading = .usual, declared: Kind? = nil
    ) {
        let meaning = ColumnMeaning(distinct, values)
        let draft = Column(
            name: name, kind: .category, codes: codes, distinct: distinct, numbers: meaning.numbers,
            isMissingCode: meaning.isMissing)
        self.init(
            name: name, kind: draft.guessedKind.asDeclared(declared), codes: codes, distinct: distinct,
            numbers: meaning.numbers, isMissingCode: meaning.isMissing)
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
    public var presentCodes: [Int] { distinct.indices.filter { !isMissingCode[$0] } }
}
