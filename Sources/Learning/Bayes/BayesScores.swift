/// What the classes say to a record: for each its log-prior and the log-likelihood of every feature.
///
/// A record is scored by its entries alone. What every absent feature adds is in `base`, and an entry replaces its
/// feature's share of that; kept to 106 bits, since the shares can be 10⁹ times what is left of them.
struct BayesScores: Sendable {
    let event: BayesRecipe.Event
    let classes: Int
    /// Of the positive class.
    let positive: Int
    /// ln P(class), and ln P(xⱼ = 0 | class) of every feature.
    var base: [CompensatedSum]
    /// By column and class, 0 for a column that no retained record has. Multinomial: ln θ. Bernoulli: ln p − ln(1−p).
    /// Gaussian: the mean.
    var first: [Double]
    /// Gaussian: 1/(2σ²). Else empty.
    var second: [Double]

    /// ln p − ln(1−p) of the positive class.
    ///
    /// - Complexity: O(entries of the row × classes).
    func margin(_ row: Int, of features: Features) -> Double {
        var scores = base
        for k in features.rowStart[row]..<features.rowStart[row + 1] {
            let start = Int(features.columns[k]) * classes
            let x = features.values[k]
            switch event {
            case .multinomial:
                for c in 0..<classes { scores[c] += x * first[start + c] }
            case .bernoulli where x > 0:
                for c in 0..<classes { scores[c] += first[start + c] }
            case .bernoulli: break
            case .gaussian:
                for c in 0..<classes {
                    let mean = first[start + c]
                    let precision = second[start + c]
                    scores[c] += mean * mean * precision
                    scores[c] -= (x - mean) * (x - mean) * precision
                }
            }
        }
        return logit(scores)
    }

    /// The positive class's score less the logarithm of the sum of the others' exponentials.
    private func logit(_ scores: [CompensatedSum]) -> Double {
        let own = scores[positive]
        let others = scores.indices.filter { $0 != positive }.map { (own - scores[$0]).value }
        // The closest rival counts in full, the others by how far they are behind.
        guard let closest = others.indices.min(by: { others[$0] < others[$1] }) else { return .infinity }
        let rest = others.indices.reduce(0) { sum, c in
            c == closest ? sum : sum + Elementary.exp(nonPositive: others[closest] - others[c])
        }
        return others[closest] - Elementary.log1p(nonNegative: rest)
    }
}
