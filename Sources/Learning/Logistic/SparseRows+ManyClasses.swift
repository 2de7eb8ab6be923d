/// The loops for a softmax: an entry is about the numbers of a column, which lie side by side.
extension SparseRows {
    func marginsOfMany(_ v: Numbers<Double>, into out: Numbers<Double>) {
        perform { _, range, data in self.margins(range, data, v, out) }
    }

    /// Sums of the entries times `u`, a lane.
    func transposedOfMany(_ u: Numbers<Double>, _ scratch: Scratch) {
        perform { lane, range, data in
            scratch.tables[lane].fill(0)
            for j in 0..<self.width { scratch.totals[lane * self.width + j] = 0 }
            self.scatter(range, data, u, scratch, lane)
        }
    }

    func productOfMany(
        _ basis: Helmert, _ v: Numbers<Double>, _ curvature: Numbers<Double>, _ logits: Numbers<Double>,
        _ scratch: Scratch
    ) {
        let (width, classes, c) = (width, basis.classes, weight)
        perform { lane, range, data in
            scratch.tables[lane].fill(0)
            for j in 0..<width { scratch.totals[lane * width + j] = 0 }
            withUnsafeTemporaryAllocation(of: Double.self, capacity: classes) { buffer in
                guard let t = buffer.baseAddress else { return }
                var first = range.lowerBound
                while first < range.upperBound {
                    let block = first..<min(first + Self.block, range.upperBound)
                    self.margins(block, data, v, logits)
                    for i in block {
                        basis.spread(logits.pointer + i * width, into: t)
                        basis.bend(t, curvature.pointer + i * classes, c)
                        basis.gather(t, into: scratch.rows.pointer + i * width)
                    }
                    self.scatter(block, data, scratch.rows, scratch, lane)
                    first = block.upperBound
                }
            }
        }
    }

    private func margins(_ range: Range<Int>, _ data: Data, _ v: Numbers<Double>, _ out: Numbers<Double>) {
        switch width {
        case 2: margins(of: SIMD2<Double>.self, range, data, v, out)
        case 4: margins(of: SIMD4<Double>.self, range, data, v, out)
        default: margins(of: SIMD8<Double>.self, range, data, v, out)
        }
    }

    private func scatter(
        _ range: Range<Int>, _ data: Data, _ u: Numbers<Double>, _ scratch: Scratch, _ lane: Int
    ) {
        let (sums, totals) = (scratch.tables[lane].pointer, scratch.totals.pointer + lane * width)
        switch width {
        case 2: scatter(of: SIMD2<Double>.self, range, data, u.pointer, sums, totals)
        case 4: scatter(of: SIMD4<Double>.self, range, data, u.pointer, sums, totals)
        default: scatter(of: SIMD8<Double>.self, range, data, u.pointer, sums, totals)
        }
    }

    /// As many numbers of a column at once as `V` has; all that there are, one part after the other.
    @inline(__always)
    private func margins<V: SIMD & BitwiseCopyable>(
        of _: V.Type, _ range: Range<Int>, _ data: Data, _ v: Numbers<Double>, _ out: Numbers<Double>
    ) where V.Scalar == Double {
        let (columns, values, width) = (data.columns, data.values, width)
        let constant = Double(layout.constant)
        for part in stride(from: 0, to: width, by: V.scalarCount) {
            let from = v.pointer + part
            let base: V = hasConstant && v.count > 0 ? Self.load(from) * constant : V()
            for i in range {
                let place = data.members[i]
                var (a, b) = (base, V())
                var k = data.start[place]
                let end = data.start[place + 1]
                while k &+ 2 <= end {
                    a += Self.load(from + Int(columns[k]) &* width) * Double(values[k])
                    b += Self.load(from + Int(columns[k &+ 1]) &* width) * Double(values[k &+ 1])
                    k &+= 2
                }
                if k < end { a += Self.load(from + Int(columns[k]) &* width) * Double(values[k]) }
                Self.store((a + b) * unit, out.pointer + (i &* width &+ part))
            }
        }
    }

    @inline(__always)
    private func scatter<V: SIMD & BitwiseCopyable>(
        of _: V.Type, _ range: Range<Int>, _ data: Data, _ u: UnsafeMutablePointer<Double>,
        _ sums: UnsafeMutablePointer<Double>, _ totals: UnsafeMutablePointer<Double>
    ) where V.Scalar == Double {
        let (columns, values, width) = (data.columns, data.values, width)
        for part in stride(from: 0, to: width, by: V.scalarCount) {
            var total: V = Self.load(totals + part)
            let to = sums + part
            for i in range {
                let place = data.members[i]
                let q: V = Self.load(u + (i &* width &+ part))
                total += q
                for k in data.start[place]..<data.start[place + 1] {
                    let sum = to + Int(columns[k]) &* width
                    Self.store(Self.load(sum) + q * Double(values[k]), sum)
                }
            }
            Self.store(total, totals + part)
        }
    }

    @inline(__always)
    private static func load<V: SIMD & BitwiseCopyable>(_ from: UnsafePointer<Double>) -> V where V.Scalar == Double {
        UnsafeRawPointer(from).loadUnaligned(as: V.self)
    }

    @inline(__always)
    private static func store<V: SIMD & BitwiseCopyable>(_ v: V, _ to: UnsafeMutablePointer<Double>)
    where V.Scalar == Double {
        UnsafeMutableRawPointer(to).storeBytes(of: v, as: V.self)
    }
}
