/// The inverse of a Hessian of few weights, kept whole: what a record weighs in it (its leverage) is then a product of the few
/// numbers that it has.
public struct InverseHessian: Sendable {
    /// Weights; a thousand take eight megabytes and a second.
    public static let largestSize = 1024

    private let outputs: Int
    private let size: Int
    /// Row-major.
    private let entries: [Double]

    /// - Returns: nil where there are too many weights, or the Hessian is singular to rounding.
    /// - Throws: `CancellationError`.
    /// - Complexity: O(Σ entriesᵢ² · outputs² + size³).
    public init?(
        _ near: Neighbourhood, features: Features, outputs: Int, rows: [Int], work: Work = .silent
    ) throws {
        size = features.dimension * outputs
        guard size > 0, size <= Self.largestSize else { return nil }
        self.outputs = outputs
        let matrix = try Self.assembled(near, features, outputs, size, rows, work)
        let size = size
        func step(_ share: Double) throws {
            try work.step(Progress(phase: "weighing records", fraction: share, detail: "\(size) weights"))
        }
        guard let factor = try Cholesky(matrix, size: size, step: { try step(0.5 * $0) }) else { return nil }
        var entries: [Double] = []
        entries.reserveCapacity(size * size)
        var unit = Array(repeating: 0.0, count: size)
        for j in 0..<size {
            if j % 64 == 0 { try step(0.5 + 0.5 * Double(j) / Double(size)) }
            unit[j] = 1
            entries.append(contentsOf: factor.solve(unit))
            unit[j] = 0
        }
        self.entries = entries
    }

    private static func assembled(
        _ near: Neighbourhood, _ features: Features, _ outputs: Int, _ size: Int, _ rows: [Int], _ work: Work
    ) throws -> [Double] {
        var matrix = Array(repeating: 0.0, count: size * size)
        var block = Array(repeating: 0.0, count: outputs * outputs)
        for (index, row) in rows.enumerated() {
            if index % 4096 == 0 {
                try work.step(
                    Progress(phase: "weighing records", fraction: 0, detail: "\(index) of \(rows.count) records"))
            }
            block.withUnsafeMutableBufferPointer { near.curvature(row, $0) }
            let range = features.rowStart[row]..<features.rowStart[row + 1]
            for j in range {
                let left = Int(features.columns[j]) * outputs
                for l in range.lowerBound...j {
                    let (right, x) = (Int(features.columns[l]) * outputs, features.values[j] * features.values[l])
                    for k in 0..<outputs {
                        for m in 0..<outputs { matrix[(left + k) * size + right + m] += x * block[k * outputs + m] }
                    }
                }
            }
        }
        for outer in near.outer {
            for j in 0..<size where outer.vector[j] != 0 {
                let scaled = outer.weight * outer.vector[j]
                for l in 0...j { matrix[j * size + l] += scaled * outer.vector[l] }
            }
        }
        for j in 0..<size { matrix[j * size + j] += near.ridge }
        return matrix
    }

    /// H⁻¹v.
    ///
    /// - Complexity: O(size²).
    public func times(_ v: [Double]) -> [Double] {
        precondition(v.count == size, "a number a weight")
        return entries.withUnsafeBufferPointer { entries in
            v.withUnsafeBufferPointer { v in
                (0..<size).map { j in
                    // Four chains, in an order that no compiler changes.
                    var sums = SIMD4<Double>()
                    let row = j * size
                    var k = 0
                    while k + 4 <= size {
                        for lane in 0..<4 { sums[lane] += entries[row + k + lane] * v[k + lane] }
                        k += 4
                    }
                    var sum = sums.sum()
                    while k < size {
                        sum += entries[row + k] * v[k]
                        k += 1
                    }
                    return sum
                }
            }
        }
    }

    /// B = (I ⊗ xᵢ)ᵀH⁻¹(I ⊗ xᵢ), outputs × outputs.
    ///
    /// - Complexity: O(entriesᵢ² · outputs²).
    public func block(_ features: Features, _ row: Int, into block: UnsafeMutableBufferPointer<Double>) {
        let range = features.rowStart[row]..<features.rowStart[row + 1]
        entries.withUnsafeBufferPointer { entries in
            for k in 0..<outputs * outputs { block[k] = 0 }
            for j in range {
                let (left, x) = (Int(features.columns[j]) * outputs, features.values[j])
                for l in range {
                    let (right, y) = (Int(features.columns[l]) * outputs, x * features.values[l])
                    for k in 0..<outputs {
                        for m in 0..<outputs { block[k * outputs + m] += y * entries[(left + k) * size + right + m] }
                    }
                }
            }
        }
    }
}
