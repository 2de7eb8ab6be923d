/// What is known at one w, in the order of a `FeatureLayout`: all of it in Doubles, none of it a proof.
final class SparsePoint: Sendable {
    let weights: Numbers<Double>
    /// xᵢᵀw.
    let logits: Numbers<Double>
    /// The gradient of c·ℓᵢ in the logits: c·(pᵢ − [yᵢ = 1]) for two classes.
    let residuals: Numbers<Double>
    /// c·pᵢ(1−pᵢ); for a softmax the probabilities, one a class.
    let curvature: Numbers<Double>
    /// ∇G(w).
    let gradient: Numbers<Double>

    /// At w = 0, its gradient not yet known.
    init(_ rows: SparseRows) {
        weights = Numbers(repeating: 0, count: rows.dimension)
        logits = Numbers(repeating: 0, count: rows.logitCount)
        residuals = Numbers(repeating: 0, count: rows.logitCount)
        curvature = Numbers(repeating: 0, count: rows.count * rows.outputs)
        gradient = Numbers(repeating: 0, count: rows.dimension)
    }

    /// Takes weights in the canonical order; of a softmax without what its outputs have in common.
    func place(_ warm: [Double], _ rows: SparseRows) {
        guard let basis = rows.basis else {
            for (place, column) in rows.layout.columnAt.enumerated() { weights[place] = warm[column] }
            return
        }
        warm.withUnsafeBufferPointer { warm in
            guard let start = warm.baseAddress else { return }
            for (place, column) in rows.layout.columnAt.enumerated() {
                basis.gather(start + column * basis.classes, into: weights.pointer + place * rows.width)
            }
        }
    }

    /// Residuals and curvature from the logits; gives the value of G.
    func evaluate(_ rows: SparseRows) -> Double {
        let loss = rows.basis.map { losses(rows, $0) } ?? losses(rows)
        var square = 0.0
        for j in 0..<weights.count { square += weights[j] * weights[j] }
        return rows.weight * loss + 0.5 * rows.ridge * square
    }

    private func losses(_ rows: SparseRows) -> Double {
        let (c, losses) = (rows.weight, Numbers(repeating: 0.0, count: rows.laneCount))
        rows.perform { lane, range, _ in
            var (loss, product) = (0.0, 1.0)
            for i in range {
                let (distance, factor, residual, spread) = LogisticObjective.terms(logits[i], rows.codes[i] == 1)
                residuals[i] = c * residual
                curvature[i] = c * spread
                loss += distance
                product *= factor
                if product > 0x1p500 {
                    loss += Elementary.log1p(nonNegative: product - 1)
                    product = 1
                }
            }
            losses[lane] = loss + Elementary.log1p(nonNegative: product - 1)
        }
        return losses.array.reduce(0, +)
    }

    private func losses(_ rows: SparseRows, _ basis: Helmert) -> Double {
        let (c, losses) = (rows.weight, Numbers(repeating: 0.0, count: rows.laneCount))
        rows.perform { lane, range, _ in
            var loss = 0.0
            withUnsafeTemporaryAllocation(of: Double.self, capacity: basis.classes) { z in
                guard let start = z.baseAddress else { return }
                for i in range {
                    basis.spread(logits.pointer + i * rows.width, into: start)
                    let truth = Int(rows.codes[i])
                    let logit = z[truth]
                    loss += LogisticObjective.softmax(z) - logit
                    (curvature.pointer + i * basis.classes).update(from: start, count: basis.classes)
                    z[truth] -= 1
                    for k in z.indices { z[k] *= c }
                    basis.gather(start, into: residuals.pointer + i * rows.width)
                }
            }
            losses[lane] = loss
        }
        return losses.array.reduce(0, +)
    }

    /// The same point seen by the rows that remain: removed rows' terms are taken off its gradient.
    ///
    /// - Complexity: O(rows + columns + removed entries).
    func taken(off rows: SparseRows, from old: SparseRows) -> SparsePoint {
        let point = SparsePoint(rows)
        point.weights.copy(weights)
        point.gradient.copy(gradient)
        let x0 = Double(old.layout.constant) * old.unit
        let (width, outputs) = (old.width, old.outputs)
        var next = 0
        for i in 0..<old.count {
            let residual = residuals.pointer + i * width
            if next < rows.count, rows.members[next] == old.members[i] {
                (point.logits.pointer + next * width).update(from: logits.pointer + i * width, count: width)
                (point.residuals.pointer + next * width).update(from: residual, count: width)
                (point.curvature.pointer + next * outputs).update(from: curvature.pointer + i * outputs, count: outputs)
                next += 1
                continue
            }
            let place = old.members[i]
            if old.hasConstant { for j in 0..<width { point.gradient[j] -= residual[j] * x0 } }
            for k in old.layout.rowStart[place]..<old.layout.rowStart[place + 1] {
                let (column, x) = (Int(old.layout.columns[k]) * width, Double(old.layout.values[k]) * old.unit)
                for j in 0..<width { point.gradient[column + j] -= residual[j] * x }
            }
        }
        let lighter = old.ridge - rows.ridge
        if lighter != 0 { for j in 0..<weights.count { point.gradient[j] -= lighter * weights[j] } }
        return point
    }
}
