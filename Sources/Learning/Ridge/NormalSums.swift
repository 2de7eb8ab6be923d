/// The normal equations of least squares as whole numbers: XᵀX, Xᵀy and how many records, with every number a multiple
/// of 2⁻ˢᶜᵃˡᵉ, so that a record is taken away as exactly as it was added.
struct NormalSums: Sendable {
    let fixed: FixedPoint
    /// The columns of the features that have sums here, ascending.
    let columns: [Int]
    /// The place of a column in `columns`; −1 where it has none.
    let places: [Int32]
    private(set) var records = 0
    /// Records a place that have an entry there.
    private(set) var holders: [UInt32]
    /// Σ qᵢqⱼ, i ≤ j: the upper triangle, row by row.
    private(set) var squares: [Int128]
    /// Σ qᵢ·round(y·2ˢᶜᵃˡᵉ).
    private(set) var products: [Int128]

    /// Sums of no record, over the columns that `occurring` marks.
    init(scale: Int, occurring: [Bool]) {
        let columns = occurring.indices.filter { occurring[$0] }
        var places = Array(repeating: Int32(-1), count: occurring.count)
        for (place, column) in columns.enumerated() { places[column] = Int32(place) }
        self.init(scale: scale, columns: columns, places: places)
    }

    init(scale: Int, columns: [Int], places: [Int32]) {
        fixed = FixedPoint(scale: scale)
        self.columns = columns
        self.places = places
        holders = Array(repeating: 0, count: columns.count)
        squares = Array(repeating: 0, count: columns.count * (columns.count + 1) / 2)
        products = Array(repeating: 0, count: columns.count)
    }

    /// Where row `i` of the triangle begins, less i: the number of (i, j) is at `start(of: i) + j`.
    func start(of i: Int) -> Int { i * columns.count - i * (i + 1) / 2 }

    /// Adds rows, or takes them away (`sign` −1).
    ///
    /// - Precondition: every column of the rows has a place; the targets are within `fixed.limit`.
    /// - Returns: the first entry that is not finite or too large; nil as a rule.
    /// - Complexity: O(pairs of entries of a row), summed over the rows.
    mutating func add(_ rows: ArraySlice<Int>, of features: Features, targets: [Double], sign: Int64) -> Int? {
        let limit = fixed.limit
        var own: [(place: Int, q: Int64)] = []
        for row in rows {
            own.removeAll(keepingCapacity: true)
            for k in features.rowStart[row]..<features.rowStart[row + 1] {
                // False for NaN, too.
                guard abs(features.values[k]) <= limit else { return k }
                own.append((Int(places[Int(features.columns[k])]), fixed.multiple(features.values[k])))
            }
            records += Int(sign)
            let target = Int128(fixed.multiple(targets[row]))
            for i in own.indices {
                let (place, q) = (own[i].place, Int128(sign * own[i].q))
                holders[place] &+= UInt32(truncatingIfNeeded: sign)
                products[place] &+= q &* target
                let start = start(of: place)
                for j in i..<own.count { squares[start + own[j].place] &+= q &* Int128(own[j].q) }
            }
        }
        return nil
    }

    mutating func add(_ other: NormalSums) {
        records += other.records
        for i in holders.indices { holders[i] &+= other.holders[i] }
        for i in squares.indices { squares[i] &+= other.squares[i] }
        for i in products.indices { products[i] &+= other.products[i] }
    }

    /// The places whose column some record has.
    var occurring: [Int] { holders.indices.filter { holders[$0] > 0 } }
}
