/// Where a feature comes from.
public enum FeatureSource: Hashable, Sendable {
    /// A number, or that there is none.
    case number(String, isMissing: Bool)
    /// That a category has a value; nil: none.
    case category(String, value: String?)
    /// n-grams of a text that share a bucket.
    case text(String, bucket: UInt32)
    /// A column as it stands, for models that compare values.
    case column(String)
    case intercept
    /// A column of features that were given as they are.
    case given(Int)

    /// The column of the table; nil where it comes from none.
    public var column: String? {
        switch self {
        case .number(let name, _), .category(let name, _), .text(let name, _), .column(let name): name
        case .intercept, .given: nil
        }
    }
}

extension Features {
    /// Where a column comes from.
    public func source(of column: Int) -> FeatureSource {
        precondition((0..<dimension).contains(column), "a column outside the dimension")
        // The last block that begins at or before the column; blocks may be empty.
        let index = offsets.lastIndex { $0 <= column } ?? 0
        let place = column - offsets[index]
        switch blocks[index] {
        case .number(let name): return .number(name, isMissing: place == 1)
        case .category(let name, let values):
            return .category(name, value: place < values.count ? values[place] : nil)
        case .text(let name, let buckets): return .text(name, bucket: buckets[place])
        case .intercept: return .intercept
        case .given: return .given(place)
        }
    }

    /// The parts of w·x: what each entry of a row adds.
    func parts(_ row: Int, _ weight: (Int) -> Double) -> [ScoreParts.Part] {
        (rowStart[row]..<rowStart[row + 1]).map { k in
            let column = Int(columns[k])
            return ScoreParts.Part(source: source(of: column), value: values[k] * weight(column))
        }
    }
}
