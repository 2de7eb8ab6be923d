import Records

/// The rows of a logistic problem in a `FeatureLayout`, with the loops over their entries that a solve is made of. Sums are
/// split among two lanes where that is worth it, whatever the cores.
///
/// Vectors hold `width` numbers a column or a row, side by side: one for two classes; for more the K − 1 of a `Helmert` basis,
/// filled up with zeros to what a processor takes at once.
final class SparseRows: Sendable {
    let layout: FeatureLayout
    /// Places of the rows in the layout, ascending.
    let members: [Int]
    /// The class of each row; for two classes 1 is the positive one.
    let codes: Numbers<UInt32>
    /// Of a softmax over its classes; nil for two classes.
    let basis: Helmert?
    /// ρ and c.
    let ridge: Double
    let weight: Double
    let entries: Int
    /// 2⁻ᵇⁱᵗˢ of the layout.
    let unit: Double
    /// Numbers a column and a row.
    let width: Int
    private let lanes: [Range<Int>]

    /// Rows whose entries stay in the first cache between both halves of a product.
    static let block = 64
    /// Rows after which the sums of frequent columns are begun anew.
    static let flush = 64 * block
    private static let worthTwoLanes = 1 << 17

    init(
        _ layout: FeatureLayout, members: [Int], codes: [UInt32], basis: Helmert? = nil, ridge: Double, weight: Double
    ) {
        self.layout = layout
        self.members = members
        self.codes = Numbers(codes, or: 0)
        self.basis = basis
        self.ridge = ridge
        self.weight = weight
        unit = Double(sign: .plus, exponent: -layout.bits, significand: 1)
        width = basis.map { Self.padded($0.width) } ?? 1
        entries = members.reduce(0) { $0 + layout.rowStart[$1 + 1] - layout.rowStart[$1] }
        var middle = members.count
        // A second lane has a table of sums of its own to fill and to add.
        if entries >= max(Self.worthTwoLanes, 16 * layout.columnAt.count) {
            var sum = 0
            middle = 0
            while sum * 2 < entries {
                sum += layout.rowStart[members[middle] + 1] - layout.rowStart[members[middle]]
                middle += 1
            }
        }
        lanes = middle < members.count ? [0..<middle, middle..<members.count] : [0..<members.count]
    }

    /// Numbers that are taken two, four or eight at once.
    private static func padded(_ width: Int) -> Int {
        width <= 2 ? 2 : width <= 4 ? 4 : (width + 7) / 8 * 8
    }

    var columnCount: Int { layout.columnAt.count }
    /// Numbers of a vector over the columns.
    var dimension: Int { columnCount * width }
    var count: Int { members.count }
    /// Numbers of a vector over the rows.
    var logitCount: Int { count * width }
    /// Weights a column, as they are published; and probabilities a row.
    var outputs: Int { basis?.classes ?? 1 }
    var hasConstant: Bool { layout.constant != 0 }
    var laneCount: Int { lanes.count }

    /// Additions after each other that a sum of a product is made of, at most.
    var longestChain: Int {
        let rows = basis == nil ? max(Self.flush + count / Self.flush, layout.longestTail) : count
        return rows + Self.block + 8
    }

    /// The entries of rows as they lie in memory.
    struct Data: @unchecked Sendable {
        let members: UnsafePointer<Int>
        let start: UnsafePointer<Int>
        /// Where a row's entries of singles begin.
        let singles: UnsafePointer<Int>
        let columns: UnsafePointer<UInt32>
        let values: UnsafePointer<Float>
    }

    func withData(_ body: (Data) -> Void) {
        members.withUnsafeBufferPointer { members in
            layout.rowStart.withUnsafeBufferPointer { start in
                layout.singleStart.withUnsafeBufferPointer { singles in
                    layout.columns.withUnsafeBufferPointer { columns in
                        layout.values.withUnsafeBufferPointer { values in
                            guard let members = members.baseAddress, let start = start.baseAddress,
                                let singles = singles.baseAddress
                            else { return }
                            // No entries, no addresses; nothing is read there then.
                            let none = UnsafePointer<UInt32>(bitPattern: 16),
                                zero = UnsafePointer<Float>(bitPattern: 16)
                            guard let columns = columns.baseAddress ?? none, let values = values.baseAddress ?? zero
                            else { return }
                            body(
                                Data(members: members, start: start, singles: singles, columns: columns, values: values)
                            )
                        }
                    }
                }
            }
        }
    }

