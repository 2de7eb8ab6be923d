import Records

/// A Newton step that is taken without a gradient at its end: what the gradient can be there at most, by what the linear
/// equations leave over and by how much the Hessian changes on the way.
///
///     ‖∇G(w − e)‖ ≤ ‖g − He‖ + κ c Σᵢ‖xᵢ‖‖eᵀxᵢ‖²,   κ = 1/(12√3) < .0482 for two classes, .354 for more.
struct NewtonCorrection {
    /// An upper bound on the norm of the gradient at the step's end, the error of the gradient at its beginning apart.
    let bound: Double

    /// - Parameters:
    ///   - gradient: at the step's beginning, in the canonical order; with its `curvature` there, each within 2⁻⁵⁰ of itself.
    /// - Complexity: O(entries · outputs), in double-double.
    init(_ objective: LogisticObjective, gradient: [Double], curvature: [Double], step: [DoubleDouble]) {
        let outputs = objective.outputs
        var rest = gradient.indices.map { DoubleDouble(gradient[$0]) - step[$0] * objective.ridge }
        var square = 0.0
        // The gradient was rounded to Doubles.
        var blur = 0x1p-52 * Vectors.upperNorm(gradient)
        var logits = Array(repeating: DoubleDouble(0), count: outputs)
        objective.withRows { data in
            for (i, row) in objective.rows.enumerated() {
                let range = data.start[row]..<data.start[row + 1]
                for output in 0..<outputs { logits[output] = DoubleDouble(0) }
                var size = 0.0
                for k in range {
                    let base = Int(data.columns[k]) * outputs
                    for output in 0..<outputs {
                        let term = step[base + output] * data.values[k]
                        logits[output] = logits[output] + term
                        size += abs(term.high)
                    }
                }
                let p = curvature[(i * outputs)..<((i + 1) * outputs)]
                let norm = data.norms[row]
                var moved = 0.0
                if outputs == 1 {
                    moved = abs(logits[0].value)
                    logits[0] = logits[0] * p[p.startIndex]
                    // Rounding of logits, and of the curvature.
                    blur += norm * p[p.startIndex] * (0x1p-96 * size + 0x1p-49 * moved)
                    square += norm * moved * moved
                } else {
                    var mean = DoubleDouble(0)
                    for k in 0..<outputs { mean = mean + logits[k] * p[p.startIndex + k] }
                    for k in 0..<outputs {
                        moved = max(moved, abs(logits[k].value))
                        logits[k] = (logits[k] - mean) * p[p.startIndex + k] * objective.weight
                    }
                    let many = Double(outputs)
                    blur += norm * objective.weight * many * (0x1p-96 * size + 0x1p-48 * moved)
                    square += norm * many * moved * moved
                }
                for k in range {
                    let base = Int(data.columns[k]) * outputs
                    for output in 0..<outputs {
                        rest[base + output] = rest[base + output] - logits[output] * data.values[k]
                    }
                }
            }
        }
        let change = (outputs == 1 ? 0.0482 : 0.354) * objective.weight * square
        let chain = Double(objective.rows.count + 8) * 0x1p-101
        let sums = chain * (Vectors.upperNorm(gradient) + blur * 0x1p49)
        bound = (Vectors.upperNorm(rest.map(\.value)) + blur + sums + change) * Rounding.allowance
    }
}
