internal import Records

/// Every record of a table as a sparse row of numbers (compressed sparse rows).
///
/// A row depends on its own record and the recipe alone. Which columns exist depends on the table, but only as an index:
/// their order is canonical (as `key(of:)` documents), so leaving records out never reorders what stays, and a column
/// without records adds exact zeros to any sum.
public struct Features: Sendable {
    public let rowCount: Int
    /// The number of columns.
    public let dimension: Int
    /// Row i holds the entries `rowStart[i]..<rowStart[i + 1]`.
    public let rowStart: [Int]
    /// Ascending within a row.
    public let columns: [UInt32]
    /// Never 0.
    public let values: [Double]
    /// Upper bounds on ‖xᵢ‖₂, exact but for the roundings that they allow for.
    let norms: [Double]
    let layout: ColumnLayout?
    /// Where all values lie on a grid.
    let whole: FeatureLayout?
    let blocks: [Block]
    /// The first column of every block.
    let offsets: [Int]

    /// The columns that one column of the table becomes.
    enum Block: Sendable {
        /// The value and a "missing" indicator.
        case number(String)
        /// A column a value, in UTF-8 byte order, then one for missing.
        case category(String, values: [String])
        /// A column a bucket that occurs, ascending.
        case text(String, buckets: [UInt32])
        case intercept
        /// Columns given as they are.
        case given(Int)

        var width: Int {
            switch self {
            case .number: 2
            case .category(_, let values): values.count + 1
            case .text(_, let buckets): buckets.count
            case .intercept: 1
            case .given(let width): width
            }
        }
    }

    init(rowStart: [Int], columns: [UInt32], values: [Double], blocks: [Block]) {
        rowCount = rowStart.count - 1
        self.rowStart = rowStart
        self.columns = columns
        self.values = values
        norms = Parallel.map(rowStart.count - 1, piece: 4096) { row in
            let entries = rowStart[row]..<rowStart[row + 1]
            let sum = values.withUnsafeBufferPointer { values in entries.reduce(0) { $0 + values[$1] * values[$1] } }
            // Squares near the ends of Double are not to be trusted.
            guard sum > 1e-200, sum < 1e300 else { return Vectors.upperNorm(values[entries]) }
            return sum.squareRoot() * (1 + Double(entries.count + 4) * Rounding.unit)
        }
        self.blocks = blocks
        var offsets = [0]
        for block in blocks { offsets.append(offsets[offsets.count - 1] + block.width) }
        dimension = offsets.removeLast()
        self.offsets = offsets
        whole = FeatureLayout(
            rowStart: rowStart, columns: columns, values: values, norms: norms, dimension: dimension)
        layout = whole == nil ? ColumnLayout(columns: columns, values: values, dimension: dimension) : nil
    }

    /// Takes rows that are numbers already: (column, value) pairs with ascending columns. Zeros are dropped.
    ///
    /// The keys are "x:0", "x:1", …; there is no intercept and no scaling.
    public init(rows: [[(column: Int, value: Double)]], dimension: Int) {
        var starts = [0]
        var columns: [UInt32] = []
        var values: [Double] = []
        for row in rows {
            for entry in row where entry.value != 0 {
                precondition((0..<dimension).contains(entry.column), "a column outside the dimension")
                columns.append(UInt32(entry.column))
                values.append(entry.value)
            }
            starts.append(columns.count)
        }
        self.init(rowStart: starts, columns: columns, values: values, blocks: [.given(dimension)])
    }

    /// Takes compressed sparse rows as they are: row i holds the entries `rowStart[i]..<rowStart[i + 1]`, whose columns ascend
    /// and whose values are not 0. Keys as above.
    public init(rowStart: [Int], columns: [UInt32], values: [Double], dimension: Int) {
        precondition(
            columns.count == values.count && rowStart.last == columns.count, "one column a value, rows to the end")
        precondition(columns.allSatisfy { Int($0) < dimension }, "a column outside the dimension")
        self.init(rowStart: rowStart, columns: columns, values: values, blocks: [.given(dimension)])
    }

    /// Rows without any entry, and no columns.
    public init(rowCount: Int) {
        self.init(rowStart: Array(repeating: 0, count: rowCount + 1), columns: [], values: [], blocks: [])
    }

    /// The name of a column, the same in every table under the recipe: "n:age", "n:age:missing", "c:race=White",
    /// "c:race:missing", "t:tweet:17234" (a bucket), "1" (the intercept). `\`, `:` and `=` within a name are escaped by
    /// `\`, so that two columns never share a key.
    public func key(of column: Int) -> String {
        precondition((0..<dimension).contains(column), "a column outside the dimension")
        // The last block that begins at or before the column; blocks may be empty.
        let index = offsets.lastIndex { $0 <= column } ?? 0
        let place = column - offsets[index]
        switch blocks[index] {
        case .number(let name): return place == 0 ? "n:\(Self.escaped(name))" : "n:\(Self.escaped(name)):missing"
        case .category(let name, let values):
            return place < values.count ? "c:\(Self.escaped(name))=\(values[place])" : "c:\(Self.escaped(name)):missing"
        case .text(let name, let buckets): return "t:\(Self.escaped(name)):\(buckets[place])"
        case .intercept: return "1"
        case .given: return "x:\(place)"
        }
    }

    private static func escaped(_ name: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            if scalar == "\\" || scalar == ":" || scalar == "=" { out.append("\\") }
            out.append(scalar)
        }
        return String(out)
    }

    /// An upper bound on ‖xᵢ‖₂, exact but for the roundings it allows for.
    public func norm(_ row: Int) -> Double { norms[row] }

    /// xᵢᵀw, added in the order of the columns.
    public func dot(_ row: Int, _ w: [Double]) -> Double {
        var sum = 0.0
        for k in rowStart[row]..<rowStart[row + 1] { sum += values[k] * w[Int(columns[k])] }
        return sum
    }

    /// Which columns hold an entry in some of `rows`.
    func occurring(in rows: [Int]) -> [Bool] {
        var occurs = Array(repeating: false, count: dimension)
        for row in rows {
            for k in rowStart[row]..<rowStart[row + 1] { occurs[Int(columns[k])] = true }
        }
        return occurs
    }
}
