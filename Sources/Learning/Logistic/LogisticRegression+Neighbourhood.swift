extension LogisticRegression.Fitted: Differentiable, Certified {
    public var score: LinearScore { LinearScore(positive: positive, classNames: classNames) }

    public func neighbourhood(_ examples: Examples, rows: [Int]) -> Neighbourhood {
        let objective = LogisticObjective(
            form, features: examples.features, codes: codes(of: examples), outputs: outputs, rows: rows)
        let penalty: Double? = if case .mean(let lambda) = form { lambda } else { nil }
        return objective.neighbourhood(at: weights, penaltyOfMean: penalty)
    }

    /// The output of each row's class; 0 for a class that no record had to learn from.
    private func codes(of examples: Examples) -> [UInt32] {
        guard outputs > 1, case .classes(let codes, let names, _) = examples.response else {
            return (0..<examples.rowCount).map { examples.isPositive($0) ? 1 : 0 }
        }
        let places = Dictionary(uniqueKeysWithValues: classNames.enumerated().map { ($1, UInt32($0)) })
        let output = names.map { places[$0] ?? 0 }
        return codes.map { output[Int($0)] }
    }
}

extension LogisticObjective {
    /// G near `weights`, in the canonical order of the columns.
    ///
    /// - Complexity: one pass.
    func neighbourhood(at weights: [Double], penaltyOfMean: Double?) -> Neighbourhood {
        let point = evaluate(weights)
        let (features, outputs, weight) = (features, outputs, weight)
        @Sendable func probabilities(_ row: Int, _ p: UnsafeMutableBufferPointer<Double>) {
            LinearScore(classNames: Array(repeating: "", count: outputs)).logits(features, row, weights, into: p)
            _ = Self.softmax(p)
        }
        return Neighbourhood(
            gradient: point.gradient, diagonal: point.diagonal,
            hessianProduct: { hessianProduct($0, curvature: point.curvature) },
            slopes: { direction in
                if outputs == 1 { return { residual($0, weights) * features.dot($0, direction) } }
                return { row in
                    withUnsafeTemporaryAllocation(of: Double.self, capacity: outputs) { p in
                        probabilities(row, p)
                        p[Int(codes[row])] -= 1
                        var sum = 0.0
                        for j in features.rowStart[row]..<features.rowStart[row + 1] {
                            let base = Int(features.columns[j]) * outputs
                            for k in 0..<outputs { sum += p[k] * features.values[j] * direction[base + k] }
                        }
                        return weight * sum
                    }
                }
            },
            residuals: { row, out in
                guard outputs > 1 else {
                    out[0] = residual(row, weights)
                    return
                }
                probabilities(row, out)
                out[Int(codes[row])] -= 1
                for k in 0..<outputs { out[k] *= weight }
            },
            curvature: { row, out in
                guard outputs > 1 else {
                    out[0] = weight * Self.terms(features.dot(row, weights), true).spread
                    return
                }
                withUnsafeTemporaryAllocation(of: Double.self, capacity: outputs) { p in
                    probabilities(row, p)
                    for k in 0..<outputs {
                        for l in 0..<outputs { out[k * outputs + l] = weight * p[k] * ((k == l ? 1 : 0) - p[l]) }
                    }
                }
            }, ridge: ridge, outer: [], penaltyOfMean: penaltyOfMean)
    }
}
