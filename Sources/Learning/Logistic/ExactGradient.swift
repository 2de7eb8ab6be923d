import Records

/// The gradient of a logistic objective at weights that are whole numbers, by whole numbers: logits and sums are exact but for
/// digits that are dropped far below the point, residuals are rounded with a proven error, and no order of rows and no number
/// of threads can reach a bit of it.
struct ExactGradient: Sendable {
    let objective: LogisticObjective
    /// ⌈log₂⌉ of Σᵢ|xᵢⱼ|, a column; decides where the sums' points lie.
    private let columnBits: [Int]
    /// An upper bound on what the dropped digits of sums add up to, Σ over columns.
    private let dropped: Double
    /// log₂ of a number that no row's ‖x‖₁ exceeds.
    private let rowBits: Int

    /// Chunks of rows that threads take.
    private static let chunks = 4
    /// Residuals are in units of 2⁻¹²⁰.
    private static let residualBits = 120
    /// The point of a column's sum lies at most here.
    private static let sumBits = 124

    /// What is known at one w.
    struct Value: Sendable {
        /// ∇G(w), rounded to Double at the very end.
        var gradient: [Double]
        /// An upper bound on the norm of `gradient` before it was rounded to Doubles.
        var norm: Double
        /// E: an upper bound on the distance from that to the true gradient.
        var error: Double
        /// c·pᵢ(1−pᵢ), one a row; for more classes the probabilities, `outputs` a row.
        var curvature: [Double]
    }

    /// - Parameter objective: in the canonical order of the columns.
    /// - Complexity: O(entries).
    init(_ objective: LogisticObjective) {
        self.objective = objective
        var sums = Array(repeating: 0.0, count: objective.features.dimension)
        var counts = Array(repeating: 0.0, count: objective.features.dimension)
        var largest = 0.0
        objective.withRows { data in
            for row in objective.rows {
                var size = 0.0
                for k in data.start[row]..<data.start[row + 1] {
                    size += abs(data.values[k])
                    sums[Int(data.columns[k])] += abs(data.values[k])
                    counts[Int(data.columns[k])] += 1
                }
                largest = max(largest, size)
            }
        }
        columnBits = sums.map { Self.bits($0) }
        rowBits = Self.bits(largest)
        var dropped = 0.0
        for (bits, count) in zip(columnBits, counts) {
            dropped +=
                count * Double(sign: .plus, exponent: -min(Self.sumBits - bits, Self.residualBits), significand: 1)
        }
        self.dropped = dropped * Double(objective.outputs) * Rounding.allowance
    }

    /// An exponent b with x·(1 + ε) < 2ᵇ.
    private static func bits(_ x: Double) -> Int {
        x > 0 ? (x.isFinite ? Int(x.exponent) + 2 : 1030) : -1074
    }

    /// - Complexity: O(entries · outputs), some ten times a pass in Double.
    func callAsFunction(_ weights: WholeWeights) -> Value {
        let (d, outputs) = (objective.features.dimension, objective.outputs)
        let count = objective.rows.count
        let chunk = max(1, (count + Self.chunks - 1) / Self.chunks)
        let running = (count + chunk - 1) / chunk
        let sizes = weights.values.map(abs)
        let points = columnBits.map { min(Self.sumBits - $0, Self.residualBits) }
        var partials = Array(repeating: Int128(0), count: running * d * outputs)
        var errors = Array(repeating: 0.0, count: running)
        var curvature = Array(repeating: 0.0, count: count * outputs)
        partials.withUnsafeMutableBufferPointer { partials in
            errors.withUnsafeMutableBufferPointer { errors in
                curvature.withUnsafeMutableBufferPointer { curvature in
                    // Each chunk writes to its own part.
                    nonisolated(unsafe) let (partials, errors, curvature) = (partials, errors, curvature)
                    Parallel.each(running, isWorthwhile: objective.entries > 1 << 13) { index in
                        let range = (index * d * outputs)..<((index + 1) * d * outputs)
                        errors[index] = add(
                            (index * chunk)..<min((index + 1) * chunk, count), weights, sizes, points, curvature,
                            UnsafeMutableBufferPointer(rebasing: partials[range]))
                    }
                }
            }
        }
        var gradient = Array(repeating: 0.0, count: d * outputs)
        var terms = Array(repeating: 0.0, count: d * outputs)
        let unit = Double(sign: .plus, exponent: -weights.bits, significand: 1)
        for j in 0..<(d * outputs) {
            var sum = Int128(0)
            for index in 0..<running { sum &+= partials[index * d * outputs + j] }
            let scale = Double(sign: .plus, exponent: -points[j / outputs], significand: 1)
            let loss = DoubleDouble(sum) * scale * objective.weight
            let penalty = DoubleDouble(weights.multiples[j]) * unit * objective.ridge
            gradient[j] = (loss + penalty).value
            terms[j] = abs(loss.high) + abs(penalty.high)
        }
        let rounding = 0x1p-101 * Vectors.upperNorm(terms)
        let rows = objective.weight * (errors.reduce(0, +) + dropped)
        return Value(
            gradient: gradient, norm: Vectors.upperNorm(gradient) * (1 + 0x1p-50),
            error: (rows + rounding) * Rounding.allowance + Double(count + d) * .leastNormalMagnitude,
            curvature: curvature)
    }

