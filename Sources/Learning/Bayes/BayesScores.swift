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
    var base: [DoubleDouble]
    /// By column and class, 0 for a column that no retained record has. Multinomial: ln θ. Bernoulli: ln p − ln(1−p).
    /// Gaussian: the mean.
    var first: [Double]
    /// Gaussian: 1/(2σ²). Else empty.
    var second: [Double]

    /// ln p − ln(1−p) of the positive class, for each of `rows`.
    ///
    /// - Complexity: O(entries of the rows × classes).
    func margins(_ rows: [Int], of features: Features) -> [Double] {
        var scores = base
        return rows.map { row in
            for c in 0..<classes { scores[c] = base[c] }
            for k in features.rowStart[row]..<features.rowStart[row + 1] {
                add(features.values[k], at: Int(features.columns[k]) * classes, to: &scores)
            }
            return logit(scores)
        }
    }

    /// The place of the likeliest class, for each of `rows`; of equal ones the first.
    ///
    /// - Complexity: O(entries of the rows × classes).
    func likeliest(_ rows: [Int], of features: Features) -> [Int] {
        var scores = base
        return rows.map { row in
            for c in 0..<classes { scores[c] = base[c] }
            for k in features.rowStart[row]..<features.rowStart[row + 1] {
                add(features.values[k], at: Int(features.columns[k]) * classes, to: &scores)
            }
            return (0..<classes).reduce(0) { (scores[$1] - scores[$0]).value > 0 ? $1 : $0 }
        }
    }

    /// Replaces the share of an absent feature by that of a value x.
    private func add(_ x: Double, at start: Int, to scores: inout [DoubleDouble]) {
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

    /// The positive class's score less the logarithm of the sum of the others' exponentials.
    private func logit(_ scores: [DoubleDouble]) -> Double {
        func lead(over c: Int) -> Double { (scores[positive] - scores[c]).value }
        var closest = positive == 0 ? 1 : 0
        for c in 0..<classes where c != positive && lead(over: c) < lead(over: closest) { closest = c }
        let least = lead(over: closest)
        // The closest rival counts in full, the others by how far they are behind.
        var rest = 0.0
        for c in 0..<classes where c != positive && c != closest {
            rest += Elementary.exp(nonPositive: least - lead(over: c))
        }
        return least - Elementary.log1p(nonNegative: rest)
    }
}
