import Dispatch

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

    /// The entries of rows as they lie in memory.
    struct Data: @unchecked Sendable {
        let members: UnsafePointer<Int>
        let start: UnsafePointer<Int>
        let columns: UnsafePointer<UInt32>
        let values: UnsafePointer<Float>
    }

    func withData(_ body: (Data) -> Void) {
        members.withUnsafeBufferPointer { members in
            layout.rowStart.withUnsafeBufferPointer { start in
                layout.columns.withUnsafeBufferPointer { columns in
                    layout.values.withUnsafeBufferPointer { values in
                        guard let members = members.baseAddress, let start = start.baseAddress else { return }
                        // No entries, no addresses; nothing is read there then.
                        let none = UnsafePointer<UInt32>(bitPattern: 16), zero = UnsafePointer<Float>(bitPattern: 16)
                        guard let columns = columns.baseAddress ?? none, let values = values.baseAddress ?? zero else {
                            return
                        }
                        body(Data(members: members, start: start, columns: columns, values: values))
                    }
                }
            }
        }
    }

    /// Runs `body` once a lane.
    func perform(_ body: @Sendable (Int, Range<Int>, Data) -> Void) {
        withData { data in
            if lanes.count > 1, Cores.count > 1 {
                DispatchQueue.concurrentPerform(iterations: lanes.count) { body($0, lanes[$0], data) }
            } else {
                for (lane, range) in lanes.enumerated() { body(lane, range, data) }
            }
        }
    }

    /// Logits of `v`, in place order, into `out`.
    func margins(_ v: Numbers<Double>, into out: Numbers<Double>) {
        if basis == nil { marginsOfTwo(v, into: out) } else { marginsOfMany(v, into: out) }
    }

    /// out ← ρv + Xᵀu.
    func transposed(_ u: Numbers<Double>, _ v: Numbers<Double>, into out: Numbers<Double>, _ scratch: Scratch) {
        if basis == nil { transposedOfTwo(u, scratch) } else { transposedOfMany(u, scratch) }
        finish(v, out, scratch)
    }

    /// out ← Hv for the curvature at a point; `logits` ← Xv.
    func product(
        _ v: Numbers<Double>, curvature: Numbers<Double>, into out: Numbers<Double>, logits: Numbers<Double>,
        _ scratch: Scratch
    ) {
        if let basis {
            productOfMany(basis, v, curvature, logits, scratch)
        } else {
            productOfTwo(v, curvature, logits, scratch)
        }
        finish(v, out, scratch)
    }

    private func finish(_ v: Numbers<Double>, _ out: Numbers<Double>, _ scratch: Scratch) {
        let (first, unit, ridge) = (scratch.tables[0], unit, ridge)
        if scratch.tables.count > 1 {
            let second = scratch.tables[1]
            for j in 0..<dimension { out[j] = ridge * v[j] + (first[j] + second[j]) * unit }
        } else {
            for j in 0..<dimension { out[j] = ridge * v[j] + first[j] * unit }
        }
        if hasConstant {
            for j in 0..<width {
                var total = 0.0
                for lane in 0..<laneCount { total += scratch.totals[lane * width + j] }
                out[j] = ridge * v[j] + total * Double(layout.constant) * unit
            }
        }
    }

    /// What the loops write to in between.
    final class Scratch: Sendable {
        /// Sums over the columns, a lane.
        let tables: [Numbers<Double>]
        /// Sums over the rows, `width` a lane.
        let totals: Numbers<Double>
        let rows: Numbers<Double>

        init(_ sparse: SparseRows) {
            tables = (0..<sparse.laneCount).map { _ in Numbers(repeating: 0, count: sparse.dimension) }
            totals = Numbers(repeating: 0, count: sparse.laneCount * sparse.width)
            rows = Numbers(repeating: 0, count: sparse.logitCount)
        }
    }
}
