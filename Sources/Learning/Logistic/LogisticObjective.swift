import Records

/// The regularised logistic loss over some rows, in the units of a sum: G(w) = (ρ/2)‖w‖² + c Σ ln(1+exp(−yᵢwᵀxᵢ)).
///
/// ρ = 1, c = C for the sum form, where G = J; ρ = nλ, c = 1 for the mean form, where G = nF. G is ρ-strongly convex.
package struct LogisticObjective: Sendable {
    package let features: Features
    package let labels: [Bool]
    /// Positions into the features; their order is the order of summation.
    package let rows: [Int]
    /// ρ.
    package let ridge: Double
    /// c.
    package let weight: Double
    /// G divided by this is J or F.
    package let scale: Double
    /// Entries of the rows.
    let entries: Int

    package init(_ form: LogisticRecipe.Form, features: Features, labels: [Bool], rows: [Int]) {
        self.features = features
        self.labels = labels
        self.rows = rows
        switch form {
        case .sum(let c):
            (ridge, weight, scale) = (1, c, 1)
        case .mean(let lambda):
            (ridge, weight, scale) = (Double(rows.count) * lambda, 1, Double(rows.count))
        }
        entries = rows.reduce(0) { $0 + features.rowStart[$1 + 1] - features.rowStart[$1] }
    }

    package var dimension: Int { features.dimension }

    /// What is known at one w.
    package struct Point: Sendable {
        package var weights: [Double]
        /// G(w).
        package var value: Double
        /// ∇G(w).
        package var gradient: [Double]
        /// The diagonal of ∇²G(w).
        package var diagonal: [Double]
        /// c·pᵢ(1−pᵢ), one a row.
        package var curvature: [Double]
        /// ‖∇G(w)‖.
        package var gradientNorm: Double
    }

    /// The value, the gradient and the curvature at `w`, in one pass.
    ///
    /// - Complexity: O(entries + dimension).
    package func evaluate(_ w: [Double]) -> Point {
        let d = dimension
        var curvature = Array(repeating: 0.0, count: rows.count)
        let sums = curvature.withUnsafeMutableBufferPointer { buffer in
            // Each row's place is written once, by the chunk that holds the row.
            nonisolated(unsafe) let curvature = buffer
            return ChunkedSum.over(rows.count, width: 2 * d + 1, entries: entries) { chunk, sums in
                withRows { start, columns, values in
                    w.withUnsafeBufferPointer { w in
                        for i in chunk {
                            let row = rows[i]
                            let range = start[row]..<start[row + 1]
                            var logit = 0.0
                            for k in range { logit += values[k] * w[Int(columns[k])] }
                            let (loss, residual, spread) = Self.terms(logit, labels[row])
                            curvature[i] = weight * spread
                            sums[2 * d] += loss
                            for k in range {
                                let (j, x) = (Int(columns[k]), values[k])
                                sums[j] += residual * x
                                sums[d + j] += spread * x * x
                            }
                        }
                    }
                }
            }
        }
        let gradient = combined(ridge, w, weight, sums[..<d])
        let ones = Array(repeating: 1.0, count: d)
        let diagonal = combined(ridge, ones, weight, sums[d..<(2 * d)])
        return Point(
            weights: w, value: 0.5 * ridge * Vectors.dot(w, w) + weight * sums[2 * d], gradient: gradient,
            diagonal: diagonal, curvature: curvature, gradientNorm: Vectors.norm(gradient))
    }

    /// One record's loss ln(1+e^(−yz)), residual p − [y = 1] and p(1−p) at logit z, without cancellation.
    static func terms(_ z: Double, _ label: Bool) -> (loss: Double, residual: Double, spread: Double) {
        let e = Elementary.exp(nonPositive: -abs(z))
        let (likely, unlikely) = (1 / (1 + e), e / (1 + e))
        let isRight = (z >= 0) == label
        let loss = Elementary.log1p(nonNegative: e) + (isRight ? 0 : abs(z))
        let size = isRight ? unlikely : likely
        return (loss, label ? -size : size, likely * unlikely)
    }

    /// c·(pᵢ − [yᵢ = 1]): the gradient of a record's term is this times xᵢ.
    package func residual(_ row: Int, _ w: [Double]) -> Double {
        weight * Self.terms(features.dot(row, w), labels[row]).residual
    }

    /// ∇²G(w)·v, for the curvature at w.
    ///
    /// - Complexity: O(entries + dimension).
    package func hessianProduct(_ v: [Double], curvature: [Double]) -> [Double] {
        let sums = ChunkedSum.over(rows.count, width: dimension, entries: entries) { chunk, sums in
            withRows { start, columns, values in
                v.withUnsafeBufferPointer { v in
                    for i in chunk {
                        let row = rows[i]
                        let range = start[row]..<start[row + 1]
                        var dot = 0.0
                        for k in range { dot += values[k] * v[Int(columns[k])] }
                        dot *= curvature[i]
                        for k in range { sums[Int(columns[k])] += dot * values[k] }
                    }
                }
            }
        }
        return combined(ridge, v, 1, sums[...])
    }

    /// a·v + b·sums, coordinate by coordinate.
    private func combined(_ a: Double, _ v: [Double], _ b: Double, _ sums: ArraySlice<Double>) -> [Double] {
        var out = Array(sums)
        out.withUnsafeMutableBufferPointer { out in
            v.withUnsafeBufferPointer { v in
                for j in out.indices { out[j] = a * v[j] + b * out[j] }
            }
        }
        return out
    }

    /// The arrays of the rows without bounds checks; the loops above stay within what `Features` guarantees.
    private func withRows(
        _ body: (UnsafeBufferPointer<Int>, UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<Double>) -> Void
    ) {
        features.rowStart.withUnsafeBufferPointer { start in
            features.columns.withUnsafeBufferPointer { columns in
                features.values.withUnsafeBufferPointer { values in body(start, columns, values) }
            }
        }
    }
}
