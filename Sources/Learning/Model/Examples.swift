public import Records

/// What models learn from: one row a record.
///
/// A family uses `features` (numbers in sparse rows) or `columns` (values as they stand in the table); the other is empty.
public struct Examples: Sendable {
    /// Learning ids, one a row.
    public let ids: [RecordID]
    public let response: Response
    public let features: Features
    public let columns: [RawColumn]
    /// Which of the two groups that a recipe compares each row is in: 1 the first, 2 the second, 0 neither. Empty where it
    /// compares none.
    public let sides: [UInt8]

    public init(
        ids: [RecordID], response: Response, features: Features = Features(rowCount: 0), columns: [RawColumn] = [],
        sides: [UInt8] = []
    ) {
        precondition(response.count == ids.count, "one response a row")
        precondition(features.rowCount == 0 || features.rowCount == ids.count, "one row of features a record")
        precondition(columns.allSatisfy { $0.count == ids.count }, "one value a row in every column")
        precondition(sides.isEmpty || sides.count == ids.count, "one side a row")
        self.ids = ids
        self.response = response
        self.sides = sides
        self.features = features
        self.columns = columns
    }

    public var rowCount: Int { ids.count }

    public func isPositive(_ row: Int) -> Bool {
        switch response {
        case .classes(let codes, _, let positive): Int(codes[row]) == positive
        case .numbers(let numbers, let threshold): numbers[row] >= threshold
        }
    }
}

/// What is to be predicted, one a row.
public enum Response: Sendable {
    /// Which class; `positive` is the one that decisions are about.
    case classes(codes: [UInt32], names: [String], positive: Int)
    /// A number, positive from `threshold` on.
    case numbers([Double], threshold: Double)

    /// Two classes.
    public init(isPositive: [Bool]) {
        self = .classes(codes: isPositive.map { $0 ? 1 : 0 }, names: ["negative", "positive"], positive: 1)
    }

    public var count: Int {
        switch self {
        case .classes(let codes, _, _): codes.count
        case .numbers(let numbers, _): numbers.count
        }
    }
}

/// A column as it stands in the table, for models that compare values instead of adding them.
public enum RawColumn: Sendable {
    /// NaN where missing; never −0.
    case numbers(name: String, [Double])
    /// Codes into `values`, which are in UTF-8 byte order; −1 where missing.
    case categories(name: String, [Int32], values: [String])

    public var count: Int {
        switch self {
        case .numbers(_, let numbers): numbers.count
        case .categories(_, let codes, _): codes.count
        }
    }

    public var name: String {
        switch self {
        case .numbers(let name, _), .categories(let name, _, _): name
        }
    }
}
