/// The gradient at weights that are whole multiples of 2⁻ʷ, small enough for every logit to be an exact Int64: residuals are
/// rounded to 2⁻ᵏ with a proven error and summed in 128 bits, exactly.
struct WholeGradient {
    /// Multiples of 2⁻ᵇⁱᵗˢ, in place order.
    let weights: Numbers<Int64>
    let bits: Int
    /// ∇G there, each within 2⁻⁵² of itself.
    let gradient: Numbers<Double>
    /// E: an upper bound on the norm of what residuals were rounded by.
    let error: Double
    /// Σ‖xᵢ‖, an upper bound.
    let norms: Double
    /// No logit and no part of one reaches 2 to this.
    let logitBits: Int

    /// Most bits below the point.
    private static let finest = 40
    private static let fewest = 8
    /// Residuals have at most twice as many bits.
    private static let half = 38

    /// Moves `point` to the nearest such weights, with exact logits; nil where the weights are too large.
    ///
    /// - Complexity: O(entries).
    init?(_ rows: SparseRows, _ point: SparsePoint, grid: Grid, scratch: SparseRows.Scratch) {
        var largest = 1.0
        for j in 0..<rows.dimension { largest = max(largest, abs(point.weights[j])) }
        guard largest.isFinite else { return nil }
        // |w|·‖x‖₁ stays below 2⁶¹.
        let room = 61 - Int(largest.exponent) - 1 - Int(max(1, rows.layout.longest).exponent) - 1
        let bits = min(Self.finest, room)
        guard bits >= grid.bits + Self.fewest else { return nil }
        self.bits = bits
        logitBits = Int((largest * rows.unit * max(1, rows.layout.longest)).exponent) + 2
        let scale = Double(sign: .plus, exponent: bits, significand: 1)
        let weights = Numbers(repeating: Int64(0), count: rows.dimension)
        for j in 0..<rows.dimension {
            weights[j] = Int64((point.weights[j] * scale).rounded())
            point.weights[j] = Double(weights[j]) / scale
        }
        self.weights = weights

        // No column's sum reaches 2¹²⁴ units of 2⁻ᵏ⁻ᵃ.
        let total = Double(rows.count + 1) * max(rows.layout.longest, 1)
        let fine = min(2 * Self.half, 122 - Int(total.exponent))
        guard fine >= 60 else { return nil }
        let tables = (0..<rows.laneCount).map { _ in Numbers(repeating: Int128(0), count: rows.dimension) }
        let totals = Numbers(repeating: Int128(0), count: rows.laneCount)
        let sizes = Numbers(repeating: 0.0, count: rows.laneCount)
        Self.add(rows, point, weights, bits, fine, tables, totals, sizes)

        gradient = Numbers(repeating: 0, count: rows.dimension)
        let unit = Double(sign: .plus, exponent: -(fine + rows.layout.bits), significand: 1)
        var terms = 0.0
        for j in 0..<rows.dimension {
            var sum = Int128(0)
            if rows.hasConstant, j == 0 {
                for lane in 0..<rows.laneCount { sum &+= totals[lane] }
                sum &*= Int128(Int64(rows.layout.constant))
            } else {
                for table in tables { sum &+= table[j] }
            }
            let loss = DoubleDouble(sum) * unit * rows.weight
            let penalty = DoubleDouble(Double(weights[j]) / scale) * rows.ridge
            let value = (loss + penalty).value
            gradient[j] = value
            let size = abs(loss.high) + abs(penalty.high)
            terms += (0x1p-100 * size + 0x1p-52 * abs(value)) * (0x1p-100 * size + 0x1p-52 * abs(value))
        }
        var norms = 0.0
        for lane in 0..<rows.laneCount { norms += sizes[lane] }
        self.norms = norms * Rounding.allowance
        let each = Double(sign: .plus, exponent: -fine - 1, significand: 1) + WholeExponential.logisticError
        error =
            (rows.weight * self.norms * each + terms.squareRoot()) * Rounding.allowance
            + Double(rows.count) * .leastNormalMagnitude
    }

    private static func add(
        _ rows: SparseRows, _ point: SparsePoint, _ weights: Numbers<Int64>, _ bits: Int, _ fine: Int,
        _ tables: [Numbers<Int128>], _ totals: Numbers<Int128>, _ sizes: Numbers<Double>
    ) {
        let scaleBits = bits + rows.layout.bits
        let up = UInt128(WholeExponential.argumentBits - scaleBits)
        let logitUnit = Double(sign: .plus, exponent: -scaleBits, significand: 1)
        let (unlikelyDrop, likelyDrop) = (UInt128(124 - fine), UInt128(125 - fine))
        let constant = Int64(rows.layout.constant)
        let base = rows.dimension > 0 ? constant &* weights[0] : 0
        let c = rows.weight
        rows.perform { lane, range, data in
            let exponential = WholeExponential.shared
            let (w, sums) = (weights.pointer, tables[lane].pointer)
            let (columns, values) = (data.columns, data.values)
            var (total, size) = (Int128(0), 0.0)
            for i in range {
                let place = data.members[i]
                let (start, end) = (data.start[place], data.start[place &+ 1])
                var z = base
                for k in start..<end { z &+= Self.whole(values[k]) &* w[Int(columns[k])] }
                let t = UInt128(z.magnitude) << up
                let (unlikely, likely) = exponential.logistic(t)
                let isRight = (z >= 0) == rows.isPositive[i]
                let drop = isRight ? unlikelyDrop : likelyDrop
                let exact = isRight ? unlikely : likely
                let rounded = Int128((exact &+ (UInt128(1) << (drop &- 1))) >> drop)
                let residual = rows.isPositive[i] ? -rounded : rounded
                total &+= residual
                size += rows.layout.norms[place]
                let p = Double(UInt64(truncatingIfNeeded: likely >> 64)) * 0x1p-61
                let q =
                    unlikely >> 110 != 0
                    ? Double(UInt64(truncatingIfNeeded: unlikely >> 60)) * 0x1p-64 : Double(unlikely) * 0x1p-124
                point.curvature[i] = c * p * q
                let s = isRight ? q : p
                point.residuals[i] = rows.isPositive[i] ? -c * s : c * s
                point.logits[i] = Double(z) * logitUnit
                // In two halves, so that a product with a value below 2²⁴ is an Int64.
                let high = Int64(truncatingIfNeeded: residual >> Int128(Self.half))
                let low = Int64(truncatingIfNeeded: residual & (1 << Int128(Self.half) - 1))
                for k in start..<end {
                    let x = Self.whole(values[k])
                    sums[Int(columns[k])] &+= (Int128(x &* high) << Int128(Self.half)) &+ Int128(x &* low)
                }
            }
            totals[lane] = total
            sizes[lane] = size
        }
    }

    /// A Float that holds a whole number, as that number, without the check of its range.
    @inline(__always)
    private static func whole(_ x: Float) -> Int64 {
        let shifted = Double(x) + 0x1.8p52
        return Int64(bitPattern: shifted.bitPattern) &- Int64(bitPattern: (0x1.8p52).bitPattern)
    }
}
