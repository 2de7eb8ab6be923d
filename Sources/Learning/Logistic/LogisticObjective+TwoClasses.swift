extension LogisticObjective {
    /// One record's loss ln(1+e^(−yz)), residual p − [y = 1] and p(1−p) at logit z, without cancellation. The loss is
    /// `distance + ln(factor)`, so that many of them need one logarithm.
    @inline(__always)
    static func terms(
        _ z: Double, _ label: Bool
    ) -> (distance: Double, factor: Double, residual: Double, spread: Double) {
        let e = Elementary.exp(nonPositive: -abs(z))
        let likely = 1 / (1 + e)
        let unlikely = e * likely
        let isRight = (z >= 0) == label
        let size = isRight ? unlikely : likely
        return (isRight ? 0 : abs(z), 1 + e, label ? -size : size, likely * unlikely)
    }

    /// c·(pᵢ − [yᵢ = 1]): the gradient of a record's term is this times xᵢ. Two classes.
    ///
    /// - Precondition: the columns are in the canonical order.
    package func residual(_ row: Int, _ w: [Double]) -> Double {
        weight * Self.terms(features.dot(row, w), codes[row] == 1).residual
    }

    /// Adds the terms of a block: gradient and diagonal side by side, then the loss.
    func addTwoClasses(
        _ block: Range<Int>, _ data: Data, _ w: UnsafeBufferPointer<Double>,
        _ curvature: UnsafeMutableBufferPointer<Double>, _ sums: UnsafeMutablePointer<Double>
    ) {
        let (d, rows, codes) = (dimension, rows, codes)
        var losses = 0.0
        // The product of factors between 1 and 2; its logarithm is taken before it overflows.
        var product = 1.0
        for i in block {
            let row = rows[i]
            let range = data.start[row]..<data.start[row + 1]
            var logit = 0.0
            for k in range { logit += data.values[k] * w[Int(data.columns[k])] }
            let (distance, factor, residual, spread) = Self.terms(logit, codes[row] == 1)
            curvature[i] = weight * spread
            losses += distance
            product *= factor
            if product > 0x1p500 {
                losses += Elementary.log1p(nonNegative: product - 1)
                product = 1
            }
            for k in range {
                let x = data.values[k]
                let place = sums + 2 * Int(data.columns[k])
                place[0] += residual * x
                place[1] += spread * x * x
            }
        }
        sums[2 * d] += losses + Elementary.log1p(nonNegative: product - 1)
    }

    /// - Parameter values: those of the entries, in either precision.
    @inline(__always)
    func addCurvature<Value: BinaryFloatingPoint>(
        _ block: Range<Int>, _ data: Data, _ values: UnsafeBufferPointer<Value>, _ v: UnsafeBufferPointer<Double>,
        _ curvature: UnsafeBufferPointer<Double>, _ sums: UnsafeMutablePointer<Double>
    ) {
        let (rows, columns) = (rows, data.columns)
        for i in block {
            let row = rows[i]
            let (start, end) = (data.start[row], data.start[row + 1])
            var chains = (0.0, 0.0, 0.0, 0.0)
            var k = start
            while k + 4 <= end {
                chains.0 += Double(values[k]) * v[Int(columns[k])]
                chains.1 += Double(values[k + 1]) * v[Int(columns[k + 1])]
                chains.2 += Double(values[k + 2]) * v[Int(columns[k + 2])]
                chains.3 += Double(values[k + 3]) * v[Int(columns[k + 3])]
                k += 4
            }
            while k < end {
                chains.0 += Double(values[k]) * v[Int(columns[k])]
                k += 1
            }
            let dot = curvature[i] * ((chains.0 + chains.1) + (chains.2 + chains.3))
            k = start
            while k < end {
                sums[Int(columns[k])] += dot * Double(values[k])
                k += 1
            }
        }
    }
}
