import Dispatch

extension LogisticObjective {
    /// The gradient at weights of twice the precision, and what is known about its error.
    struct PreciseGradient {
        /// ∇G rounded to Double at the very end.
        var gradient: [Double]
        /// An upper bound on the norm of the true gradient.
        var bound: Double
    }

    /// Chunks of rows that threads take; a constant, so that sums don't depend on the cores.
    private static let chunks = 4

    /// The gradient at `high + low`, all of it in double-double: the rounding bound E of `evaluate` with units of 2⁻¹⁰³.
    ///
    /// - Complexity: O(entries · outputs), some twenty times `evaluate`.
    func preciseGradient(_ weights: [DoubleDouble]) -> PreciseGradient {
        let d = dimension
        let chunk = max(1, (rows.count + Self.chunks - 1) / Self.chunks)
        let running = (rows.count + chunk - 1) / chunk
        var partials = Array(repeating: DoubleDouble(0), count: running * d)
        var errors = Array(repeating: 0.0, count: running)
        let chain = Self.gamma(chunk + Self.chunks + 4)
        partials.withUnsafeMutableBufferPointer { partials in
            errors.withUnsafeMutableBufferPointer { errors in
                // Each chunk writes to its own part.
                nonisolated(unsafe) let (partials, errors) = (partials, errors)
                let perform = { @Sendable (index: Int) in
                    let part = UnsafeMutableBufferPointer(rebasing: partials[(index * d)..<((index + 1) * d)])
                    let rows = (index * chunk)..<min((index + 1) * chunk, rows.count)
                    errors[index] = addPrecisely(rows, weights, chain, part)
                }
                if Cores.count > 1, entries > 1 << 14 {
                    DispatchQueue.concurrentPerform(iterations: running, execute: perform)
                } else {
                    for index in 0..<running { perform(index) }
                }
            }
        }
        var gradient = Array(repeating: 0.0, count: d)
        var square = 0.0
        for j in 0..<d {
            var sum = DoubleDouble(0)
            for index in 0..<running { sum = sum + partials[index * d + j] }
            gradient[j] = (weights[j] * ridge + sum * weight).value
            square += weights[j].high * weights[j].high
        }
        let rounding = weight * errors.reduce(0, +) + 4 * DoubleDouble.unit * ridge * square.squareRoot()
        let norm = Vectors.norm(gradient) * (1 + Double(d + 4) * Rounding.unit)
        return PreciseGradient(gradient: gradient, bound: (norm + rounding) * Rounding.allowance)
    }

    private static func gamma(_ k: Int) -> Double {
        let ku = Double(k) * DoubleDouble.unit
        return ku / (1 - ku)
    }

    /// Adds the gradients of a chunk's rows; gives Σ‖xᵢ‖(δrᵢ + γ_t‖rᵢ‖).
    private func addPrecisely(
        _ chunk: Range<Int>, _ weights: [DoubleDouble], _ chain: Double,
        _ sums: UnsafeMutableBufferPointer<DoubleDouble>
    ) -> Double {
        let lipschitz = outputs == 1 ? 0.25 : 0.5
        let unlikely = 4 * Double(outputs) * DoubleDouble.expError
        var errors = 0.0
        withRows { data in
            weights.withUnsafeBufferPointer { weights in
                withUnsafeTemporaryAllocation(of: DoubleDouble.self, capacity: outputs) { residuals in
                    for i in chunk {
                        let row = rows[i]
                        let range = data.start[row]..<data.start[row + 1]
                        residuals.initialize(repeating: DoubleDouble(0))
                        var size = 0.0
                        for j in range {
                            let x = data.values[j]
                            let base = Int(data.columns[j]) * outputs
                            for k in 0..<outputs {
                                residuals[k] = residuals[k] + weights[base + k] * x
                                size += abs(weights[base + k].high * x)
                            }
                        }
                        Self.turnIntoResiduals(residuals, truth: Int(codes[row]))
                        var square = 0.0
                        for k in 0..<outputs { square += residuals[k].high * residuals[k].high }
                        for j in range {
                            let x = data.values[j]
                            let base = Int(data.columns[j]) * outputs
                            for k in 0..<outputs { sums[base + k] = sums[base + k] + residuals[k] * x }
                        }
                        let blur = lipschitz * Self.gamma(range.count + 2) * size + unlikely
                        errors += data.norms[row] * (blur + chain * square.squareRoot())
                    }
                }
            }
        }
        return errors
    }

    /// p − [y = k] from the logits, in place.
    private static func turnIntoResiduals(_ z: UnsafeMutableBufferPointer<DoubleDouble>, truth: Int) {
        if z.count == 1 {
            let logit = z[0]
            let isPositive = logit.high >= 0
            let e = DoubleDouble.exp(nonPositive: isPositive ? -logit : logit)
            let likely = DoubleDouble.reciprocal(e + 1)
            let unlikely = e * likely
            // Of the truth's side it is the other one that is missing.
            let size = isPositive == (truth == 1) ? unlikely : likely
            z[0] = truth == 1 ? -size : size
            return
        }
        var largest = z[0]
        for logit in z where (logit - largest).high > 0 { largest = logit }
        var total = DoubleDouble(0)
        for k in z.indices {
            z[k] = DoubleDouble.exp(nonPositive: z[k] - largest)
            total = total + z[k]
        }
        let inverse = DoubleDouble.reciprocal(total)
        for k in z.indices { z[k] = z[k] * inverse + (k == truth ? -1 : 0) }
    }
}
