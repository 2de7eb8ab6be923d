/// An approximate inverse of a Hessian, symmetric and positive definite.
protocol Preconditioning: Sendable {
    /// q ← M⁻¹p; gives pᵀq.
    func apply(_ p: Numbers<Double>, into q: Numbers<Double>) -> Double

    /// r ← r − αq, then z ← M⁻¹r; gives rᵀr and rᵀz.
    func apply(_ r: Numbers<Double>, less alpha: Double, _ q: Numbers<Double>, into z: Numbers<Double>) -> (
        square: Double, product: Double
    )
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

    private static let textHead = 128
    /// Rows beyond which columns together bring less than they cost.
    private static let manyRows = 200_000

    /// Columns that are solved for together.
    private static func headSize(_ rows: SparseRows) -> Int {
        if rows.columnCount <= FeatureLayout.head { return rows.columnCount }
        return rows.count > manyRows ? 0 : textHead
    }

    /// Every so many rows are looked at for the head where it is a part only: its pairs may cost as much as two passes.
    static func sampling(_ rows: SparseRows, head: Int) -> Int {
        guard head < rows.columnCount, rows.count > 0 else { return 1 }
        var pairs = 0
        rows.withData { data in
            for i in stride(from: 0, to: rows.count, by: 64) {
                let place = data.members[i]
                let entries = SparseRows.head(data.start[place]..<data.start[place + 1], data)
                let found = entries.count { Int(data.columns[$0]) < head }
                pairs += found * found
            }
        }
        return max(1, pairs * 64 / max(1, 2 * rows.entries))
    }

