/// What a solve leaves behind for the next forgetting: the point before it was snapped, and what is needed to take records
/// off it. It is held in memory only, is never published, and no bit of a model depends on it.
struct LogisticMemory: Sendable {
    /// The order of the columns in all of this, as `LogisticObjective` has it.
    let isFast: Bool
    var point: LogisticObjective.Point
    /// The gradient at zero weights.
    var origin: [Double]
    /// ∇²G at the point, where it was prepared.
    var hessian: PackedMatrix?
    /// Passes that the last solve from zero took.
    var coldPasses: Int

    /// The same point, seen by the records that remain: removed records' terms are taken off, in O(their entries).
    ///
    /// - Parameters:
    ///   - objective: over the retained rows.
    ///   - old: over the rows that the point was solved for.
    ///   - gone: those of the old rows that do not remain, ascending.
    func taken(off objective: LogisticObjective, from old: LogisticObjective, gone: [Int]) -> LogisticMemory {
        var memory = self
        let features = objective.features
        let columns = objective.layout?.columns ?? features.columns
        let outputs = objective.outputs
        let lighter = old.ridge - objective.ridge
        let w = point.weights
        memory.point.curvature = []
        memory.point.curvature.reserveCapacity(objective.rows.count * outputs)
        var residuals = Array(repeating: 0.0, count: outputs)
        var place = 0
        for (i, row) in old.rows.enumerated() {
            guard place < gone.count, gone[place] == row else {
                memory.point.curvature.append(contentsOf: point.curvature[(i * outputs)..<((i + 1) * outputs)])
                continue
            }
            place += 1
            memory.point.value -= old.weight * old.residuals(of: row, w, into: &residuals)
            for k in features.rowStart[row]..<features.rowStart[row + 1] {
                let (column, x) = (Int(columns[k]), features.values[k])
                for output in 0..<outputs {
                    let j = column * outputs + output
                    memory.point.gradient[j] -= old.weight * residuals[output] * x
                    memory.point.diagonal[j] -= old.weight * old.spread(residuals[output]) * x * x
                    let isTruth = Int(old.codes[row]) == (outputs == 1 ? 1 : output)
                    let even = outputs == 1 ? 0.5 : 1 / Double(outputs)
                    memory.origin[j] -= old.weight * (even - (isTruth ? 1 : 0)) * x
                }
            }
            memory.hessian?.subtract(row, of: features, times: old.weight * old.spread(residuals[0]))
        }
        if lighter != 0 {
            memory.point.value -= 0.5 * lighter * Vectors.dot(w, w)
            for j in w.indices {
                memory.point.gradient[j] -= lighter * w[j]
                memory.point.diagonal[j] -= lighter
            }
            if let size = memory.hessian?.size {
                for j in 0..<size { memory.hessian?.entries[j * (j + 1) / 2 + j] -= lighter }
            }
        }
        memory.point.gradientNorm = Vectors.norm(memory.point.gradient)
        return memory
    }
}

extension LogisticObjective {
    /// The residuals p − [y = k] of one row; gives its loss.
    fileprivate func residuals(of row: Int, _ w: [Double], into residuals: inout [Double]) -> Double {
        guard outputs > 1 else {
            let columns = layout?.columns ?? features.columns
            var logit = 0.0
            for k in features.rowStart[row]..<features.rowStart[row + 1] {
                logit += features.values[k] * w[Int(columns[k])]
            }
            let terms = Self.terms(logit, codes[row] == 1)
            residuals[0] = terms.residual
            return terms.distance + Elementary.log1p(nonNegative: terms.factor - 1)
        }
        let columns = layout?.columns ?? features.columns
        for k in residuals.indices { residuals[k] = 0 }
        for j in features.rowStart[row]..<features.rowStart[row + 1] {
            for k in residuals.indices {
                residuals[k] += features.values[j] * w[Int(columns[j]) * outputs + k]
            }
        }
        let logit = residuals[Int(codes[row])]
        let loss = residuals.withUnsafeMutableBufferPointer { Self.softmax($0) } - logit
        residuals[Int(codes[row])] -= 1
        return loss
    }

    /// p(1−p) of a residual p − [y = k].
    fileprivate func spread(_ residual: Double) -> Double {
        let size = abs(residual)
        return size * (1 - size)
    }
}

extension PackedMatrix {
    /// Takes s·x·xᵀ off, x a row.
    fileprivate mutating func subtract(_ row: Int, of features: Features, times s: Double) {
        let range = features.rowStart[row]..<features.rowStart[row + 1]
        for k in range {
            let (column, scaled) = (Int(features.columns[k]), s * features.values[k])
            for l in range.lowerBound...k {
                entries[column * (column + 1) / 2 + Int(features.columns[l])] -= scaled * features.values[l]
            }
        }
    }
}
