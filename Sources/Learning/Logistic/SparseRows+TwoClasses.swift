extension SparseRows {
    func marginsOfTwo(_ v: Numbers<Double>, into out: Numbers<Double>) {
        let (unit, base) = (unit, base(v))
        perform { _, range, data in
            Self.margins(range, data, v.pointer, out.pointer, unit, base)
        }
    }

    /// Sums of the entries times `u`, a lane.
    func transposedOfTwo(_ u: Numbers<Double>, _ scratch: Scratch) {
        perform { lane, range, data in
            let sums = scratch.tables[lane]
            sums.fill(0)
            scratch.totals[lane] = Self.scatter(range, data, u.pointer, sums.pointer)
        }
    }

    func productOfTwo(
        _ v: Numbers<Double>, _ curvature: Numbers<Double>, _ logits: Numbers<Double>, _ scratch: Scratch
    ) {
        let (unit, base) = (unit, base(v))
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
    }

    /// What the constant adds to every logit.
    private func base(_ v: Numbers<Double>) -> Double { v.count > 0 ? Double(layout.constant) * unit * v[0] : 0 }

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
}
