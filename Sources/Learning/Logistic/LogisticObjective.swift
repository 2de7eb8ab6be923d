import Records

/// The regularised logistic loss over some rows, in the units of a sum: G(w) = (ρ/2)‖w‖² + c Σ ℓᵢ(w), where ℓᵢ is
/// ln(1+exp(−yᵢwᵀxᵢ)) for two classes and −ln softmax(Wxᵢ)[yᵢ] for more.
///
/// ρ = 1, c = C for the sum form, where G = J; ρ = nλ, c = 1 for the mean form, where G = nF. G is ρ-strongly convex.
package struct LogisticObjective: Sendable {
    package let features: Features
    /// Positions into the features; their order is the order of summation.
    package let rows: [Int]
    /// The class of every row of the features; with one output 1 is the positive one.
    let codes: [UInt32]
    /// 1 for two classes, else one a class. Weight k of column j stands at j · outputs + k.
    package let outputs: Int
    /// ρ.
    package let ridge: Double
    /// c.
    package let weight: Double
    /// G divided by this is J or F.
    package let scale: Double
    /// Entries of the rows.
    let entries: Int
    /// The order of the columns in all vectors; nil for the canonical one.
    let layout: ColumnLayout?

    /// - Parameter isFast: vectors are in the order that suits the cache, products of the Hessian rounded to Float;
    ///   `canonical(_:)` and `laidOut(_:)` go between.
    package init(
        _ form: LogisticRecipe.Form, features: Features, codes: [UInt32], outputs: Int = 1, rows: [Int],
        isFast: Bool = false
    ) {
        self.features = features
        layout = isFast ? features.layout : nil
        self.rows = rows
        self.codes = codes
        self.outputs = outputs
        switch form {
        case .sum(let c):
            (ridge, weight, scale) = (1, c, 1)
        case .mean(let lambda):
            (ridge, weight, scale) = (Double(rows.count) * lambda, 1, Double(rows.count))
        }
        entries = rows.reduce(0) { $0 + features.rowStart[$1 + 1] - features.rowStart[$1] }
    }

    /// A vector of this objective in the canonical order of the columns.
    func canonical(_ vector: [Double]) -> [Double] {
        guard let layout else { return vector }
        return layout.places.flatMap { vector[($0 * outputs)..<(($0 + 1) * outputs)] }
    }

    /// A vector in the canonical order as this objective has it.
    func laidOut(_ vector: [Double]) -> [Double] {
        guard let layout else { return vector }
        var out = vector
        for (column, place) in layout.places.enumerated() {
            for output in 0..<outputs { out[place * outputs + output] = vector[column * outputs + output] }
        }
        return out
    }

    /// Weights.
    package var dimension: Int { features.dimension * outputs }

    /// What is known at one w.
    package struct Point: Sendable {
        package var weights: [Double]
        /// G(w).
        package var value: Double
        /// ∇G(w).
        package var gradient: [Double]
        /// The diagonal of ∇²G(w).
        package var diagonal: [Double]
        /// c·pᵢ(1−pᵢ), one a row; for more classes the probabilities, `outputs` a row.
        package var curvature: [Double]
        /// ‖∇G(w)‖ as computed.
        package var gradientNorm: Double
    }

    /// The value, the gradient, and the curvature at `w`, in one pass: all of it in Doubles, none of it a proof.
    ///
    /// - Complexity: O(entries · outputs + dimension).
    package func evaluate(_ w: [Double]) -> Point {
        let d = dimension
        let sum = ChunkedSum(rows.count, width: 2 * d + 1, entries: 2 * entries * outputs)
        var curvature = Array(repeating: 0.0, count: rows.count * outputs)
        let sums = curvature.withUnsafeMutableBufferPointer { buffer in
            // Each row's place is written once, by the block that holds the row.
            nonisolated(unsafe) let curvature = buffer
            return sum.sum { block, sums in
                withRows { data in
                    w.withUnsafeBufferPointer { w in
                        if outputs == 1 {
                            addTwoClasses(block, data, w, curvature, sums)
                        } else {
                            addManyClasses(block, data, w, curvature, sums)
                        }
                    }
                }
            }
        }
        var gradient = w
        var diagonal = w
        for j in 0..<d {
            gradient[j] = ridge * w[j] + weight * sums[2 * j]
            diagonal[j] = ridge + weight * sums[2 * j + 1]
        }
        return Point(
            weights: w, value: 0.5 * ridge * Vectors.dot(w, w) + weight * sums[2 * d], gradient: gradient,
            diagonal: diagonal, curvature: curvature, gradientNorm: Vectors.norm(gradient))
    }

    /// ∇²G(w)·v, for the curvature at w.
    ///
    /// - Complexity: O(entries · outputs + dimension).
    package func hessianProduct(_ v: [Double], curvature: [Double]) -> [Double] {
        let sum = ChunkedSum(rows.count, width: dimension, entries: 2 * entries * outputs)
        var product = sum.sum { block, sums in
            withRows { data in
                v.withUnsafeBufferPointer { v in
                    curvature.withUnsafeBufferPointer { curvature in
                        if outputs == 1, let layout {
                            layout.values.withUnsafeBufferPointer {
                                addCurvature(block, data, $0, v, curvature, sums)
                            }
                        } else if outputs == 1 {
                            addCurvature(block, data, data.values, v, curvature, sums)
                        } else {
                            addManyCurvatures(block, data, v, curvature, sums)
                        }
                    }
                }
            }
        }
        for j in product.indices { product[j] += ridge * v[j] }
        return product
    }

    /// The arrays of the rows without bounds checks; the loops stay within what `Features` guarantees.
    struct Data {
        let start: UnsafeBufferPointer<Int>
        let columns: UnsafeBufferPointer<UInt32>
        let values: UnsafeBufferPointer<Double>
        let norms: UnsafeBufferPointer<Double>
    }

    func withRows(_ body: (Data) -> Void) {
        features.rowStart.withUnsafeBufferPointer { start in
            (layout?.columns ?? features.columns).withUnsafeBufferPointer { columns in
                features.values.withUnsafeBufferPointer { values in
                    features.norms.withUnsafeBufferPointer { norms in
                        body(Data(start: start, columns: columns, values: values, norms: norms))
                    }
                }
            }
        }
    }
}
