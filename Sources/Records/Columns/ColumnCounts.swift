/// The values of a column and how many of some records hold each: what a recipe is proposed from. Records come and go in
/// constant time each, without another look at the file.
public struct ColumnCounts: Sendable {
    /// What the kind of a column is told from, of one distinct text.
    struct Value: Sendable {
        /// NaN where it is none.
        let number: Double
        let isMissing: Bool
        let isInteger: Bool
        let holdsPairs: Bool
        let isUnspaced: Bool
        let words: Int32
        let bytes: Int32
    }

    public let name: String
    /// The value of every row of the table, a place in `values`.
    let codes: [UInt32]
    let values: [Value]
    /// Values that are finite numbers, ascending.
    private let ascending: [UInt32]
    /// How many of the records hold each value.
    private(set) var counts: [Int]
    /// Records that are counted.
    public private(set) var rows = 0

    /// Counts no record of `column` yet.
    ///
    /// - Complexity: O(distinct values · log of them + bytes of them).
    public init(_ column: Column) {
        name = column.name
        codes = column.codes
        let values = column.distinct.indices.map { code in
            var text = column.distinct[code]
            return Value(
                number: column.numbers[code], isMissing: column.isMissingCode[code],
                isInteger: FieldText.isInteger(text), holdsPairs: Column.isPairs(text),
                isUnspaced: text.withUTF8(UnspacedScript.isFound),
                words: Int32(clamping: FieldText.wordCount(text)), bytes: Int32(clamping: text.utf8.count))
        }
        self.values = values
        ascending = values.indices.filter { values[$0].number.isFinite }.sorted {
            (values[$0].number, $0) < (values[$1].number, $1)
        }.map { UInt32($0) }
        counts = Array(repeating: 0, count: values.count)
    }

    public mutating func add(_ rows: [Int]) {
        for row in rows { counts[Int(codes[row])] += 1 }
        self.rows += rows.count
    }

    /// - Precondition: they were added.
    public mutating func remove(_ rows: [Int]) {
        for row in rows { counts[Int(codes[row])] -= 1 }
        self.rows -= rows.count
    }

    /// Whether some record's text is of a script without blanks.
    public var isUnspaced: Bool { values.indices.contains { counts[$0] > 0 && values[$0].isUnspaced } }

    /// Whether some record has a value.
    public var hasValue: Bool { values.indices.contains { counts[$0] > 0 && !values[$0].isMissing } }

    /// Records whose value is a number.
    public var numbered: Int { ascending.reduce(0) { $0 + counts[Int($1)] } }

    /// Records whose value is a number other than 0.
    public var nonZero: Int { ascending.reduce(0) { $0 + (values[Int($1)].number == 0 ? 0 : counts[Int($1)]) } }

    /// The number at rank ⌊q·(n−1)⌋ of the n that there are: always one that occurs; nil where there is none.
    public func quantile(_ q: Double) -> Double? {
        quantile(q, of: ascending.map { (values[Int($0)].number, counts[Int($0)]) })
    }

    /// The same of the sizes of the numbers other than 0.
    public func quantileOfSizes(_ q: Double) -> Double? {
        let sizes = ascending.compactMap { code -> (Double, Int)? in
            let number = values[Int(code)].number
            return number == 0 || counts[Int(code)] == 0 ? nil : (abs(number), counts[Int(code)])
        }
        return quantile(q, of: sizes.sorted { $0.0 < $1.0 })
    }

    private func quantile(_ q: Double, of ascending: [(number: Double, count: Int)]) -> Double? {
        let total = ascending.reduce(0) { $0 + $1.count }
        guard total > 0 else { return nil }
        var rank = Int(q * Double(total - 1))
        for (number, count) in ascending {
            if rank < count { return number }
            rank -= count
        }
        return nil
    }
}

extension Column {
    /// Whether a text is index:number pairs, as libsvm files have them.
    static func isPairs(_ text: String) -> Bool {
        text.split(separator: " ").allSatisfy { $0.first?.isNumber == true && $0.contains(":") }
    }
}
