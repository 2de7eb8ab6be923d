import Records

extension LogisticRegression {
    /// What a solve found: weights on the grid, and how far they can be from the true optimum.
    public struct Fitted: FittedModel {
        /// Multiples of 2⁻ᵍʳⁱᵈ: one a column of the features; of more classes `outputs` a column, side by side.
        public let weights: [Double]
        /// Of more than two classes, in the order of the outputs; empty for two.
        public let classNames: [String]
        /// The output of the positive class.
        let positive: Int
        /// Of the objective that was minimised.
        let form: LogisticRecipe.Form
        public let solution: CertifiedSolution
        /// The point that `solution` is about, before it was snapped, in the order of `weights`. It is never published as it is.
        let point: [Double]
        /// ‖w − w*‖₂ ≤ bound for `weights`. Logits for a record x are within ‖x‖·bound of the optimum's.
        public let bound: Double
        let settled: Settling.Way
        /// How forgetting was planned; nil after a fit.
        public let plan: Plan?
        public let passes: Int
        public let newtonSteps: Int
        /// Ascending.
        let rows: [Int]
        /// One of the two.
        var memory: LogisticMemory?
        var sparse: SparseMemory?

        public var records: Int { rows.count }
        public var outputs: Int { max(1, classNames.count) }

        public var forgettingCost: ForgettingCost { .passes }

        /// How the bits of `weights` were settled: "certificate", "refinement" or "not settled".
        public var settledBy: String { settled.rawValue }
    }
}

extension LogisticRegression.Fitted {
    /// Of more classes their names; then for every feature that occurs in the retained records its key and weights, in the
    /// canonical order of `Features`. A feature of no retained record is absent: its weight is exactly 0, and its name would
    /// tell of the forgotten.
    public func parameters(_ examples: Examples) -> [UInt8] {
        let features = examples.features
        precondition(weights.count == features.dimension * outputs, "weights for every column of the features")
        let occurs = features.occurring(in: rows)
        var writer = ParameterWriter()
        writer.append(UInt32(classNames.count))
        for name in classNames { writer.append(name) }
        for column in occurs.indices where occurs[column] {
            writer.append(features.key(of: column))
            for output in 0..<outputs { writer.append(weights[column * outputs + output]) }
        }
        return writer.bytes
    }

    /// The logit of the positive class: wᵀx, or with more classes ln p − ln(1 − p).
    public func margins(_ examples: Examples, rows: [Int]) -> [Double] {
        logits(features: examples.features, rows: rows)
    }

    public func logits(features: Features, rows: [Int]) -> [Double] {
        guard outputs > 1 else { return rows.map { features.dot($0, weights) } }
        return rows.map { row in
            var z = Array(repeating: 0.0, count: outputs)
            for k in features.rowStart[row]..<features.rowStart[row + 1] {
                for output in 0..<outputs {
                    z[output] += features.values[k] * weights[Int(features.columns[k]) * outputs + output]
                }
            }
            let mine = z.remove(at: positive)
            return mine - z.withUnsafeMutableBufferPointer { LogisticObjective.softmax($0) }
        }
    }

    public func probability(ofMargin margin: Double) -> Double { Elementary.sigmoid(margin) }

    public func guarantee(_ examples: Examples, digest: String, rows: [Int]) -> Guarantee {
        Guarantee(
            kind: settled == .unsettled || settled == .roughly ? .withinBound : .bitIdentical, digest: digest,
            bound: bound, gradientNorm: solution.gradientNorm,
            certifiedShare: rows.isEmpty ? nil : certifiedShare(features: examples.features, rows: rows),
            settled: settled.rawValue)
    }

    /// The share of `rows` whose decision at the threshold is proven to be the true optimum's, before snapping too:
    /// |logit − τ| > ‖x‖·bound, √2 of that with more classes, the rounding of the logit included. 1 where there are no rows.
    public func certifiedShare(features: Features, rows: [Int], threshold logit: Double = 0) -> Double {
        guard !rows.isEmpty else { return 1 }
        let norm = Vectors.norm(weights)
        let reach = (outputs == 1 ? 1 : 2.0.squareRoot()) * bound
        let certified = zip(rows, logits(features: features, rows: rows)).count { row, value in
            let entries = features.rowStart[row + 1] - features.rowStart[row]
            let rounding =
                Rounding.gamma(entries + 2) * (features.norm(row) * norm + abs(logit)) * Double(outputs)
            return abs(value - logit)
                > (features.norm(row) * reach + rounding) * Rounding.allowance + .leastNormalMagnitude
        }
        return Double(certified) / Double(rows.count)
    }
}

extension LogisticRegression {
    /// The class names (none for two), keys and weights of a published model, in canonical order.
    ///
    /// - Throws: `Refusal` where the parameters are damaged.
    public static func weights(
        of published: PublishedModel
    ) throws -> (classNames: [String], weights: [(key: String, weights: [Double])]) {
        var reader = ParameterReader(published.parameters)
        let classes = try reader.integer(UInt32.self)
        guard classes <= 1 << 20 else { throw PublishedModel.refusal(published.bytes) }
        let names = try (0..<classes).map { _ in try reader.text() }
        var weights: [(key: String, weights: [Double])] = []
        while !reader.isAtEnd {
            let key = try reader.text()
            weights.append((key, try (0..<max(1, names.count)).map { _ in try reader.double() }))
        }
        return (names, weights)
    }

    /// The weights in the order of the columns of `features`; 0 for a feature that the model does not have.
    static func weights(of published: PublishedModel, for features: Features, outputs: Int) throws -> [Double] {
        let model = try weights(of: published)
        guard max(1, model.classNames.count) == outputs else { throw PublishedModel.refusal(published.bytes) }
        // By bytes: Swift's String takes canonically equivalent texts for equal.
        var byKey: [[UInt8]: [Double]] = [:]
        for (key, weights) in model.weights { byKey[Array(key.utf8)] = weights }
        let zero = Array(repeating: 0.0, count: outputs)
        return (0..<features.dimension).flatMap { byKey[Array(features.key(of: $0).utf8)] ?? zero }
    }
}
