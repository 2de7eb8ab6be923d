extension WholeGradient {
    /// Adds up the residuals of a softmax.
    static func add(
        _ rows: SparseRows, _ basis: Helmert, _ point: SparsePoint, _ weights: Numbers<Int64>, _ points: Points,
        _ sums: Sums
    ) {
        let classes = basis.classes
        rows.perform { lane, range, data in
            var size = 0.0
            withUnsafeTemporaryAllocation(of: Int64.self, capacity: classes) { z in
                withUnsafeTemporaryAllocation(of: Int128.self, capacity: classes) { residuals in
                    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * classes) { rounded in
                        guard let logits = z.baseAddress, let near = rounded.baseAddress else { return }
                        for i in range {
                            let place = data.members[i]
                            let entries = data.start[place]..<data.start[place &+ 1]
                            margins(rows, weights, entries, data, logits, classes)
                            let p = UnsafeMutableBufferPointer(
                                start: point.curvature.pointer + i * classes, count: classes)
                            turnIntoResiduals(z, residuals, p, truth: Int(rows.codes[i]), points)
                            round(z, residuals, points, c: rows.weight, into: near)
                            basis.gather(near, into: point.logits.pointer + i * rows.width)
                            basis.gather(near + classes, into: point.residuals.pointer + i * rows.width)
                            for k in 0..<classes { sums.totals[lane][k] &+= residuals[k] }
                            size += rows.layout.norms[place]
                            scatter(residuals, entries, data, sums.tables[lane].pointer)
                        }
                    }
                }
            }
            sums.sizes[lane] = size
        }
    }

    /// The logits of a row, exactly.
    @inline(__always)
    private static func margins(
        _ rows: SparseRows, _ weights: Numbers<Int64>, _ entries: Range<Int>, _ data: SparseRows.Data,
        _ z: UnsafeMutablePointer<Int64>, _ classes: Int
    ) {
        let constant = Int64(rows.layout.constant)
        for k in 0..<classes { z[k] = rows.hasConstant ? constant &* weights[k] : 0 }
        for e in entries {
            let x = whole(data.values[e])
            let w = weights.pointer + Int(data.columns[e]) &* classes
            for k in 0..<classes { z[k] &+= x &* w[k] }
        }
    }

    /// p − [y = k], rounded, and the probabilities, from logits: e to each logit less the largest, over the sum of them, which
    /// is 2ˢ(1 + f).
    @inline(__always)
    private static func turnIntoResiduals(
        _ z: UnsafeMutableBufferPointer<Int64>, _ residuals: UnsafeMutableBufferPointer<Int128>,
        _ p: UnsafeMutableBufferPointer<Double>, truth: Int, _ points: Points
    ) {
        let exponential = WholeExponential.shared
        var largest = z[0]
        for logit in z where logit > largest { largest = logit }
        // Room for the sum.
        let room = UInt128(Int.bitWidth - (z.count - 1).leadingZeroBitCount)
        var total = UInt128(0)
        for k in z.indices {
            let e = exponential(WholeExponential.argument((largest &- z[k]).magnitude, at: points.logits))
            residuals[k] = Int128(truncatingIfNeeded: e)
            total += e >> room
        }
        let zeros = total.leadingZeroBitCount
        let inverse = WholeExponential.reciprocalOfOnePlus((total << UInt128(zeros)) &- (UInt128(1) << 127))
        let s = Int(room) - zeros
        let unit = Double(sign: .plus, exponent: -124 - s, significand: 1)
        let drop = UInt128(124 + s - points.residuals)
        for k in z.indices {
            let share = WholeExponential.high(UInt128(truncatingIfNeeded: residuals[k]), inverse)
            p[k] = Double(share) * unit
            let rounded = Int128(truncatingIfNeeded: (share &+ (UInt128(1) << (drop &- 1))) >> drop)
            residuals[k] = k == truth ? rounded &- Int128(1) << Int128(points.residuals) : rounded
        }
    }

    /// Logits, then residuals times c, as Doubles.
    @inline(__always)
    private static func round(
        _ z: UnsafeMutableBufferPointer<Int64>, _ residuals: UnsafeMutableBufferPointer<Int128>, _ points: Points,
        c: Double, into near: UnsafeMutablePointer<Double>
    ) {
        let logitUnit = Double(sign: .plus, exponent: -points.logits, significand: 1)
        let residualUnit = Double(sign: .plus, exponent: -points.residuals, significand: c)
        for k in z.indices {
            near[k] = Double(z[k]) * logitUnit
            near[z.count + k] = Double(residuals[k]) * residualUnit
        }
    }

    @inline(__always)
    private static func scatter(
        _ residuals: UnsafeMutableBufferPointer<Int128>, _ entries: Range<Int>, _ data: SparseRows.Data,
        _ table: UnsafeMutablePointer<Int128>
    ) {
        for e in entries {
            let x = whole(data.values[e])
            let sums = table + Int(data.columns[e]) &* residuals.count
            for k in residuals.indices {
                // In two halves, so that a product with a value below 2²⁴ is an Int64.
                let high = Int64(truncatingIfNeeded: residuals[k] >> Int128(half))
                let low = Int64(truncatingIfNeeded: residuals[k] & (1 << Int128(half) - 1))
                sums[k] &+= (Int128(x &* high) << Int128(half)) &+ Int128(x &* low)
            }
        }
    }
}
