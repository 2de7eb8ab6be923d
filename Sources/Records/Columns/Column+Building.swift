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
        let draft = Column(
            name: name, kind: .category, codes: codes, distinct: distinct, numbers: numbers,
            isMissingCode: isMissingCode)
        self.init(
            name: name, kind: draft.guessedKind, codes: codes, distinct: distinct, numbers: numbers,
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
    public var presentCodes: [Int] { distinct.indices.filter { !isMissingCode[$0] } }
}
