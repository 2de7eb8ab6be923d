import Records

extension RidgeRegression {
    /// The sums over the records, and the weights that follow from them.
    public struct Fitted: FittedModel {
        /// All that is published.
        let sums: NormalSums
        /// One a column of the features; exactly 0 for a feature that no record has. Rebuilt from `sums`.
        public let weights: [Double]
        let threshold: Double
        /// Those summed, ascending.
        let rows: [Int]
        /// 1 after a fit; 0 after forgetting, which does not look at the records that stay.
        public let passes: Int
    }
}

extension RidgeRegression.Fitted {
    public var records: Int { rows.count }

    /// The whole numbers: the records; the keys of the features that a record has; of each Σqy, and Σqq with it and every
    /// later one.
    public func parameters(_ examples: Examples) -> [UInt8] {
        let features = examples.features
        precondition(weights.count == features.dimension, "one weight a column of the features")
        let places = sums.occurring
        var writer = ParameterWriter()
        writer.append(whole: Int128(sums.records))
        writer.append(UInt32(places.count))
        for place in places { writer.append(features.key(of: sums.columns[place])) }
        for (index, place) in places.enumerated() {
            writer.append(whole: sums.products[place])
            let start = sums.start(of: place)
            for other in places[index...] { writer.append(whole: sums.squares[start + other]) }
        }
        return writer.bytes
    }

    /// wᵀx less the number from which a target is positive.
    public func margins(_ examples: Examples, rows: [Int]) -> [Double] {
        precondition(weights.count == examples.features.dimension, "one weight a column of the features")
        return rows.map { examples.features.dot($0, weights) - threshold }
    }

    /// The margin + ½, kept within 0…1: a probability for a target of 0 and 1 with threshold ½, and not calibrated even
    /// there. For other targets it says no more than the sign does.
    public func probability(ofMargin margin: Double) -> Double { min(max(margin + 0.5, 0), 1) }

    /// The bits of a cold fit, always: whole numbers leave nothing to certify.
    public func guarantee(_ examples: Examples, digest: String, rows: [Int]) -> Guarantee {
        Guarantee(kind: .bitIdentical, digest: digest, certifiedShare: rows.isEmpty ? nil : 1)
    }
}

extension RidgeRegression.Fitted: Explaining {
    public func scoreParts(_ examples: Examples, row: Int) -> ScoreParts {
        ScoreParts(base: -threshold, parts: examples.features.parts(row) { weights[$0] })
    }
}
