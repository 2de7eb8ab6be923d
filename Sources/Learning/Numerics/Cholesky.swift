/// The lower triangle of a symmetric matrix, row after row: entry (i, j), j ≤ i, at i(i+1)/2 + j.
package struct PackedMatrix: Sendable {
    package let size: Int
    package var entries: [Double]

    package init(size: Int) {
        self.size = size
        entries = Array(repeating: 0, count: size * (size + 1) / 2)
    }
}

/// A = L·Lᵀ for a symmetric positive definite A, in one fixed order of operations. Golub & Van Loan 2013, algorithm 4.2.
package struct Cholesky: Sendable {
    private let factor: PackedMatrix

    /// nil where A is not positive definite, to rounding.
    ///
    /// - Complexity: O(size³).
    package init?(_ matrix: PackedMatrix) {
        var factor = matrix
        let size = matrix.size
        let isPositive = factor.entries.withUnsafeMutableBufferPointer { a in
            for i in 0..<size {
                let rowI = i * (i + 1) / 2
                for j in 0...i {
                    let rowJ = j * (j + 1) / 2
                    var sums = (0.0, 0.0, 0.0, 0.0)
                    var k = 0
                    while k + 4 <= j {
                        sums.0 += a[rowI + k] * a[rowJ + k]
                        sums.1 += a[rowI + k + 1] * a[rowJ + k + 1]
                        sums.2 += a[rowI + k + 2] * a[rowJ + k + 2]
                        sums.3 += a[rowI + k + 3] * a[rowJ + k + 3]
                        k += 4
                    }
                    var sum = (sums.0 + sums.1) + (sums.2 + sums.3)
                    while k < j {
                        sum += a[rowI + k] * a[rowJ + k]
                        k += 1
                    }
                    let rest = a[rowI + j] - sum
                    if i == j {
                        guard rest > 0, rest.isFinite else { return false }
                        a[rowI + j] = rest.squareRoot()
                    } else {
                        a[rowI + j] = rest / a[rowJ + j]
                    }
                }
            }
            return true
        }
        guard isPositive else { return nil }
        self.factor = factor
    }

    /// x with A·x = b.
    ///
    /// - Complexity: O(size²).
    package func solve(_ b: [Double]) -> [Double] {
        precondition(b.count == factor.size)
        var x = b
        factor.entries.withUnsafeBufferPointer { l in
            x.withUnsafeMutableBufferPointer { x in
                for i in x.indices {
                    let row = i * (i + 1) / 2
                    for k in 0..<i { x[i] -= l[row + k] * x[k] }
                    x[i] /= l[row + i]
                }
                for i in x.indices.reversed() {
                    let row = i * (i + 1) / 2
                    x[i] /= l[row + i]
                    for k in 0..<i { x[k] -= l[row + k] * x[i] }
                }
            }
        }
        return x
    }
}
