import Learning

/// What a record's own curvature adds to the effect of its removal.
///
/// Without record i the Hessian is H − A ⊗ xxᵀ, and Newton's step on the others H⁻¹(I ⊗ x)y, where (I − AB)y = r and
/// B = (I ⊗ x)ᵀH⁻¹(I ⊗ x) (Woodbury); of two classes y = r / (1 − p(1 − p)xᵀH⁻¹x).
struct Leverage {
    private let near: Neighbourhood
    private let inverse: InverseHessian
    private let features: Features
    private let outputs: Int

    init(_ near: Neighbourhood, _ inverse: InverseHessian, _ features: Features, outputs: Int) {
        (self.near, self.inverse, self.features, self.outputs) = (near, inverse, features, outputs)
    }

    /// (I ⊗ x)ᵀs·(y − r): what comes on top of s·gᵢ.
    func excess(_ row: Int, along direction: [Double]) -> Double {
        let k = outputs
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * k * k + 3 * k) { memory in
            func part(_ start: Int, _ count: Int) -> UnsafeMutableBufferPointer<Double> {
                UnsafeMutableBufferPointer(rebasing: memory[start..<start + count])
            }
            let (a, b, m) = (part(0, k * k), part(k * k, k * k), part(2 * k * k, k * k))
            let (r, y, along) = (part(3 * k * k, k), part(3 * k * k + k, k), part(3 * k * k + 2 * k, k))
            near.residuals(row, r)
            near.curvature(row, a)
            inverse.block(features, row, into: b)
            for i in 0..<k {
                y[i] = r[i]
                along[i] = 0
                for j in 0..<k {
                    var sum = i == j ? 1.0 : 0
                    for l in 0..<k { sum -= a[i * k + l] * b[l * k + j] }
                    m[i * k + j] = sum
                }
            }
            guard Self.solve(m, y, k) else { return 0 }
            for j in features.rowStart[row]..<features.rowStart[row + 1] {
                let base = Int(features.columns[j]) * k
                for i in 0..<k { along[i] += features.values[j] * direction[base + i] }
            }
            var sum = 0.0
            for i in 0..<k { sum += along[i] * (y[i] - r[i]) }
            return sum
        }
    }

    /// y ← m⁻¹y, by elimination with the largest pivot; false where there is none.
    private static func solve(
        _ m: UnsafeMutableBufferPointer<Double>, _ y: UnsafeMutableBufferPointer<Double>, _ k: Int
    ) -> Bool {
        for i in 0..<k {
            let pivot = (i..<k).max { abs(m[$0 * k + i]) < abs(m[$1 * k + i]) } ?? i
            guard abs(m[pivot * k + i]) > 1e-12 else { return false }
            if pivot != i {
                for j in 0..<k { m.swapAt(pivot * k + j, i * k + j) }
                y.swapAt(pivot, i)
            }
            for row in i + 1..<max(k, i + 1) {
                let share = m[row * k + i] / m[i * k + i]
                for j in i..<k { m[row * k + j] -= share * m[i * k + j] }
                y[row] -= share * y[i]
            }
        }
        for i in (0..<k).reversed() {
            for j in i + 1..<max(k, i + 1) { y[i] -= m[i * k + j] * y[j] }
            y[i] /= m[i * k + i]
        }
        return true
    }
}
