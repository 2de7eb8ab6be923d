/// The gradient at weights that are whole multiples of 2⁻ʷ, small enough for every logit to be an exact Int64: residuals are
/// rounded to 2⁻ᵏ with a proven error and summed in 128 bits, exactly.
struct WholeGradient {
    /// Multiples of 2⁻ᵇⁱᵗˢ, one an output of each column, in place order.
    let weights: Numbers<Int64>
    let bits: Int
    /// ∇G in those weights, each within 2⁻⁵² of itself.
    let outputs: Numbers<Double>
    /// The same in the vectors of the solver: what a softmax's outputs have in common left out.
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
    static let half = 38

    /// Where whole numbers have their points.
    struct Points {
        /// Of the weights.
        let bits: Int
        /// Of the logits.
        let logits: Int
        /// Of the residuals.
        let residuals: Int
    }

    /// Sums over rows, a lane.
    struct Sums {
        /// One an output of each column.
        let tables: [Numbers<Int128>]
        /// Of the residuals themselves, one an output.
        let totals: [Numbers<Int128>]
        /// Σ‖xᵢ‖.
        let sizes: Numbers<Double>

        init(_ rows: SparseRows) {
            let (lanes, outputs) = (0..<rows.laneCount, rows.outputs)
            tables = lanes.map { _ in Numbers(repeating: 0, count: rows.columnCount * outputs) }
            totals = lanes.map { _ in Numbers(repeating: 0, count: outputs) }
            sizes = Numbers(repeating: 0, count: rows.laneCount)
        }
    }

    /// Moves `point` to the nearest such weights, with exact logits; nil where the weights are too large.
    ///
    /// - Complexity: O(entries · outputs).
    init?(_ rows: SparseRows, _ point: SparsePoint, grid: Grid) {
        let outputs = rows.outputs
        let near = rows.basis.map { Self.spread(point.weights, rows, $0) } ?? point.weights
        var largest = 1.0
        for j in 0..<near.count { largest = max(largest, abs(near[j])) }
        guard largest.isFinite else { return nil }
        // |w|·‖x‖₁ stays below 2⁶¹.
        let room = 61 - Int(largest.exponent) - 1 - Int(max(1, rows.layout.longest).exponent) - 1
        let bits = min(Self.finest, room)
        guard bits >= grid.bits + Self.fewest else { return nil }
        self.bits = bits
        logitBits = Int((largest * rows.unit * max(1, rows.layout.longest)).exponent) + 2
        let scale = Double(sign: .plus, exponent: bits, significand: 1)
        let weights = Numbers(repeating: Int64(0), count: near.count)
        for j in 0..<near.count {
            weights[j] = Int64((near[j] * scale).rounded())
            near[j] = Double(weights[j]) / scale
        }
        self.weights = weights
        if let basis = rows.basis { Self.gather(near, rows, basis, into: point.weights) }

        // No column's sum reaches 2¹²⁴ units of 2⁻ᵏ⁻ᵃ.
        let total = Double(rows.count + 1) * max(rows.layout.longest, 1)
        let fine = min(2 * Self.half, 122 - Int(total.exponent))
        guard fine >= 60 else { return nil }
        let points = Points(bits: bits, logits: bits + rows.layout.bits, residuals: fine)
        let sums = Sums(rows)
        if let basis = rows.basis {
            Self.add(rows, basis, point, weights, points, sums)
        } else {
            Self.add(rows, point, weights, points, sums)
        }

        let gradient = Numbers(repeating: 0.0, count: near.count)
        let unit = Double(sign: .plus, exponent: -(fine + rows.layout.bits), significand: 1)
        var terms = 0.0
        for j in 0..<near.count {
            var sum = Int128(0)
            if rows.hasConstant, j < outputs {
                for total in sums.totals { sum &+= total[j] }
                sum &*= Int128(Int64(rows.layout.constant))
            } else {
                for table in sums.tables { sum &+= table[j] }
            }
            let loss = DoubleDouble(sum) * unit * rows.weight
            let penalty = DoubleDouble(near[j]) * rows.ridge
            let value = (loss + penalty).value
            gradient[j] = value
            let size = abs(loss.high) + abs(penalty.high)
            terms += (0x1p-100 * size + 0x1p-52 * abs(value)) * (0x1p-100 * size + 0x1p-52 * abs(value))
        }
        self.outputs = gradient
        if let basis = rows.basis {
            self.gradient = Numbers(repeating: 0, count: rows.dimension)
            Self.gather(gradient, rows, basis, into: self.gradient)
        } else {
            self.gradient = gradient
        }
        var norms = 0.0
        for lane in 0..<rows.laneCount { norms += sums.sizes[lane] }
        self.norms = norms * Rounding.allowance
        let half = Double(sign: .plus, exponent: -fine - 1, significand: 1)
        let each =
            rows.basis == nil
            ? half + WholeExponential.logisticError
            : Double(outputs).squareRoot() * (half + WholeExponential.softmaxError(classes: outputs))
        error =
            (rows.weight * self.norms * each + terms.squareRoot()) * Rounding.allowance
            + Double(rows.count) * .leastNormalMagnitude
    }

    /// Weights of every output from those of the solver.
    private static func spread(_ v: Numbers<Double>, _ rows: SparseRows, _ basis: Helmert) -> Numbers<Double> {
        let out = Numbers(repeating: 0.0, count: rows.columnCount * basis.classes)
        for column in 0..<rows.columnCount {
            basis.spread(v.pointer + column * rows.width, into: out.pointer + column * basis.classes)
        }
        return out
    }

    private static func gather(
        _ w: Numbers<Double>, _ rows: SparseRows, _ basis: Helmert, into out: Numbers<Double>
    ) {
        for column in 0..<rows.columnCount {
            basis.gather(w.pointer + column * basis.classes, into: out.pointer + column * rows.width)
        }
    }

    /// A Float that holds a whole number, as that number, without the check of its range.
    @inline(__always)
    static func whole(_ x: Float) -> Int64 {
        let shifted = Double(x) + 0x1.8p52
        return Int64(bitPattern: shifted.bitPattern) &- Int64(bitPattern: (0x1.8p52).bitPattern)
    }
}