    /// Those of a row's entries that are about columns of the layout's head.
    @inline(__always)
    static func head(_ entries: Range<Int>, _ data: Data) -> Range<Int> {
        var end = entries.lowerBound
        while end < entries.upperBound, data.columns[end] < FeatureLayout.head { end &+= 1 }
        return entries.lowerBound..<end
    }

    /// Runs `body` once a lane.
    func perform(_ body: @Sendable (Int, Range<Int>, Data) -> Void) {
        withData { data in
            Parallel.each(lanes.count) { body($0, lanes[$0], data) }
        }
    }

    /// Logits of `v`, in place order, into `out`.
    func margins(_ v: Numbers<Double>, into out: Numbers<Double>) {
        if basis == nil { marginsOfTwo(v, into: out) } else { marginsOfMany(v, into: out) }
    }

    /// out ← ρv + Xᵀu.
    func transposed(_ u: Numbers<Double>, _ v: Numbers<Double>, into out: Numbers<Double>, _ scratch: Scratch) {
        if basis == nil { transposedOfTwo(u, scratch) } else { transposedOfMany(u, scratch) }
        finish(v, dimension, into: out, scratch)
    }

    /// out ← Hv for the curvature at a point; `logits` ← Xv. Gives vᵀHv and vᵀv. Of fewer numbers than there are columns the
    /// singles count for nothing.
    @discardableResult
    func product(
        _ v: Numbers<Double>, curvature: Numbers<Double>, into out: Numbers<Double>, logits: Numbers<Double>,
        _ scratch: Scratch
    ) -> (slope: Double, square: Double) {
        if let basis {
            productOfMany(basis, v, curvature, logits, scratch)
        } else {
            productOfTwo(v, curvature, logits, scratch)
        }
        return finish(v, v.count, into: out, scratch)
    }

    /// Takes the sums out of the tables, which are empty then.
    @discardableResult
    func finish(
        _ v: Numbers<Double>, _ size: Int, into out: Numbers<Double>, _ scratch: Scratch
    ) -> (slope: Double, square: Double) {
        let (first, unit, ridge) = (scratch.tables[0], unit, ridge)
        let second = scratch.tables.count > 1 ? scratch.tables[1] : nil
        // What the tables have no sums of.
        var constants = Array(repeating: 0.0, count: hasConstant ? width : 0)
        for j in constants.indices {
            for lane in 0..<laneCount { constants[j] += scratch.totals[lane * width + j] }
            first[j] = constants[j] * Double(layout.constant)
            second?[j] = 0
        }
        var (slopes, squares) = (Chunk(), Chunk())
        let whole = size & ~7
        for j in stride(from: 0, to: whole, by: 8) {
            var sum = first.chunk(j)
            first.set(j, Chunk())
            if let second {
                sum += second.chunk(j)
                second.set(j, Chunk())
            }
            let own = v.chunk(j)
            let image = ridge * own + sum * unit
            out.set(j, image)
            slopes += own * image
            squares += own * own
        }
        var (slope, square) = (slopes.sum(), squares.sum())
        for j in whole..<size {
            out[j] = ridge * v[j] + (first[j] + (second?[j] ?? 0)) * unit
            first[j] = 0
            second?[j] = 0
            slope += v[j] * out[j]
            square += v[j] * v[j]
        }
        return (slope, square)
    }

    /// What the loops write to in between.
    final class Scratch: Sendable {
        /// Sums over the columns, a lane; zeros between two uses.
        let tables: [Numbers<Double>]
        /// Sums over the rows, `width` a lane.
        let totals: Numbers<Double>
        let rows: Numbers<Double>
        /// Sums over the frequent columns so far, a lane.
        let frequent: [Numbers<Double>]

        init(_ sparse: SparseRows) {
            tables = (0..<sparse.laneCount).map { _ in Numbers(repeating: 0, count: sparse.dimension) }
            totals = Numbers(repeating: 0, count: sparse.laneCount * sparse.width)
            rows = Numbers(repeating: 0, count: sparse.logitCount)
            let count = sparse.basis == nil ? min(FeatureLayout.flushed, sparse.columnCount) : 0
            frequent = (0..<sparse.laneCount).map { _ in Numbers(repeating: 0, count: count) }
        }
    }
}
