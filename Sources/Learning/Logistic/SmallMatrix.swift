/// A symmetric matrix of a few numbers, for the blocks of a preconditioner.
struct SmallMatrix {
    let size: Int
    /// Row-major.
    var entries: [Double]

    /// Of zeros.
    init(size: Int) {
        self.size = size
        entries = Array(repeating: 0, count: size * size)
    }

    subscript(_ i: Int, _ j: Int) -> Double {
        get { entries[i * size + j] }
        set { entries[i * size + j] = newValue }
    }

    static func - (a: SmallMatrix, b: SmallMatrix) -> SmallMatrix {
        var out = a
        for k in out.entries.indices { out.entries[k] -= b.entries[k] }
        return out
    }

    static func * (a: SmallMatrix, b: SmallMatrix) -> SmallMatrix {
        var out = SmallMatrix(size: a.size)
        for i in 0..<a.size {
            for j in 0..<a.size { for k in 0..<a.size { out[i, j] += a[i, k] * b[k, j] } }
        }
        return out
    }

    /// Raises the diagonal to `least` where rounding has brought it lower; what is beside it goes then.
    mutating func keepAbove(_ least: Double) {
        for i in 0..<size where !(self[i, i] >= least) {
            for j in 0..<size { (self[i, j], self[j, i]) = (0, 0) }
            self[i, i] = least
        }
    }

    /// By elimination, and symmetric to the last bit; a pivot that is not positive counts as the diagonal entry alone.
    var inverse: SmallMatrix {
        var (a, out) = (self, SmallMatrix(size: size))
        for i in 0..<size { out[i, i] = 1 }
        for i in 0..<size {
            if !(a[i, i] > 0) {
                // Rounding has eaten the matrix.
                return diagonalInverse
            }
            let pivot = 1 / a[i, i]
            for j in 0..<size {
                a[i, j] *= pivot
                out[i, j] *= pivot
            }
            for k in 0..<size where k != i {
                let share = a[k, i]
                for j in 0..<size {
                    a[k, j] -= share * a[i, j]
                    out[k, j] -= share * out[i, j]
                }
            }
        }
        for i in 0..<size { for j in 0..<i { out[i, j] = out[j, i] } }
        return out
    }

    private var diagonalInverse: SmallMatrix {
        var out = SmallMatrix(size: size)
        for i in 0..<size { out[i, i] = 1 / max(self[i, i], .leastNormalMagnitude) }
        return out
    }

    /// Writes its rows, each filled up to `width`.
    func write(to place: UnsafeMutablePointer<Double>, width: Int) {
        for i in 0..<size { for j in 0..<size { place[i * width + j] = self[i, j] } }
    }
}
