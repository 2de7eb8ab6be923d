/// The lower triangle of a symmetric matrix, row after row: entry (i, j), j ≤ i, at i(i+1)/2 + j.
package struct PackedMatrix: Sendable {
    package let size: Int
    package var entries: [Double]

    package init(size: Int) {
        self.size = size
        entries = Array(repeating: 0, count: size * (size + 1) / 2)
    }

    /// The factor L of L·Lᵀ; nil where the matrix is not positive definite, to rounding.
    var factor: Cholesky? {
        var square = Array(repeating: 0.0, count: size * size)
        for i in 0..<size {
            for j in 0...i { square[i * size + j] = entries[i * (i + 1) / 2 + j] }
        }
        return try? Cholesky(square, size: size)
    }
}
