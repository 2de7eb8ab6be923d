extension LogisticRegression.Fitted: Explaining {
    public func scoreParts(_ examples: Examples, row: Int) -> ScoreParts {
        score.parts(examples.features, row, weights)
    }
}

extension LinearScore {
    /// Of two classes the terms of wᵀx; of more those of the difference between the two largest logits.
    public func parts(_ features: Features, _ row: Int, _ weights: [Double]) -> ScoreParts {
        guard outputs > 1 else { return ScoreParts(base: 0, parts: features.parts(row) { weights[$0] }) }
        var z = Array(repeating: 0.0, count: outputs)
        z.withUnsafeMutableBufferPointer { logits(features, row, weights, into: $0) }
        let best = z.indices.reduce(0) { z[$1] > z[$0] ? $1 : $0 }
        let second = z.indices.reduce(best == 0 ? 1 : 0) { $1 != best && z[$1] > z[$0] ? $1 : $0 }
        return ScoreParts(
            classes: (classNames[best], classNames[second]), base: 0,
            parts: features.parts(row) { weights[$0 * outputs + best] - weights[$0 * outputs + second] })
    }
}
