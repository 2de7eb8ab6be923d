extension NormalSums {
    /// w with (XᵀX + λI)·w = Xᵀy, one a place of `occurring`; nil where that has no unique solution in double precision.
    ///
    /// A Cholesky factor of the rounded matrix corrects w by what w leaves of the whole numbers, computed to 106 bits, until
    /// nothing is left to correct (Higham, *Accuracy and Stability of Numerical Algorithms*, 2002, §12): w is then
    /// within some units of roundoff of the true solution (tested at condition numbers beyond 10¹⁰). A step that does not
    /// gain a bit ends it.
    /// - Throws: `CancellationError` by `step`, called with the share that is done.
    /// - Complexity: O(d³ / 3), d the number of columns that occur.
    func solution(lambda: Double, step: (Double) throws -> Void) throws -> [Double]? {
        let places = occurring
        let size = places.count
        // Exact: the unit is a power of two.
        let penalty = lambda * fixed.unit * fixed.unit
        var diagonal = places.map { DoubleDouble(squares[start(of: $0) + $0]) }
        for i in 0..<size { diagonal[i] += penalty }
        // Powers of two that bring the diagonal to 1…4.
        let scales = diagonal.map { Self.inverseRoot($0.value) }
        var matrix = Array(repeating: 0.0, count: size * size)
        for i in 0..<size {
            let start = start(of: places[i])
            for j in i + 1..<max(size, i + 1) {
                matrix[j * size + i] = Double(rounding: squares[start + places[j]]) * scales[i] * scales[j]
            }
            matrix[i * size + i] = diagonal[i].value * scales[i] * scales[i]
        }
        guard let factor = try Cholesky(matrix, size: size, step: step) else { return nil }

        var w = Array(repeating: DoubleDouble(), count: size)
        var previous = Double.infinity
        while true {
            try step(1)
            let left = residual(of: w, diagonal: diagonal, places: places)
            let correction = factor.solve(zip(left, scales).map { $0.value * $1 })
            for i in 0..<size { w[i] += correction[i] * scales[i] }
            let length = Vectors.norm(zip(w, scales).map { $0.value / $1 })
            let change = Vectors.norm(correction)
            if change <= 0x1p-58 * length { return w.map(\.value) }
            // Refinement that does not gain a bit a step is at its end; or the matrix is all but singular.
            guard change <= previous / 2 else { return change <= 0x1p-50 * length ? w.map(\.value) : nil }
            previous = change
        }
    }

    /// Xᵀy − (XᵀX + λI)·w, every product and sum to 106 bits.
    private func residual(
        of w: [DoubleDouble], diagonal: [DoubleDouble], places: [Int]
    ) -> [DoubleDouble] {
        var left = places.map { DoubleDouble(products[$0]) }
        for i in places.indices {
            left[i].subtract(diagonal[i], times: w[i])
            let start = start(of: places[i])
            for j in i + 1..<max(places.count, i + 1) where squares[start + places[j]] != 0 {
                let element = DoubleDouble(squares[start + places[j]])
                left[i].subtract(element, times: w[j])
                left[j].subtract(element, times: w[i])
            }
        }
        return left
    }

    /// A power of two near 1/√x; 1 for 0.
    private static func inverseRoot(_ x: Double) -> Double {
        guard x > 0 else { return 1 }
        let half = (x.exponent - (x.exponent & 1)) / 2
        return Double(sign: .plus, exponent: -half, significand: 1)
    }
}
