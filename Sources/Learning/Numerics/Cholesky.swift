import Records

/// A = L·Lᵀ for A symmetric positive definite. Every element is computed in one fixed order, whatever runs at once, so the
/// bits depend on A alone. Golub & Van Loan, *Matrix Computations*, 2013, §4.2.
struct Cholesky: Sendable {
    /// Columns that are finished together. The order of an element's operations does not depend on it.
    private static let width = 16

    let size: Int
    /// Row-major; what is above the diagonal means nothing.
    private var factor: [Double]

    /// - Parameter matrix: row-major, the lower triangle is read.
    /// - Returns: nil where rounding leaves a pivot that may as well be 0: the matrix is singular, or all but.
    /// - Throws: what `step` throws, called with the share that is done.
    /// - Complexity: O(size³ / 3).
    init?(_ matrix: [Double], size: Int, step: (Double) throws -> Void = { _ in }) throws {
        precondition(matrix.count == size * size, "a square matrix")
        self.size = size
        factor = matrix
        let diagonal = (0..<size).map { matrix[$0 * size + $0] }
        for first in stride(from: 0, to: size, by: Self.width) {
            try step(Double(first) / Double(size))
            let last = min(first + Self.width, size)
            subtractFinished(before: first, in: first..<last)
            for j in first..<last {
                let pivot = factor[j * size + j]
                guard pivot > 8 * Rounding.gamma(size + 1) * diagonal[j] else { return nil }
                finish(j, root: pivot.squareRoot(), panel: last)
            }
        }
    }

    /// Takes the finished columns' share from columns `panel`, row after row.
    private mutating func subtractFinished(before first: Int, in panel: Range<Int>) {
        guard first > 0 else { return }
        let size = size
        // The panel's rows of L, turned: a vector a finished column.
        var turned = Array(repeating: SIMD16<Double>(), count: first)
        for (lane, j) in panel.enumerated() {
            for k in 0..<first { turned[k][lane] = factor[j * size + k] }
        }
        let pieces = Parallel.lanes(size, isWorthwhile: first * (size - first) >= 1 << 14)
        factor.withUnsafeMutableBufferPointer { buffer in
            // Each piece writes its own rows.
            nonisolated(unsafe) let factor = buffer
            let vectors = turned
            Parallel.each(pieces) { piece in
                for i in stride(from: panel.lowerBound + piece, to: size, by: pieces) {
                    var row = SIMD16<Double>()
                    for (lane, j) in panel.enumerated() { row[lane] = factor[i * size + j] }
                    for k in 0..<first { row -= factor[i * size + k] * vectors[k] }
                    for (lane, j) in panel.enumerated() { factor[i * size + j] = row[lane] }
                }
            }
        }
    }

    /// Divides column j, and takes its share from the rest of its panel.
    private mutating func finish(_ j: Int, root: Double, panel last: Int) {
        let size = size
        factor.withUnsafeMutableBufferPointer { factor in
            factor[j * size + j] = root
            for i in j + 1..<max(size, j + 1) {
                let own = factor[i * size + j] / root
                factor[i * size + j] = own
                // The rows of the panel come first, so that the other rows find theirs divided.
                for k in j + 1..<max(min(last, i + 1), j + 1) {
                    factor[i * size + k] -= own * factor[k * size + j]
                }
            }
        }
    }

    /// x with A·x ≈ b.
    ///
    /// - Complexity: O(size²).
    func solve(_ b: [Double]) -> [Double] {
        precondition(b.count == size, "one number a row")
        var x = b
        for i in 0..<size {
            var rest = x[i]
            for k in 0..<i { rest -= factor[i * size + k] * x[k] }
            x[i] = rest / factor[i * size + i]
        }
        for i in (0..<size).reversed() {
            x[i] /= factor[i * size + i]
            let own = x[i]
            for k in 0..<i { x[k] -= factor[i * size + k] * own }
        }
        return x
    }
}
