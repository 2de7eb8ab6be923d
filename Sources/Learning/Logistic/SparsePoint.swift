/// What is known at one w, in the order of a `FeatureLayout`: all of it in Doubles, none of it a proof.
final class SparsePoint: Sendable {
    let weights: Numbers<Double>
    /// xᵢᵀw.
    let logits: Numbers<Double>
    /// c·(pᵢ − [yᵢ = 1]).
    let residuals: Numbers<Double>
    /// c·pᵢ(1−pᵢ).
    let curvature: Numbers<Double>
    /// ∇G(w).
    let gradient: Numbers<Double>

    /// At w = 0, its gradient not yet known.
    init(_ rows: SparseRows) {
        weights = Numbers(repeating: 0, count: rows.dimension)
        logits = Numbers(repeating: 0, count: rows.count)
        residuals = Numbers(repeating: 0, count: rows.count)
        curvature = Numbers(repeating: 0, count: rows.count)
        gradient = Numbers(repeating: 0, count: rows.dimension)
    }

    /// Residuals and curvature from the logits; gives the value of G.
    func evaluate(_ rows: SparseRows) -> Double {
        let (c, losses) = (rows.weight, Numbers(repeating: 0.0, count: rows.laneCount))
        rows.perform { lane, range, _ in
            var (loss, product) = (0.0, 1.0)
            for i in range {
                let (distance, factor, residual, spread) = LogisticObjective.terms(logits[i], rows.isPositive[i])
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
        var (total, square) = (0.0, 0.0)
        for lane in 0..<losses.count { total += losses[lane] }
        for j in 0..<weights.count { square += weights[j] * weights[j] }
        return c * total + 0.5 * rows.ridge * square
    }

    /// The same point seen by the rows that remain: removed rows' terms are taken off its gradient.
    ///
    /// - Complexity: O(rows + columns + removed entries).
    func taken(off rows: SparseRows, from old: SparseRows) -> SparsePoint {
        let point = SparsePoint(rows)
        point.weights.copy(weights)
        point.gradient.copy(gradient)
        let x0 = Double(old.layout.constant) * old.unit
        var next = 0
        for i in 0..<old.count {
            if next < rows.count, rows.members[next] == old.members[i] {
                point.logits[next] = logits[i]
                point.residuals[next] = residuals[i]
                point.curvature[next] = curvature[i]
                next += 1
                continue
            }
            let place = old.members[i]
            if old.hasConstant { point.gradient[0] -= residuals[i] * x0 }
            for k in old.layout.rowStart[place]..<old.layout.rowStart[place + 1] {
                point.gradient[Int(old.layout.columns[k])] -= residuals[i] * Double(old.layout.values[k]) * old.unit
            }
        }
        let lighter = old.ridge - rows.ridge
        if lighter != 0 { for j in 0..<weights.count { point.gradient[j] -= lighter * weights[j] } }
        return point
    }
}
