/// Preconditioned conjugate gradients for H·x = b, H symmetric positive definite. Hestenes & Stiefel 1952,
/// doi:10.6028/jres.049.044; preconditioned by the diagonal of H (Jacobi).
package enum ConjugateGradients {
    package struct Solution: Sendable {
        package var x: [Double]
        /// ‖b − H·x‖ / ‖b‖ as the recurrence has it.
        package var relativeResidual: Double
        package var products: Int
    }

    /// Begins at 0 and ends at ‖b − H·x‖ ≤ tolerance·‖b‖, or after `limit` products; every iterate x has bᵀx > 0.
    ///
    /// - Throws: what `product` throws (cancellation).
    package static func solve(
        _ b: [Double], diagonal: [Double], tolerance: Double, limit: Int, product: ([Double]) throws -> [Double]
    ) throws -> Solution {
        let size = Vectors.norm(b)
        var x = Array(repeating: 0.0, count: b.count)
        var residual = b
        var norm = size
        let inverse = diagonal.map { 1 / $0 }
        var z = b
        var rho = precondition(residual, inverse, into: &z).product
        var direction = z
        var products = 0
        while norm > tolerance * size, products < limit {
            let image = try product(direction)
            products += 1
            let curvature = Vectors.dot(direction, image)
            // Not positive, or not a number: overflow or rounding has eaten the matrix; what there is must do.
            guard curvature > 0, curvature.isFinite else { break }
            let step = rho / curvature
            Vectors.add(step, direction, to: &x)
            Vectors.add(-step, image, to: &residual)
            let next = precondition(residual, inverse, into: &z)
            norm = next.square.squareRoot()
            Vectors.scale(&direction, by: next.product / rho, adding: z)
            rho = next.product
        }
        return Solution(x: x, relativeResidual: size > 0 ? norm / size : 0, products: products)
    }

    /// z ← D⁻¹r; gives rᵀz and rᵀr.
    private static func precondition(
        _ residual: [Double], _ inverse: [Double], into z: inout [Double]
    ) -> (product: Double, square: Double) {
        z.withUnsafeMutableBufferPointer { z in
            residual.withUnsafeBufferPointer { residual in
                inverse.withUnsafeBufferPointer { inverse in
                    var (product, square) = (0.0, 0.0)
                    for j in z.indices {
                        z[j] = residual[j] * inverse[j]
                        product += residual[j] * z[j]
                        square += residual[j] * residual[j]
                    }
                    return (product, square)
                }
            }
        }
    }
}
