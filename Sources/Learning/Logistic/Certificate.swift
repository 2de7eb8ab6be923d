/// A proven bound on the distance from computed weights to the true optimum.
///
/// G is ρ-strongly convex, so ‖w − w*‖ ≤ ‖∇G(w)‖/ρ for the *true* gradient. The computed one ĝ differs from it by at most
///
///     E = c Σᵢ‖xᵢ‖(δrᵢ + γ_t|rᵢ|) + 4u·ρ‖w‖,   δrᵢ = ¼γ_{nnz+1} Σⱼ|xᵢⱼwⱼ| + 4u,
///
/// t one more than the depth of the summation (and than that again where c ≠ 1 multiplies the sum); the last term allows for
/// the roundings of ρ, ρ·w and the addition. So α = (‖ĝ‖ + E)/ρ. Higham 2002, §3.1; Guo et al. 2020 for the use.
struct Certificate {
    /// α.
    let bound: Double
    /// E.
    let roundingBound: Double

    /// - Complexity: O(entries).
    init(_ objective: LogisticObjective, at point: LogisticObjective.Point) {
        let features = objective.features
        let w = point.weights
        let chain = Rounding.gamma(ChunkedSum.depth(objective.rows.count) + 2)
        let unit = Rounding.unit
        let sum = ChunkedSum.over(objective.rows.count, width: 1, entries: objective.entries) { chunk, sum in
            for i in chunk {
                let row = objective.rows[i]
                let entries = features.rowStart[row]..<features.rowStart[row + 1]
                var logit = 0.0
                var size = 0.0
                for k in entries {
                    let term = features.values[k] * w[Int(features.columns[k])]
                    logit += term
                    size += abs(term)
                }
                let residual = abs(LogisticObjective.terms(logit, objective.labels[row]).residual)
                let blur = 0.25 * Rounding.gamma(entries.count + 1) * size + 4 * unit
                sum[0] += features.norm(row) * (blur + chain * residual)
            }
        }[0]
        let ridge = objective.ridge
        let rounding = (objective.weight * sum + 4 * unit * ridge * Vectors.norm(w)) * Rounding.allowance
        roundingBound = rounding
        bound = (point.gradientNorm + rounding) / ridge * Rounding.allowance
    }
}
