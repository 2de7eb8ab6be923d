import Dispatch

/// The rows of a two-class problem in a `FeatureLayout`, with the loops over their entries that a solve is made of. Sums are
/// split among two lanes where that is worth it, whatever the cores.
final class SparseRows: Sendable {
    let layout: FeatureLayout
    /// Places of the rows in the layout, ascending.
    let members: [Int]
    let isPositive: [Bool]
    /// ρ and c.
    let ridge: Double
    let weight: Double
    let entries: Int
    /// 2⁻ᵇⁱᵗˢ of the layout.
    let unit: Double
    private let lanes: [Range<Int>]

    /// Rows whose entries stay in the first cache between both halves of a product.
    private static let block = 64
    private static let worthTwoLanes = 1 << 17

    init(_ layout: FeatureLayout, members: [Int], isPositive: [Bool], ridge: Double, weight: Double) {
        self.layout = layout
        self.members = members
        self.isPositive = isPositive
        self.ridge = ridge
        self.weight = weight
        unit = Double(sign: .plus, exponent: -layout.bits, significand: 1)
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

    var dimension: Int { layout.columnAt.count }
    var count: Int { members.count }
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
        let (unit, base) = (unit, Double(layout.constant) * unit * (v.count > 0 ? v[0] : 0))
        perform { _, range, data in
            Self.margins(range, data, v.pointer, out.pointer, unit, base)
        }
    }

    @inline(__always)
    private static func margins(
        _ range: Range<Int>, _ data: Data, _ v: UnsafeMutablePointer<Double>, _ out: UnsafeMutablePointer<Double>,
        _ unit: Double, _ base: Double
    ) {
        let (columns, values) = (data.columns, data.values)
        for i in range {
            let place = data.members[i]
            var (a, b, c, e) = (0.0, 0.0, 0.0, 0.0)
            var k = data.start[place]
            let end = data.start[place + 1]
            while k &+ 4 <= end {
                a += Double(values[k]) * v[Int(columns[k])]
                b += Double(values[k &+ 1]) * v[Int(columns[k &+ 1])]
                c += Double(values[k &+ 2]) * v[Int(columns[k &+ 2])]
                e += Double(values[k &+ 3]) * v[Int(columns[k &+ 3])]
                k &+= 4
            }
            while k < end {
                a += Double(values[k]) * v[Int(columns[k])]
                k &+= 1
            }
            out[i] = ((a + b) + (c + e)) * unit + base
        }
    }

    @inline(__always)
    private static func scatter(
        _ range: Range<Int>, _ data: Data, _ u: UnsafeMutablePointer<Double>, _ sums: UnsafeMutablePointer<Double>
    ) -> Double {
        let (columns, values) = (data.columns, data.values)
        var total = 0.0
        for i in range {
            let place = data.members[i]
            let q = u[i]
            total += q
            var k = data.start[place]
            let end = data.start[place + 1]
            while k < end {
                sums[Int(columns[k])] += q * Double(values[k])
                k &+= 1
            }
        }
        return total
    }

    /// out ← ρv + Xᵀu.
    func transposed(_ u: Numbers<Double>, _ v: Numbers<Double>, into out: Numbers<Double>, _ scratch: Scratch) {
        perform { lane, range, data in
            let sums = scratch.tables[lane]
            sums.fill(0)
            scratch.totals[lane] = Self.scatter(range, data, u.pointer, sums.pointer)
        }
        finish(v, out, scratch)
    }

    /// out ← ρv + XᵀDXv; `logits` ← Xv.
    func product(
        _ v: Numbers<Double>, curvature: Numbers<Double>, into out: Numbers<Double>, logits: Numbers<Double>,
        _ scratch: Scratch
    ) {
        let (unit, base) = (unit, Double(layout.constant) * unit * (v.count > 0 ? v[0] : 0))
        perform { lane, range, data in
            let sums = scratch.tables[lane]
            sums.fill(0)
            var total = 0.0
            var first = range.lowerBound
            while first < range.upperBound {
                let block = first..<min(first + Self.block, range.upperBound)
                Self.margins(block, data, v.pointer, logits.pointer, unit, base)
                for i in block { scratch.rows[i] = logits[i] * curvature[i] }
                total += Self.scatter(block, data, scratch.rows.pointer, sums.pointer)
                first = block.upperBound
            }
            scratch.totals[lane] = total
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
            var total = 0.0
            for lane in 0..<laneCount { total += scratch.totals[lane] }
            out[0] = ridge * v[0] + total * Double(layout.constant) * unit
        }
    }

    /// What the loops write to in between.
    final class Scratch: Sendable {
        let tables: [Numbers<Double>]
        let totals: Numbers<Double>
        let rows: Numbers<Double>

        init(_ sparse: SparseRows) {
            tables = (0..<sparse.laneCount).map { _ in Numbers(repeating: 0, count: sparse.dimension) }
            totals = Numbers(repeating: 0, count: sparse.laneCount)
            rows = Numbers(repeating: 0, count: sparse.count)
        }
    }
}
