import Dispatch

/// A sum that keeps what its additions round off: Ogita, Rump & Oishi 2005 (Sum2, Dot2), doi:10.1137/030601818. After n terms
/// the error is at most γₙ² times the sum of their sizes.
private struct CompensatedSum {
    var sum = 0.0
    var rest = 0.0

    /// Adds a·x, where a is high + low and its high part has been split in two.
    @inline(__always)
    mutating func add(_ a: SplitNumber, times x: Double, _ xHigh: Double, _ xLow: Double) {
        let product = a.high * x
        let error = ((a.upper * xHigh - product) + a.upper * xLow + a.lower * xHigh) + a.lower * xLow
        let total = sum + product
        let back = total - sum
        rest += ((sum - (total - back)) + (product - back)) + (error + a.low * x)
        sum = total
    }
}

/// A double-double whose high part is also known as the sum of two halves of 26 bits.
private struct SplitNumber {
    let high, low, upper, lower: Double

    init(_ number: DoubleDouble) {
        (high, low) = (number.high, number.low)
        (upper, lower) = DoubleDouble.split(number.high)
    }
}

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

    /// The gradient at `high + low`, logits and residuals in double-double, all sums compensated. Its error is at most
    ///
    ///     c Σᵢ‖xᵢ‖(δrᵢ + (γ_t² + 2⁻¹⁰⁰)‖rᵢ‖) + 2⁻¹⁰⁰ρ‖w‖,   δrᵢ = L·(γ_{nnz+4}² + 2⁻¹⁰⁰) Σⱼ|xᵢⱼwⱼ| + the error of eˣ.
    ///
    /// - Complexity: O(entries · outputs), some eight times `evaluate`.
    func preciseGradient(_ weights: [DoubleDouble]) -> PreciseGradient {
        let d = dimension
        let chunk = max(1, (rows.count + Self.chunks - 1) / Self.chunks)
        let running = (rows.count + chunk - 1) / chunk
        let split = weights.map { SplitNumber($0) }
        var partials = Array(repeating: CompensatedSum(), count: running * d)
        var errors = Array(repeating: 0.0, count: running)
        let chain = Self.compensated(chunk + Self.chunks + 4)
        partials.withUnsafeMutableBufferPointer { partials in
            errors.withUnsafeMutableBufferPointer { errors in
                // Each chunk writes to its own part.
                nonisolated(unsafe) let (partials, errors) = (partials, errors)
                let perform = { @Sendable (index: Int) in
                    let part = UnsafeMutableBufferPointer(rebasing: partials[(index * d)..<((index + 1) * d)])
                    let rows = (index * chunk)..<min((index + 1) * chunk, rows.count)
                    errors[index] = addPrecisely(rows, split, chain, part)
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
            for index in 0..<running {
                let partial = partials[index * d + j]
                sum = sum + DoubleDouble(sumOf: partial.sum, partial.rest)
            }
            gradient[j] = (weights[j] * ridge + sum * weight).value
            square += weights[j].high * weights[j].high
        }
        let rounding = weight * errors.reduce(0, +) + 0x1p-100 * ridge * square.squareRoot()
        let norm = Vectors.norm(gradient) * (1 + Double(d + 4) * Rounding.unit)
        return PreciseGradient(gradient: gradient, bound: (norm + rounding) * Rounding.allowance)
    }

    /// γ_k², and what double-double rounds on the way.
    private static func compensated(_ k: Int) -> Double {
        let gamma = Rounding.gamma(k)
        return gamma * gamma + 0x1p-100
    }

    /// Adds the gradients of a chunk's rows; gives Σ‖xᵢ‖(δrᵢ + …‖rᵢ‖).
    private func addPrecisely(
        _ chunk: Range<Int>, _ weights: [SplitNumber], _ chain: Double,
        _ sums: UnsafeMutableBufferPointer<CompensatedSum>
    ) -> Double {
        let lipschitz = outputs == 1 ? 0.25 : 0.5
        let unlikely = 4 * Double(outputs) * DoubleDouble.expError
        let rows = rows
        var errors = 0.0
        withRows { data in
            weights.withUnsafeBufferPointer { weights in
                withUnsafeTemporaryAllocation(of: DoubleDouble.self, capacity: outputs) { residuals in
                    for i in chunk {
                        let row = rows[i]
                        let range = data.start[row]..<data.start[row + 1]
                        var size = 0.0
                        for k in 0..<outputs {
                            var logit = CompensatedSum()
                            for j in range {
                                let x = data.values[j]
                                let (xHigh, xLow) = DoubleDouble.split(x)
                                let weight = weights[Int(data.columns[j]) * outputs + k]
                                logit.add(weight, times: x, xHigh, xLow)
                                size += abs(weight.high * x)
                            }
                            residuals.initializeElement(
                                at: k, to: DoubleDouble(sumOf: logit.sum, logit.rest))
                        }
                        Self.turnIntoResiduals(residuals, truth: Int(codes[row]))
                        var square = 0.0
                        for k in 0..<outputs {
                            let residual = SplitNumber(residuals[k])
                            square += residual.high * residual.high
                            for j in range {
                                let x = data.values[j]
                                let (xHigh, xLow) = DoubleDouble.split(x)
                                sums[Int(data.columns[j]) * outputs + k].add(residual, times: x, xHigh, xLow)
                            }
                        }
                        let blur = lipschitz * Self.compensated(range.count + 4) * size + unlikely
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
