extension Comparison {
    /// The change of a gap over all groups, followed in the pair of groups, and of several rates in the one, that is the
    /// widest in the mean of before and after.
    ///
    /// The pair is the widest among groups with enough evidence before and after, where there are two of them; the others
    /// are named in `leftOut`. A group of five could otherwise hide what happened to five thousand.
    public struct GapRow: Codable, Hashable, Sendable {
        /// The gap over all groups with enough evidence, whoever makes it at either time.
        public struct Range: Codable, Hashable, Sendable {
            public let before: Double
            public let after: Double
            /// Of |after − before|, by swapping the two predictions of all records.
            public let test: PairedTest?
        }

        public let column: String
        /// The id of a `GapMetric`.
        public let metric: String
        /// The id of the `Metric` that is followed; nil where there is no gap to measure.
        public let part: String?
        /// The higher and the lower group in the mean of before and after.
        public let pair: [String]
        /// The pair's gap in that rate; negative where the lower group was the higher one then (above 1 for a ratio).
        public let before: Double?
        public let after: Double?
        /// after − before
        public let difference: Double?
        /// 95 % of the difference: MOVER, or draws of the Dirichlet distribution for a ratio.
        public let interval: Interval?
        /// How the interval is computed; nil where there is none.
        public let intervalMethod: String?
        /// The swap test of the change of the pair's gap; unpaired, of the difference of four rates.
        public let test: PairedTest?
        /// Whether the interval excludes 0 and the test agrees at the adjusted level, with enough evidence in both groups.
        public internal(set) var isClear = false
        /// Nil where fewer than two groups have enough evidence.
        public let range: Range?
        /// The gap of whichever pair is the widest after.
        public let widestAfter: Double?
        public let leftOut: [Gap.LeftOut]
        /// Why the pair has too little evidence, and so no interval.
        public let insufficient: String?
        /// The test's p-value in view of the family; nil where there is no test or too little evidence.
        public var adjusted: AdjustedP? = nil

        /// The rate that is followed, where the metric has several: "true positive rate".
        public var followedRate: String? {
            guard let gap = GapMetric.all.first(where: { $0.id == metric }), gap.parts.count > 1 else { return nil }
            return gap.parts.first { $0.id == part }?.title
        }

        /// The p-value of the test there is.
        public var p: Double? { test?.p }

        /// Whether the gap over all groups, and not only that of the pair, clearly changed: the pair's is clear, and
        /// swapping all records seldom changes the range as much.
        public var isOfAllGroups: Bool {
            guard isClear, let difference, let range, let test = range.test else { return false }
            return test.p <= 0.05 && (range.after - range.before) * difference >= 0
        }

        /// What a change of a gap is judged by.
        struct Evidence {
            var interval: Interval?
            var method: String
            var test: PairedTest?
        }

        /// Judges the change of a followed pair; `sound` are the groups with enough evidence.
        struct Judge {
            let pair: (FollowedPair) -> Evidence
            let range: (_ sound: [Int]) -> PairedTest?
        }

        /// Follows a gap.
        ///
        /// - Precondition: the metric follows one pair.
        init(
            _ metric: GapMetric, in column: String, _ values: [String], _ counts: PairedCounts,
            minimumDenominator: Int, missing: [Gap.LeftOut] = [], judge: Judge
        ) {
            self.column = column
            self.metric = metric.id
            leftOut = Gap.leftOut(metric, counts.before, values, minimumDenominator) + missing
            widestAfter = metric.spread(metric.rates(counts.after))?.value
            func shortage(_ group: Int) -> String? {
                metric.parts.lazy.compactMap { rate in
                    let least =
                        [counts.before[group], counts.after[group]].map { rate.counts($0).denominator }.min() ?? 0
                    return rate.shortage(least, minimum: minimumDenominator)
                        ?? EnoughEvidence.shortage(least, rate.denominatorName)
                }.first
            }
            let sound = values.indices.filter { shortage($0) == nil }
            guard let pair = FollowedPair(metric, counts, isSound: { sound.contains($0) }) else {
                (part, self.pair, before, after, difference, range) = (nil, [], nil, nil, nil, nil)
                (interval, intervalMethod, test) = (nil, nil, nil)
                insufficient = Gap.insufficientEvidence
                return
            }
            let single = metric.following(part: pair.part)
            func gap(_ counts: [ConfusionCounts]) -> Double? {
                let rates = single.rates([counts[pair.highest], counts[pair.lowest]])[0]
                return single.followed(rates[0], rates[1])
            }
            part = metric.parts[pair.part].id
            self.pair = [values[pair.highest], values[pair.lowest]]
            let (was, now) = (gap(counts.before), gap(counts.after))
            let change = was.flatMap { was in now.map { $0 - was } }
            (before, after, difference) = (was, now, change)
            insufficient =
                [pair.highest, pair.lowest].lazy.compactMap { group in
                    shortage(group).map { "\(values[group]): \($0)" }
                }.first
            let evidence = change == nil ? nil : judge.pair(pair)
            interval = insufficient == nil ? evidence?.interval : nil
            intervalMethod = interval == nil ? nil : evidence?.method
            test = evidence?.test
            range = Self.range(metric, sound, counts, judge)
        }

        private static func range(
            _ metric: GapMetric, _ sound: [Int], _ counts: PairedCounts, _ judge: Judge
        ) -> Range? {
            func gap(_ counts: [ConfusionCounts]) -> Double? {
                metric.spread(metric.rates(sound.map { counts[$0] }))?.value
            }
            guard let before = gap(counts.before), let after = gap(counts.after) else { return nil }
            return Range(before: before, after: after, test: judge.range(sound))
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(column, forKey: .column)
            try container.encode(metric, forKey: .metric)
            try container.encode(part, forKey: .part)
            try container.encode(pair, forKey: .pair)
            try container.encode(before, forKey: .before)
            try container.encode(after, forKey: .after)
            try container.encode(difference, forKey: .difference)
            try container.encode(interval, forKey: .interval)
            try container.encodeIfPresent(intervalMethod, forKey: .intervalMethod)
            try container.encode(test, forKey: .test)
            try container.encode(isClear, forKey: .isClear)
            try container.encode(range, forKey: .range)
            try container.encode(widestAfter, forKey: .widestAfter)
            try container.encode(leftOut, forKey: .leftOut)
            try container.encodeIfPresent(insufficient, forKey: .insufficient)
            try container.encodeIfPresent(adjusted, forKey: .adjusted)
        }
    }
}