    /// Adds the gradients of a chunk's rows; gives Σ‖xᵢ‖·(the error of the residual).
    private func add(
        _ chunk: Range<Int>, _ weights: WholeWeights, _ sizes: [Double], _ points: [Int],
        _ curvature: UnsafeMutableBufferPointer<Double>, _ sums: UnsafeMutableBufferPointer<Int128>
    ) -> Double {
        let outputs = objective.outputs
        var errors = 0.0
        objective.withRows { data in
            withUnsafeTemporaryAllocation(of: Int128.self, capacity: outputs) { residuals in
                for i in chunk {
                    let row = objective.rows[i]
                    let range = data.start[row]..<data.start[row + 1]
                    var size = 0.0
                    for k in range {
                        let column = Int(data.columns[k])
                        for output in 0..<outputs {
                            size = max(size, sizes[column * outputs + output] * abs(data.values[k]))
                        }
                    }
                    // No partial sum of so many terms reaches 2¹²⁵ units.
                    let bound = Self.bits(size * Double(range.count))
                    let point = min(WholeExponential.argumentBits, 124 - bound)
                    for output in 0..<outputs { residuals.initializeElement(at: output, to: 0) }
                    for k in range {
                        let (x, column) = (WholeParts(data.values[k]), Int(data.columns[k]))
                        for output in 0..<outputs {
                            residuals[output] &+= x.times(
                                weights.multiples[column * outputs + output], shiftedBy: point - weights.bits)
                        }
                    }
                    let place = UnsafeMutableBufferPointer(rebasing: curvature[(i * outputs)..<((i + 1) * outputs)])
                    let blur = Self.turnIntoResiduals(
                        residuals, at: point, truth: Int(objective.codes[row]), weight: objective.weight, place)
                    let dropping = Double(sign: .plus, exponent: -point, significand: 1) * Double(range.count + 2)
                    errors += data.norms[row] * (blur + (outputs == 1 ? 0.25 : Double(outputs)) * dropping)
                    for k in range {
                        let (x, column) = (WholeParts(data.values[k]), Int(data.columns[k]))
                        let shift = points[column] - Self.residualBits
                        for output in 0..<outputs {
                            sums[column * outputs + output] &+= x.times(residuals[output], shiftedBy: shift)
                        }
                    }
                }
            }
        }
        return errors
    }

    /// p − [y = k] in units of 2⁻¹²⁰ from logits in units of 2⁻ᵖ, in place; gives a bound on the norm of their error.
    private static func turnIntoResiduals(
        _ z: UnsafeMutableBufferPointer<Int128>, at point: Int, truth: Int, weight: Double,
        _ curvature: UnsafeMutableBufferPointer<Double>
    ) -> Double {
        let exponential = WholeExponential.shared
        if z.count == 1 {
            let (unlikely, likely) = exponential.logistic(argument(z[0].magnitude, at: point))
            let isRight = (z[0] >= 0) == (truth == 1)
            let size = Int128(isRight ? unlikely >> 4 : likely >> 5)
            z[0] = truth == 1 ? -size : size
            curvature[0] =
                weight * (Double(UInt64(truncatingIfNeeded: likely >> 64)) * 0x1p-61)
                * (Double(unlikely) * 0x1p-124)
            return WholeExponential.logisticError + 0x1p-119
        }
        var largest = z[0]
        for logit in z where logit > largest { largest = logit }
        // Room for the sum.
        let room = UInt128(Int.bitWidth - (z.count - 1).leadingZeroBitCount)
        var total = UInt128(0)
        for k in z.indices {
            let e = exponential(argument((largest - z[k]).magnitude, at: point)) >> room
            z[k] = Int128(e)
            total += e
        }
        for k in z.indices {
            let e = UInt128(z[k])
            // e·2¹²⁰ / total.
            let share = total.dividingFullWidth((high: e >> 8, low: e << 120)).quotient
            curvature[k] = Double(share) * 0x1p-120
            z[k] = Int128(share) - (k == truth ? Int128(1) << 120 : 0)
        }
        let each = WholeExponential.error + Double(sign: .plus, exponent: Int(room) - 127, significand: 1)
        return Double(z.count).squareRoot() * (Double(z.count + 1) * each + 0x1p-119) * Rounding.allowance
    }

    /// A size in units of 2⁻ᵖ in those of the exponential, which knows no difference beyond its largest.
    @inline(__always)
    private static func argument(_ size: UInt128, at point: Int) -> UInt128 {
        let up = WholeExponential.argumentBits - point
        if up <= 0 { return size }
        return up >= 128 || size >> UInt128(127 - up) != 0 ? .max : size << UInt128(up)
    }
}
