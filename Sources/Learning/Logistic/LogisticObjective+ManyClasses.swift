extension LogisticObjective {
    /// Turns logits into probabilities, in place; gives ln Σ eᶻ.
    @inline(__always)
    static func softmax(_ z: UnsafeMutableBufferPointer<Double>) -> Double {
        let largest = z.reduce(-Double.infinity, Swift.max)
        var total = 0.0
        for k in z.indices {
            z[k] = Elementary.exp(nonPositive: z[k] - largest)
            total += z[k]
        }
        for k in z.indices { z[k] /= total }
        return largest + Elementary.log1p(nonNegative: max(0, total - 1))
    }

    /// As `addTwoClasses`, for a softmax over `outputs` classes.
    func addManyClasses(
        _ block: Range<Int>, _ data: Data, _ w: UnsafeBufferPointer<Double>,
        _ curvature: UnsafeMutableBufferPointer<Double>, _ sums: UnsafeMutablePointer<Double>
    ) {
        let d = dimension
        for i in block {
            let row = rows[i]
            let range = data.start[row]..<data.start[row + 1]
            let p = UnsafeMutableBufferPointer(rebasing: curvature[(i * outputs)..<((i + 1) * outputs)])
            p.update(repeating: 0)
            for j in range {
                let x = data.values[j]
                let base = Int(data.columns[j]) * outputs
                for k in 0..<outputs { p[k] += x * w[base + k] }
            }
            let truth = Int(codes[row])
            let logit = p[truth]
            let loss = Self.softmax(p) - logit
            for k in 0..<outputs {
                let residual = p[k] - (k == truth ? 1 : 0)
                let spread = p[k] * (1 - p[k])
                for j in range {
                    let x = data.values[j]
                    let place = sums + 2 * (Int(data.columns[j]) * outputs + k)
                    place[0] += residual * x
                    place[1] += spread * x * x
                }
            }
            sums[2 * d] += loss
        }
    }

    func addManyCurvatures(
        _ block: Range<Int>, _ data: Data, _ v: UnsafeBufferPointer<Double>, _ curvature: UnsafeBufferPointer<Double>,
        _ sums: UnsafeMutablePointer<Double>
    ) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: outputs) { dots in
            for i in block {
                let row = rows[i]
                let range = data.start[row]..<data.start[row + 1]
                let p = curvature[(i * outputs)..<((i + 1) * outputs)]
                dots.initialize(repeating: 0)
                for j in range {
                    let base = Int(data.columns[j]) * outputs
                    for k in 0..<outputs { dots[k] += data.values[j] * v[base + k] }
                }
                var mean = 0.0
                for k in 0..<outputs { mean += p[p.startIndex + k] * dots[k] }
                for k in 0..<outputs { dots[k] = weight * p[p.startIndex + k] * (dots[k] - mean) }
                for j in range {
                    let base = Int(data.columns[j]) * outputs
                    for k in 0..<outputs { sums[base + k] += dots[k] * data.values[j] }
                }
            }
        }
    }
}
