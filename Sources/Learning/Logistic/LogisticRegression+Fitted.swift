import Records

extension LogisticRegression {
    /// What a solve found, and how far that can be from the true optimum.
    public struct Fitted: FittedModel {
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
        let rows: [Int]
    }
}

extension LogisticRegression.Fitted {
    public var records: Int { rows.count }

    public func parameters(_ examples: Examples) -> [UInt8] {
        let features = examples.features
        precondition(weights.count == features.dimension, "one weight a column of the features")
        let occurs = features.occurring(in: rows)
        var writer = ParameterWriter()
        for column in occurs.indices where occurs[column] {
            writer.append(features.key(of: column))
            writer.append(weights[column])
        }
        return writer.bytes
    }

    public func margins(_ examples: Examples, rows: [Int]) -> [Double] {
        logits(features: examples.features, rows: rows)
    }

    public func probability(ofMargin margin: Double) -> Double { Elementary.sigmoid(margin) }

    public func guarantee(_ examples: Examples, digest: String, rows: [Int]) -> Guarantee {
        Guarantee(
            kind: .withinBound, digest: digest, bound: bound, gradientNorm: gradientNorm,
            certifiedShare: rows.isEmpty ? nil : certifiedShare(features: examples.features, rows: rows))
    }

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

extension LogisticRegression {
    /// The keys and weights of a published model, in canonical order.
    ///
    /// - Throws: `Refusal` where the parameters are damaged.
    public static func weights(of published: PublishedModel) throws -> [(key: String, weight: Double)] {
        var reader = ParameterReader(published.parameters)
        var weights: [(key: String, weight: Double)] = []
        while !reader.isAtEnd { weights.append((try reader.text(), try reader.double())) }
        return weights
    }

    /// The weights in the order of the columns of `features`; 0 for a feature that the model does not have.
    static func weights(of published: PublishedModel, for features: Features) throws -> [Double] {
        // By bytes: Swift's String takes canonically equivalent texts for equal.
        var byKey: [[UInt8]: Double] = [:]
        for (key, weight) in try weights(of: published) { byKey[Array(key.utf8)] = weight }
        return (0..<features.dimension).map { byKey[Array(features.key(of: $0).utf8)] ?? 0 }
    }
}
