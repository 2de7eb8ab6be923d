/// What a solve found, and how far that can be from the true optimum.
public struct Fitted: Sendable {
    /// One a column of the features.
    public let weights: [Double]
    /// J(w) or F(w), as the recipe's form has it.
    public let objective: Double
    /// ‖w‖.
    public let weightNorm: Double
    /// ‖ĝ‖ in the units of a sum: of ∇J, or of n∇F.
    public let gradientNorm: Double
    /// ‖ĝ‖ / max(1, ‖g₀‖), g₀ the gradient at zero weights.
    public let relativeGradient: Double
    /// α: ‖w − w*‖₂ ≤ α, rounding included. Two solves of the same problem differ by at most α₁ + α₂, their logits for a
    /// record x by at most ‖x‖(α₁ + α₂).
    public let bound: Double
    /// E, the share of rounding in α (in the units of the gradient).
    public let roundingBound: Double
    /// Times that the records were gone through.
    public let passes: Int
    public let newtonSteps: Int
    /// Records that it was fitted to.
    public let records: Int
}

extension Fitted {
    /// wᵀx of `rows`, in their order.
    public func logits(features: Features, rows: [Int]) -> [Double] {
        rows.map { features.dot($0, weights) }
    }

    /// The share of `rows` whose decision at the threshold is proven to be the true optimum's: |logit − τ| > ‖x‖α, the
    /// rounding of the logit included. 1 where there are no rows.
    public func certifiedShare(features: Features, rows: [Int], threshold logit: Double = 0) -> Double {
        guard !rows.isEmpty else { return 1 }
        let certified = rows.count { row in
            let margin = abs(features.dot(row, weights) - logit)
            let entries = features.rowStart[row + 1] - features.rowStart[row]
            let rounding = Rounding.gamma(entries + 2) * (features.norm(row) * weightNorm + abs(logit))
            return margin > (features.norm(row) * bound + rounding) * Rounding.allowance
        }
        return Double(certified) / Double(rows.count)
    }
}
