import Records

extension Settling {
    enum Method { case factor, preciseFactor, conjugateGradients }

    /// The point after a step: the whole of it, or what the slope along it allows.
    ///
    /// A length of ln(1+Δ)/Δ always brings the optimum nearer: the curvature changes by e^Δ at most where no logit moves by
    /// more than Δ (Bach 2010, doi:10.1214/09-EJS521). Longer steps are taken where the exact slope at their end says that
    /// they don't go much too far.
    func advance(
        _ weights: WholeWeights, _ value: ExactGradient.Value, along step: [DoubleDouble], reach: Double,
        passes: inout Int
    ) -> (WholeWeights, ExactGradient.Value)? {
        let least = reach <= Self.short ? 1 : Elementary.log1p(nonNegative: reach) / reach
        let slope = Self.dot(value.gradient, step)
        var length = 1.0
        while true {
            var next = weights
            let isInRange = next.subtract(step, times: length)
            guard isInRange || length > least else { return nil }
            if isInRange {
                let nextValue = gradient(next)
                passes += 1
                let end = Self.dot(nextValue.gradient, step)
                if length <= least || end >= -0.25 * slope { return (next, nextValue) }
                // Where a straight line between both slopes crosses 0.
                length *= min(max(slope / (slope - end), 0.1), 0.7)
            } else {
                length *= 0.1
            }
            length = max(length, least)
        }
    }

    private static func dot(_ a: [Double], _ b: [DoubleDouble]) -> Double {
        var sum = DoubleDouble(0)
        for j in a.indices { sum = sum + b[j] * a[j] }
        return sum.value
    }

    func outcome(_ weights: WholeWeights, _ value: ExactGradient.Value, round: Int, passes: Int) -> Outcome {
        let rounded = grid.round(weights)
        let point = weights.values
        let bound = (value.norm + value.error) / objective.ridge * Rounding.allowance
        return Outcome(
            weights: rounded.weights, way: round == 0 ? .certificate : .refinement, point: point,
            bound: bound, moved: rounded.moved,
            gradientNorm: value.norm, error: value.error, margin: rounded.margin, passes: passes)
    }

    /// The end of a step, where all that is unknown there is E; nil where more is.
    func corrected(
        _ weights: WholeWeights, _ value: ExactGradient.Value, _ step: [DoubleDouble], round: Int, passes: Int
    ) -> Outcome? {
        let correction = NewtonCorrection(
            objective, gradient: value.gradient, curvature: value.curvature, step: step)
        var end = weights
        guard correction.bound <= value.error * Self.negligible, end.subtract(step, times: 1) else { return nil }
        var reached = value
        reached.norm = correction.bound
        var outcome = outcome(end, reached, round: round + 1, passes: passes + 1)
        // The end is rounded to the bits of the weights.
        let size = Double(max(1, objective.dimension)).squareRoot()
        outcome.bound += size * Double(sign: .plus, exponent: -weights.bits, significand: 1)
        return outcome
    }

    /// H⁻¹g; nil where the method has not the digits.
    func direction(
        _ value: ExactGradient.Value, _ method: Method, _ round: Int, margin: Double, passes: inout Int
    ) throws -> [DoubleDouble]? {
        let progress = Progress(phase: "settling the last bits", fraction: 0.9, detail: "round \(round + 1)")
        passes += 1
        let step: [DoubleDouble]
        switch method {
        case .factor, .preciseFactor:
            let solution = try objective.newtonStep(
                value.gradient, curvature: value.curvature, isPrecise: method == .preciseFactor, work: work,
                progress: progress)
            guard let solution else { return nil }
            step = solution
        case .conjugateGradients:
            // As near as the least certain weight needs, and no nearer.
            let wanted = 0.1 * margin * objective.ridge / value.norm
            let solution = try ConjugateGradients.solve(
                value.gradient, diagonal: objective.diagonal(curvature: value.curvature),
                tolerance: min(max(wanted, 1e-8), 1e-2), limit: Self.productLimit
            ) { direction in
                try work.step(progress)
                return objective.hessianProduct(direction, curvature: value.curvature)
            }
            passes += solution.products
            step = solution.x.map { DoubleDouble($0) }
        }
        return step.allSatisfy(\.high.isFinite) ? step : nil
    }

    /// How far a step moves any row's logits, or those of two classes against each other.
    func reach(_ step: [Double]) -> Double {
        let outputs = objective.outputs
        var (largest, logits) = (0.0, Array(repeating: 0.0, count: outputs))
        for row in objective.rows {
            for output in 0..<outputs { logits[output] = 0 }
            for k in objective.features.rowStart[row]..<objective.features.rowStart[row + 1] {
                let base = Int(objective.features.columns[k]) * outputs
                for output in 0..<outputs { logits[output] += objective.features.values[k] * step[base + output] }
            }
            let (low, high) = (logits.min() ?? 0, logits.max() ?? 0)
            largest = max(largest, outputs == 1 ? abs(low) : high - low)
        }
        return largest
    }
}

extension LogisticObjective {
    /// The diagonal of ∇²G for the curvature at a point, in the canonical order.
    ///
    /// - Complexity: O(entries · outputs).
    func diagonal(curvature: [Double]) -> [Double] {
        var diagonal = Array(repeating: ridge, count: dimension)
        withRows { data in
            for (i, row) in rows.enumerated() {
                for k in data.start[row]..<data.start[row + 1] {
                    let square = data.values[k] * data.values[k]
                    let base = Int(data.columns[k]) * outputs
                    for output in 0..<outputs {
                        let p = curvature[i * outputs + output]
                        diagonal[base + output] += square * (outputs == 1 ? p : weight * p * (1 - p))
                    }
                }
            }
        }
        return diagonal
    }

    /// An upper bound on c·L·Σ‖xᵢ‖² + ρ over ρ, as an exponent of two: no eigenvalue of the Hessian is farther from another.
    var conditionBits: Int {
        let lipschitz = outputs == 1 ? 0.25 : 0.5
        var largest = 0.0
        for row in rows { largest = max(largest, features.norms[row]) }
        guard largest.isFinite, largest > 0 else { return largest > 0 ? .max : 0 }
        let sum = Double(max(1, rows.count)) * lipschitz * weight
        return max(0, Int(sum.exponent) + 2 * Int(largest.exponent) + 3 - Int(ridge.exponent))
    }
}
