import Records

extension NaiveBayes {
    /// The counts and sums of the records, and what they say.
    public struct Fitted: FittedModel {
        let classes: BayesClasses
        /// All that is published.
        let statistics: BayesStatistics
        /// Rebuilt from `statistics`.
        let scores: BayesScores
        /// Those counted, ascending.
        let rows: [Int]
        /// 1 after a fit; 0 after forgetting, which does not look at the records that stay.
        public let passes: Int

        /// - Throws: `Refusal` where the sums give no model.
        init(
            _ settings: BayesRecipe, classes: BayesClasses, statistics: BayesStatistics, rows: [Int], passes: Int
        ) throws {
            self.classes = classes
            self.statistics = statistics
            scores = try BayesScores(statistics, smoothing: settings.smoothing, positive: classes.positive)
            self.rows = rows
            self.passes = passes
        }
    }
}

extension NaiveBayes.Fitted {
    public var records: Int { rows.count }

    /// The whole numbers: the classes with their records, then of every feature that a record has its key and, class by
    /// class, Σq (for Bernoulli the count) and for Gaussian Σq².
    public func parameters(_ examples: Examples) -> [UInt8] {
        let features = examples.features
        precondition(statistics.holders.count == features.dimension, "sums of other features")
        var writer = ParameterWriter()
        writer.append(UInt32(classes.names.count))
        for (name, count) in zip(classes.names, statistics.records) {
            writer.append(name)
            writer.append(whole: Int128(count))
        }
        for column in statistics.holders.indices where statistics.holders[column] > 0 {
            writer.append(features.key(of: column))
            for index in column * statistics.classes..<(column + 1) * statistics.classes {
                writer.append(whole: statistics.sums[index])
                if !statistics.squares.isEmpty { writer.append(whole: statistics.squares[index]) }
            }
        }
        return writer.bytes
    }

    /// ln p − ln(1−p), p the probability of the positive class: for two classes the log-odds between them.
    ///
    /// With more than two classes a margin above 0 means p > ½, which is more than being the likeliest class.
    /// - Complexity: O(entries × classes).
    public func margins(_ examples: Examples, rows: [Int]) -> [Double] {
        precondition(statistics.holders.count == examples.features.dimension, "sums of other features")
        return scores.margins(rows, of: examples.features)
    }

    /// p. Naive Bayes takes every feature for new evidence, so its probabilities lie nearer 0 and 1 than they should.
    public func probability(ofMargin margin: Double) -> Double { Elementary.sigmoid(margin) }

    /// The bits of a cold fit, always: whole numbers leave nothing to certify.
    public func guarantee(_ examples: Examples, digest: String, rows: [Int]) -> Guarantee {
        Guarantee(kind: .bitIdentical, digest: digest, certifiedShare: rows.isEmpty ? nil : 1)
    }
}