    /// - Parameter curvature: of every row; nil at w = 0, where it is c/4 for all of them: the sums over all rows of the layout
    ///   are near enough then, and no pass is needed.
    /// - Complexity: O(entries + Σ head entries²).
    init(_ rows: SparseRows, curvature: Numbers<Double>?) {
        let d = rows.columnCount
        hasConstant = rows.hasConstant
        let x0 = Double(rows.layout.constant) * rows.unit
        let sums = curvature.map { Self.sums(rows, $0) } ?? Self.flatSums(rows)
        inverse = Numbers(repeating: 0, count: d)
        border = Numbers(repeating: 0, count: d)
        let constant = rows.ridge + sums.curvature * x0 * x0
        for j in 0..<d {
            var (b, diagonal) = (sums.columns[2 * j] * x0, rows.ridge + sums.columns[2 * j + 1])
            if hasConstant, j == 0 { (b, diagonal) = (0, constant) }
            border[j] = b
            if hasConstant, j > 0 { diagonal = max(diagonal - b * b / constant, 0.5 * rows.ridge) }
            inverse[j] = 1 / diagonal
        }
        let head = Self.headSize(rows)
        var matrix = Self.pairs(rows, curvature, head: head)
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

    /// Σᵢdᵢ; and Σᵢdᵢxᵢⱼ and Σᵢdᵢxᵢⱼ² of every column, side by side.
    private typealias Sums = (curvature: Double, columns: Numbers<Double>)

    private static func sums(_ rows: SparseRows, _ curvature: Numbers<Double>) -> Sums {
        let (d, unit) = (rows.columnCount, rows.unit)
        let tables = (0..<rows.laneCount).map { _ in Numbers(repeating: Float(0), count: 2 * d) }
        let totals = Numbers(repeating: 0.0, count: rows.laneCount)
        rows.perform { lane, range, data in
            let table = tables[lane].pointer
            var total = 0.0
            for i in range {
                let place = data.members[i]
                let scaled = Float(curvature[i])
                total += curvature[i]
                for k in data.start[place]..<data.start[place + 1] {
                    let (column, x) = (Int(data.columns[k]), data.values[k])
                    let s = x * scaled
                    table[2 &* column] += s
                    table[2 &* column &+ 1] += s * x
                }
            }
            totals[lane] = total
        }
        let columns = Numbers(repeating: 0.0, count: 2 * d)
        for table in tables {
            for j in 0..<d {
                columns[2 * j] += Double(table[2 * j]) * unit
                columns[2 * j + 1] += Double(table[2 * j + 1]) * (unit * unit)
            }
        }
        return (totals.array.reduce(0, +), columns)
    }

    private static func flatSums(_ rows: SparseRows) -> Sums {
        let share = 0.25 * rows.weight * Double(rows.count) / Double(max(1, rows.layout.rows.count))
        let columns = Numbers(repeating: 0.0, count: 2 * rows.columnCount)
        for j in 0..<rows.columnCount {
            columns[2 * j] = share * rows.layout.sums[j]
            columns[2 * j + 1] = share * rows.layout.squares[j]
        }
        return (0.25 * rows.weight * Double(rows.count), columns)
    }

    /// Σᵢdᵢxᵢⱼxᵢₖ of the head, row-major.
    private static func pairs(_ rows: SparseRows, _ curvature: Numbers<Double>?, head: Int) -> [Double] {
        guard head > 0 else { return [] }
        let squares = (0..<rows.laneCount).map { _ in Numbers(repeating: 0.0, count: head * head) }
        let every = Self.sampling(rows, head: head)
        let (flat, scale) = (0.25 * rows.weight, rows.unit * rows.unit * Double(every))
        rows.perform { lane, range, data in
            let matrix = squares[lane].pointer
            withUnsafeTemporaryAllocation(of: (Int, Double).self, capacity: head + 1) { found in
                for i in stride(from: range.lowerBound, to: range.upperBound, by: every) {
                    let place = data.members[i]
                    let scaled = (curvature?[i] ?? flat) * scale
                    var count = 0
                    for k in SparseRows.head(data.start[place]..<data.start[place + 1], data) {
                        let column = Int(data.columns[k])
                        guard column < head else { continue }
                        found.initializeElement(at: count, to: (column, Double(data.values[k])))
                        count += 1
                    }
                    for p in 0..<count {
                        let (row, x) = found[p]
                        let line = matrix + row * head
                        // Both triangles: a test for one would cost more.
                        let s = scaled * x
                        for q in 0..<count { line[found[q].0] += s * found[q].1 }
                    }
                }
            }
        }
        var matrix = squares[0].array
        for other in squares.dropFirst() { for k in matrix.indices { matrix[k] += other[k] } }
        return matrix
    }

    func apply(_ p: Numbers<Double>, into q: Numbers<Double>) -> Double {
        apply(p, less: 0, q, into: q, isPlain: true).product
    }

    func apply(_ r: Numbers<Double>, less alpha: Double, _ q: Numbers<Double>, into z: Numbers<Double>) -> (
        square: Double, product: Double
    ) {
        apply(r, less: alpha, q, into: z, isPlain: false)
    }

    /// In one go over the columns: they are long beside the entries of a text.
    ///
    /// - Parameter isPlain: r stays as it is.
    @inline(__always)
    private func apply(
        _ r: Numbers<Double>, less alpha: Double, _ q: Numbers<Double>, into z: Numbers<Double>, isPlain: Bool
    ) -> (square: Double, product: Double) {
        // Of columns that are not solved for nothing is asked.
        let d = z.count
        guard d > 0 else { return (0, 0) }
        let begin = hasConstant ? 1 : 0
        let head = min(head, d)
        // Those that are solved for together, and on to a whole chunk.
        let first = min(d, (max(head, begin) + 7) & ~7)
        var square = 0.0
        if !isPlain { for j in 0..<first { r[j] -= alpha * q[j] } }
        for j in 0..<first { square += r[j] * r[j] }
        let r0 = hasConstant ? r[0] * inverse[0] : 0
        var (s, t) = (0.0, 0.0)
        if let factor {
            var right = (0..<head).map { r[$0] - border[$0] * r0 }
            if hasConstant { right[0] = 0 }
            let solved = factor.solve(right)
            for j in begin..<head { z[j] = solved[j] }
        }
        for j in max(head, begin)..<max(first, head, begin) { z[j] = (r[j] - border[j] * r0) * inverse[j] }
        for j in begin..<max(first, begin) {
            s += border[j] * z[j]
            t += r[j] * z[j]
        }
        let whole = max(first, d & ~7)
        var (squares, borders, products) = (Chunk(), Chunk(), Chunk())
        for j in stride(from: first, to: whole, by: 8) {
            var rest = r.chunk(j)
            if !isPlain {
                rest -= alpha * q.chunk(j)
                r.set(j, rest)
            }
            squares += rest * rest
            let beside = border.chunk(j)
            let own = (rest - beside * r0) * inverse.chunk(j)
            z.set(j, own)
            borders += beside * own
            products += rest * own
        }
        square += squares.sum()
        s += borders.sum()
        t += products.sum()
        for j in whole..<d {
            if !isPlain { r[j] -= alpha * q[j] }
            square += r[j] * r[j]
            z[j] = (r[j] - border[j] * r0) * inverse[j]
            s += border[j] * z[j]
            t += r[j] * z[j]
        }
        if hasConstant {
            z[0] = r0 - s * inverse[0]
            t += r[0] * z[0]
        }
        return (square, t)
    }
}
