/// One column of a table in its compact form: what filters, sorting and summaries run over.
///
/// What is stored depends on what the column holds, and never exceeds eight bytes a row: free text stays in the file.
public struct TypedColumn: Sendable {
    public enum Storage: Sendable {
        /// Few distinct texts: a code a row and every text once.
        case coded(Codes, Dictionary)
        /// Numbers, many of them distinct: NaN where one is missing.
        case float32([Float])
        case float64([Double])
        /// Points of time, in seconds since 1970-01-01T00:00Z; `Int64.min` where one is missing.
        case dates([Int64])
        /// Texts, many of them distinct: read from the file when asked for. The rows where one is missing.
        case text(missing: RowSet)
    }

    /// A code a row, as narrow as the number of distinct texts allows.
    public enum Codes: Sendable {
        case narrow([UInt8])
        case wide([UInt16])

        @inline(__always)
        public subscript(row: Int) -> Int {
            switch self {
            case .narrow(let codes): Int(codes[row])
            case .wide(let codes): Int(codes[row])
            }
        }
    }

    /// The distinct texts of a column, in order of first appearance in the file.
    public struct Dictionary: Sendable {
        public let texts: [String]
        /// The number that each text spells, or NaN.
        public let numbers: [Double]
        /// Whether each text stands for a missing value.
        public let isMissing: [Bool]
        /// How many rows hold each text.
        public let counts: [Int]
    }

    public let name: String
    public let kind: Column.Kind
    public let count: Int
    public let storage: Storage
    /// Rows without a value.
    public let missingCount: Int
}

extension TypedColumn {
    /// The most distinct texts that are coded.
    static let mostCodes = 1 << 16
    /// The most bytes of them, and of those of all pieces of a column before they are put together.
    static let mostTextBytes = 32 << 20
    static let mostPieceBytes = 128 << 20

    /// A coded column; what it is best read as is found out.
    init(
        name: String, codes: Codes, texts: [String], counts: [Int], count: Int, values: ValueReading,
        declared: Column.Kind?
    ) {
        let meaning = ColumnMeaning(texts, values)
        let (isMissing, numbers) = (meaning.isMissing, meaning.numbers)
        let look = ColumnLook(
            name: name, count: count, distinct: texts, numbers: numbers, isMissing: isMissing, counts: counts)
        self.init(
            name: name, kind: look.kind { codes[$0] }.asDeclared(declared), count: count,
            storage: .coded(codes, Dictionary(texts: texts, numbers: numbers, isMissing: isMissing, counts: counts)),
            missingCount: zip(counts, isMissing).reduce(0) { $0 + ($1.1 ? $1.0 : 0) })
    }

    /// The compact form of a column that is there already.
    ///
    /// - Complexity: O(rows).
    init(_ column: Column) {
        let counts = column.rowsPerCode()
        let missing = zip(counts, column.isMissingCode).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
        let storage: Storage
        if column.distinct.count <= Self.mostCodes {
            let dictionary = Dictionary(
                texts: column.distinct, numbers: column.numbers, isMissing: column.isMissingCode, counts: counts)
            let codes: Codes =
                column.distinct.count <= 256
                ? .narrow(column.codes.map(UInt8.init)) : .wide(column.codes.map(UInt16.init))
            storage = .coded(codes, dictionary)
        } else if column.kind == .number {
            storage = .float64(column.codes.map { column.numbers[Int($0)] })
        } else {
            storage = .text(missing: RowSet(count: column.count) { column.isMissing($0) })
        }
        self.init(
            name: column.name, kind: column.kind, count: column.count, storage: storage, missingCount: missing)
    }

    /// What it takes in memory, about.
    var byteCount: Int {
        switch storage {
        case .coded(let codes, let dictionary):
            dictionary.texts.reduce(0) { $0 + $1.utf8.count + 48 }
                + { if case .narrow = codes { count } else { count * 2 } }()
        case .float32: count * 4
        case .float64, .dates: count * 8
        case .text: count / 8
        }
    }
}
