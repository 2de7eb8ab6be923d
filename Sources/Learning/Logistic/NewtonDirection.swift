/// How the linear system of a Newton step is solved. The choice costs time, never bits: what is published is certified.
enum NewtonDirection {
    case cholesky
    case conjugateGradients

    /// Products that conjugate gradients are taken to need.
    private static let typicalProducts = 40
    /// The factor is kept: 2 MB.
    private static let largestSize = 512

    /// The cheaper one, by operations.
    static func cheaper(for objective: LogisticObjective) -> NewtonDirection {
        let (d, n) = (objective.dimension, max(1, objective.rows.count))
        guard objective.outputs == 1, d <= largestSize else { return .conjugateGradients }
        let perRow = objective.entries / n
        let direct = objective.entries * (perRow + 1) / 2 + d * d * d / 3
        return direct <= 2 * typicalProducts * objective.entries ? .cholesky : .conjugateGradients
    }
}

extension LogisticObjective {
    /// ∇²G for the curvature at w; two classes, few columns.
    ///
    /// - Complexity: O(Σ nnzᵢ² + dimension²).
    package func hessian(curvature: [Double]) -> PackedMatrix {
        let d = dimension
        let width = d * (d + 1) / 2
        let pairs = entries * (entries / max(1, rows.count) + 1) / 2
        let sum = ChunkedSum(rows.count, width: width, entries: pairs)
        var matrix = PackedMatrix(size: d)
        matrix.entries = sum.sum { block, sums in
            withRows { data in
                curvature.withUnsafeBufferPointer { curvature in
                    for i in block {
                        let row = rows[i]
                        let range = data.start[row]..<data.start[row + 1]
                        for k in range {
                            let scaled = curvature[i] * data.values[k]
                            let column = Int(data.columns[k])
                            let line = sums + column * (column + 1) / 2
                            for l in range.lowerBound...k { line[Int(data.columns[l])] += scaled * data.values[l] }
                        }
                    }
                }
            }
        }
        for j in 0..<d { matrix.entries[j * (j + 1) / 2 + j] += ridge }
        return matrix
    }
}
