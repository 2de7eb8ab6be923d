import Records

/// The values of one column in order, and the rank that a value has among them.
///
/// Trees only ask whether values are equal or which is less, so they work with ranks; the ranks themselves depend on the
/// table and are published nowhere.
struct ColumnRanks: Sendable {
    /// The rank of a missing value: above all, and equal to no value.
    static let missing = Int32.max

    enum Values: Sendable {
        /// Ascending, distinct; split by "at most".
        case numbers([Double])
        /// In UTF-8 byte order, distinct; split by equality.
        case texts([String])
    }

    let name: String
    /// What the column is known by in hashes.
    let hash: UInt64
    let values: Values
    /// The value of records that say nothing: 0 for columns of sparse features, else missing.
    let absent: Int32

    init(name: String, values: Values, isSparse: Bool = false) {
        self.name = name
        hash = TreeHash.column(named: name)
        self.values = values
        absent = isSparse ? Self.rank(of: 0, in: values) : Self.missing
    }

    var isCategory: Bool {
        if case .texts = values { true } else { false }
    }

    /// Numbers as they are compared: ascending, each once, without NaN and −0.
    static func distinct(_ numbers: [Double]) -> [Double] {
        var out: [Double] = []
        for number in numbers.lazy.filter({ !$0.isNaN }).sorted() where out.last != number { out.append(number + 0) }
        return out
    }

    /// The place of `number`, or of the next greater value where it is not among the values: either way "at most" comes
    /// out right against every value.
    static func rank(of number: Double, in values: Values) -> Int32 {
        guard case .numbers(let values) = values, !number.isNaN else { return missing }
        return values.withUnsafeBufferPointer { values in
            var (low, high) = (0, values.count)
            while low < high {
                let middle = (low + high) / 2
                if values[middle] < number { low = middle + 1 } else { high = middle }
            }
            return Int32(low)
        }
    }

    /// The place of `text` by its UTF-8 bytes, or one that equals no value.
    static func rank(of text: String, in values: Values) -> Int32 {
        guard case .texts(let values) = values else { return missing }
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if values[middle].utf8.lexicographicallyPrecedes(text.utf8) { low = middle + 1 } else { high = middle }
        }
        return low < values.count && values[low].utf8.elementsEqual(text.utf8) ? Int32(low) : Int32(values.count)
    }
}

extension ColumnRanks {
    /// The columns of `examples`: as they stand in the table, or else the features, each a number that is 0 by default.
    ///
    /// - Complexity: O(n log n) a column.
    static func all(of examples: Examples) -> [ColumnRanks] {
        if !examples.columns.isEmpty {
            return examples.columns.map { column in
                switch column {
                case .numbers(let name, let numbers): ColumnRanks(name: name, values: .numbers(distinct(numbers)))
                case .categories(let name, _, let values): ColumnRanks(name: name, values: .texts(values))
                }
            }
        }
        let features = examples.features
        var values = Array(repeating: [0.0], count: features.dimension)
        for (column, value) in zip(features.columns, features.values) { values[Int(column)].append(value) }
        return values.indices.map {
            ColumnRanks(name: features.key(of: $0), values: .numbers(distinct(values[$0])), isSparse: true)
        }
    }
}
