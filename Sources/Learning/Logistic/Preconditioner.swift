/// An approximate inverse of a Hessian, symmetric and positive definite.
protocol Preconditioning: Sendable {
    /// q ← M⁻¹p; gives pᵀq.
    func apply(_ p: Numbers<Double>, into q: Numbers<Double>) -> Double
}

/// An approximate inverse of a two-class Hessian: the constant is taken out exactly (centring), the most frequent columns are
/// solved for together by a Cholesky factor, the rest by their diagonal. It only steers; no bit depends on it.
final class Preconditioner: Preconditioning {
    private let head: Int
    private let factor: Cholesky?
    /// 1 over the diagonal, centred.
    private let inverse: Numbers<Double>
    /// The Hessian's column of the constant.
    private let border: Numbers<Double>
    private let hasConstant: Bool

    private static let wholeSize = 320
    private static let textHead = 128
    /// Rows beyond which columns together bring less than they cost.
    private static let manyRows = 200_000

    /// Columns that are solved for together.
    private static func headSize(_ rows: SparseRows) -> Int {
        if rows.columnCount <= wholeSize { return rows.columnCount }
        return rows.count > manyRows ? 0 : textHead
    }

    /// Every so many rows are looked at for the head where it is a part only: its pairs may cost as much as two passes.
    static func stride(_ rows: SparseRows, head: Int) -> Int {
        guard head < rows.columnCount, rows.count > 0 else { return 1 }
        var pairs = 0
        rows.withData { data in
            for i in Swift.stride(from: 0, to: rows.count, by: 64) {
                let place = data.members[i]
                var found = 0
                for k in data.start[place]..<data.start[place + 1] where Int(data.columns[k]) < head { found += 1 }
                pairs += found * found
            }
        }
        return max(1, pairs * 64 / max(1, 2 * rows.entries))
    }

    /// - Complexity: O(entries + Σ head entries²).
    init(_ rows: SparseRows, curvature: Numbers<Double>) {
        let d = rows.dimension
        hasConstant = rows.hasConstant
        let x0 = Double(rows.layout.constant) * rows.unit
        let head = Self.headSize(rows)
        let tables = (0..<rows.laneCount).map { _ in Numbers(repeating: Float(0), count: 2 * d) }
        let squares = (0..<rows.laneCount).map { _ in Numbers(repeating: 0.0, count: head * head) }
        let totals = Numbers(repeating: 0.0, count: rows.laneCount)
        let square = rows.unit * rows.unit
        let stride = Self.stride(rows, head: head)
        rows.perform { lane, range, data in
            let (table, matrix) = (tables[lane].pointer, squares[lane].pointer)
            var total = 0.0
            withUnsafeTemporaryAllocation(of: (Int, Double).self, capacity: head + 1) { found in
                for i in range {
                    let place = data.members[i]
                    let scaled = curvature[i] * square
                    let single = Float(scaled)
                    total += curvature[i]
                    var count = 0
                    for k in data.start[place]..<data.start[place + 1] {
                        let (column, x) = (Int(data.columns[k]), data.values[k])
                        let s = x * single
                        table[2 &* column] += s
                        table[2 &* column &+ 1] += s * x
                        if column < head, i % stride == 0 {
                            found.initializeElement(at: count, to: (column, Double(x)))
                            count += 1
                        }
                    }
                    for p in 0..<count {
                        let (row, x) = found[p]
                        let line = matrix + row * head
                        // Both triangles: a test for one would cost more.
                        let s = scaled * x * Double(stride)
                        for q in 0..<count { line[found[q].0] += s * found[q].1 }
                    }
                }
            }
            totals[lane] = total
        }
        inverse = Numbers(repeating: 0, count: d)
        border = Numbers(repeating: 0, count: d)
        var constant = rows.ridge
        for lane in 0..<rows.laneCount { constant += totals[lane] * x0 * x0 }
        for j in 0..<d {
            var (b, diagonal) = (0.0, rows.ridge)
            for table in tables {
                b += Double(table[2 * j])
                diagonal += Double(table[2 * j + 1])
            }
            // One factor of the unit is the constant's own.
            b *= x0 / rows.unit
            if hasConstant, j == 0 { (b, diagonal) = (0, constant) }
            border[j] = b
            if hasConstant, j > 0 { diagonal = max(diagonal - b * b / constant, 0.5 * rows.ridge) }
            inverse[j] = 1 / diagonal
        }
        var matrix = squares.isEmpty ? [] : squares[0].array
        for other in squares.dropFirst() { for k in matrix.indices { matrix[k] += other[k] } }
        for i in 0..<head {
            matrix[i * head + i] += rows.ridge
            if hasConstant { for j in 0...i { matrix[i * head + j] -= border[i] * border[j] / constant } }
        }
        if hasConstant, head > 0 {
            for i in 0..<head { matrix[i * head] = i == 0 ? 1 : 0 }
        }
        let factor = head > 0 ? try? Cholesky(matrix, size: head) : nil
        self.factor = factor
        self.head = factor == nil ? 0 : head
    }

    func apply(_ p: Numbers<Double>, into q: Numbers<Double>) -> Double {
        let d = inverse.count
        guard d > 0 else { return 0 }
        let p0 = hasConstant ? p[0] * inverse[0] : 0
        var (s, t) = (0.0, 0.0)
        if let factor {
            var right = (0..<head).map { p[$0] - border[$0] * p0 }
            if hasConstant { right[0] = 0 }
            let solved = factor.solve(right)
            for j in (hasConstant ? 1 : 0)..<head {
                q[j] = solved[j]
                s += border[j] * solved[j]
                t += p[j] * solved[j]
            }
        }
        for j in max(head, hasConstant ? 1 : 0)..<max(d, head) {
            let v = (p[j] - border[j] * p0) * inverse[j]
            q[j] = v
            s += border[j] * v
            t += p[j] * v
        }
        if hasConstant {
            q[0] = p0 - s * inverse[0]
            t += p[0] * q[0]
        }
        return t
    }
}
