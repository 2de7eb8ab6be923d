/// The sums over rows that a `BlockPreconditioner` is made of: of every column its block of the Hessian and that of it and the
/// constant; of the first columns all pairs.
struct BlockSums {
    let ridge: Double
    /// The block of the constant, the penalty included.
    private(set) var constant: SmallMatrix
    private let size: Int
    private let head: Int
    /// A column: the upper triangle of its block, then of that with the constant.
    private var table: [Float]
    /// Pairs of the head, row-major.
    private var pairs: [Double]
    /// What a sum with the constant is to be multiplied by.
    private let scale: Double

    private static func triangle(_ size: Int) -> Int { size * (size + 1) / 2 }

    init(_ rows: SparseRows, _ basis: Helmert, curvature: Numbers<Double>, head: Int) {
        (size, self.head, ridge) = (basis.width, head, rows.ridge)
        let (size, triangle) = (size, Self.triangle(basis.width))
        let count = head * size
        let tables = (0..<rows.laneCount).map { _ in
            Numbers(repeating: Float(0), count: 2 * triangle * rows.columnCount)
        }
        let squares = (0..<rows.laneCount).map { _ in Numbers(repeating: 0.0, count: count * count) }
        let totals = (0..<rows.laneCount).map { _ in Numbers(repeating: 0.0, count: size * size) }
        let stride = Preconditioner.stride(rows, head: head)
        let unit = rows.unit * rows.unit
        rows.perform { lane, range, data in
            let (table, matrix, total) = (tables[lane].pointer, squares[lane].pointer, totals[lane].pointer)
            withUnsafeTemporaryAllocation(of: Double.self, capacity: size * size + basis.classes) { buffer in
                withUnsafeTemporaryAllocation(of: Float.self, capacity: triangle) { singles in
                    guard let block = buffer.baseAddress, let single = singles.baseAddress else { return }
                    for i in range {
                        Self.block(basis, curvature.pointer + i * basis.classes, rows.weight, into: block)
                        var place = 0
                        for a in 0..<size {
                            for b in 0..<size { total[a * size + b] += block[a * size + b] }
                            for b in a..<size {
                                single[place] = Float(block[a * size + b] * unit)
                                place += 1
                            }
                        }
                        let row = data.members[i]
                        let entries = data.start[row]..<data.start[row + 1]
                        for e in entries {
                            let x = data.values[e]
                            let sums = table + Int(data.columns[e]) &* (2 &* triangle)
                            for k in 0..<triangle {
                                let s = x * single[k]
                                sums[k] += s * x
                                sums[triangle &+ k] += s
                            }
                        }
                        if head > 0, i % stride == 0 {
                            Self.addPairs(entries, data, head, size, block, unit * Double(stride), to: matrix)
                        }
                    }
                }
            }
        }
        let x0 = Double(rows.layout.constant) * rows.unit
        // One factor of the unit is the constant's own.
        scale = x0 / rows.unit
        constant = SmallMatrix(size: size)
        for total in totals { for k in 0..<(size * size) { constant.entries[k] += total[k] * x0 * x0 } }
        for k in 0..<size { constant[k, k] += rows.ridge }
        table = tables.first?.array ?? []
        for other in tables.dropFirst() { for k in table.indices { table[k] += other[k] } }
        pairs = squares.first?.array ?? []
        for other in squares.dropFirst() { for k in pairs.indices { pairs[k] += other[k] } }
    }

    /// c·Qᵀ(diag p − ppᵀ)Q, row-major.
    @inline(__always)
    private static func block(
        _ basis: Helmert, _ p: UnsafeMutablePointer<Double>, _ c: Double, into block: UnsafeMutablePointer<Double>
    ) {
        let (size, t) = (basis.width, block + basis.width * basis.width)
        for a in 0..<size {
            basis.column(a, into: t)
            basis.bend(t, p, c)
            basis.gather(t, into: block + a * size)
        }
    }

    /// Both triangles: a test for one would cost more.
    @inline(__always)
    private static func addPairs(
        _ entries: Range<Int>, _ data: SparseRows.Data, _ head: Int, _ size: Int, _ block: UnsafeMutablePointer<Double>,
        _ scale: Double, to matrix: UnsafeMutablePointer<Double>
    ) {
        let width = head * size
        for e in entries where Int(data.columns[e]) < head {
            let x = Double(data.values[e]) * scale
            for f in entries where Int(data.columns[f]) < head {
                let xy = x * Double(data.values[f])
                let corner = matrix + Int(data.columns[e]) * size * width + Int(data.columns[f]) * size
                for a in 0..<size { for b in 0..<size { corner[a * width + b] += xy * block[a * size + b] } }
            }
        }
    }

    /// A column's block of the Hessian, the penalty included.
    func block(_ column: Int) -> SmallMatrix {
        var out = matrix(at: 2 * column * Self.triangle(size), times: 1)
        for k in 0..<size { out[k, k] += ridge }
        return out
    }

    /// The block of a column and the constant.
    func border(_ column: Int) -> SmallMatrix { matrix(at: (2 * column + 1) * Self.triangle(size), times: scale) }

    private func matrix(at start: Int, times scale: Double) -> SmallMatrix {
        var (out, place) = (SmallMatrix(size: size), start)
        for a in 0..<size {
            for b in a..<size {
                out[a, b] = Double(table[place]) * scale
                out[b, a] = out[a, b]
                place += 1
            }
        }
        return out
    }

    /// A factor of the pairs, centred; nil where there are none, or rounding has left none that is positive definite.
    ///
    /// - Parameter constant: the inverse of the constant's block; nil where there is none.
    func headFactor(constant: SmallMatrix?) -> Cholesky? {
        guard head > 0 else { return nil }
        let width = head * size
        var matrix = pairs
        for i in 0..<width { matrix[i * width + i] += ridge }
        if let constant {
            let borders = (0..<head).map { border($0) }
            for i in 1..<max(1, head) {
                let left = borders[i] * constant
                for j in 1...i {
                    let both = left * borders[j]
                    for a in 0..<size {
                        for b in 0..<size { matrix[(i * size + a) * width + j * size + b] -= both[a, b] }
                    }
                }
            }
            // The constant itself is not the head's.
            for i in 0..<width { for j in 0..<size { matrix[i * width + j] = i == j ? 1 : 0 } }
        }
        return try? Cholesky(matrix, size: width)
    }
}
