extension WholeGradient {
    /// Adds up the residuals of two classes.
    static func add(
        _ rows: SparseRows, _ point: SparsePoint, _ weights: Numbers<Int64>, _ points: Points, _ sums: Sums
    ) {
        let logitUnit = Double(sign: .plus, exponent: -points.logits, significand: 1)
        let (unlikelyDrop, likelyDrop) = (UInt128(124 - points.residuals), UInt128(125 - points.residuals))
        let constant = Int64(rows.layout.constant)
        let base = rows.columnCount > 0 ? constant &* weights[0] : 0
        let c = rows.weight
        rows.perform { lane, range, data in
            let exponential = WholeExponential.shared
            let (w, table) = (weights.pointer, sums.tables[lane].pointer)
            let (columns, values) = (data.columns, data.values)
            var (total, size) = (Int128(0), 0.0)
            for i in range {
                let place = data.members[i]
                let (start, end) = (data.start[place], data.start[place &+ 1])
                var z = base
                for k in start..<end { z &+= whole(values[k]) &* w[Int(columns[k])] }
                let (unlikely, likely) = exponential.logistic(
                    WholeExponential.argument(z.magnitude, at: points.logits))
                let isPositive = rows.codes[i] == 1
                let isRight = (z >= 0) == isPositive
                let drop = isRight ? unlikelyDrop : likelyDrop
                let exact = isRight ? unlikely : likely
                let rounded = Int128((exact &+ (UInt128(1) << (drop &- 1))) >> drop)
                let residual = isPositive ? -rounded : rounded
                total &+= residual
                size += rows.layout.norms[place]
                let p = Double(UInt64(truncatingIfNeeded: likely >> 64)) * 0x1p-61
                let q =
                    unlikely >> 110 != 0
                    ? Double(UInt64(truncatingIfNeeded: unlikely >> 60)) * 0x1p-64 : Double(unlikely) * 0x1p-124
                point.curvature[i] = c * p * q
                let s = isRight ? q : p
                point.residuals[i] = isPositive ? -c * s : c * s
                point.logits[i] = Double(z) * logitUnit
                // In two halves, so that a product with a value below 2²⁴ is an Int64.
                let high = Int64(truncatingIfNeeded: residual >> Int128(half))
                let low = Int64(truncatingIfNeeded: residual & (1 << Int128(half) - 1))
                for k in start..<end {
                    let x = whole(values[k])
                    table[Int(columns[k])] &+= (Int128(x &* high) << Int128(half)) &+ Int128(x &* low)
                }
            }
            sums.totals[lane][0] = total
            sums.sizes[lane] = size
        }
    }
}
