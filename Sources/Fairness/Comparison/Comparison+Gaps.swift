extension Comparison {
    /// The change of a gap over all groups, followed in the rate and the pair of groups that made it before.
    ///
    /// The pair is the widest among groups with enough evidence before and after, where there are two of them; the others
    /// are named in `leftOut`. A group of five could otherwise hide what happened to five thousand.
    ///
    /// Following whichever pair is the widest at each time would compare different people, and its bootstrap is
    /// biased away from 0.
    public struct GapRow: Codable, Hashable, Sendable {
        public let column: String
        /// The id of a `GapMetric`.
        public let metric: String
        /// The id of the `Metric` that made the gap before; nil where there was no gap to measure.
        public let part: String?
        /// The highest and the lowest group before.
        public let pair: [String]
        public let before: Double?
        /// The same pair's gap; negative where the two changed places (above 1 for a ratio).
        public let after: Double?
        /// after − before
        public let difference: Double?
        /// 95 % of the difference, by the paired bootstrap.
        public let interval: Interval?
        /// The exact test of the change of the pair's difference; nil where records can't be paired.
        public let mcnemar: Double?
        /// Whether the interval excludes 0 and the exact test agrees, with enough evidence in both groups of the pair.
        public let isClear: Bool
        /// The gap of whichever pair is the widest after.
        public let widestAfter: Double?
        public let leftOut: [Gap.LeftOut]
        /// Why the pair has too little evidence.
        public let insufficient: String?

        /// - Precondition: the metric follows one pair.
        init(_ metric: GapMetric, _ grouping: Grouping, _ paired: PairedBootstrap, minimumDenominator: Int) {
            let counts = paired.counts.before
            let countsAfter = paired.counts.after
            column = grouping.column
            self.metric = metric.id
            leftOut = Gap.leftOut(metric, counts, grouping.values, minimumDenominator)
            widestAfter = metric.spread(metric.rates(countsAfter))?.value
            let rates = metric.rates(counts)
            let short = [counts, countsAfter].flatMap {
                Gap.leftOut(metric, $0, grouping.values, minimumDenominator).map(\.group)
            }
            let sound = rates.map { row in row.indices.map { short.contains(grouping.values[$0]) ? nil : row[$0] } }
            guard let spread = metric.spread(sound) ?? metric.spread(rates), let highest = spread.highest,
                let lowest = spread.lowest, let index = spread.part
            else {
                (part, pair, before, after, difference) = (nil, [], nil, nil, nil)
                (interval, mcnemar, isClear) = (nil, nil, false)
                insufficient = Gap.insufficientEvidence
                return
            }
            let rate = metric.parts[index]
            let followed = GapMetric(
                metric.id, metric.title, metric.rule == .ratio ? .ratio : .difference, of: [rate], "")
            func gap(_ high: ConfusionCounts, _ low: ConfusionCounts) -> Double? {
                let rates = followed.rates([high, low])
                return metric.rule == .ratio
                    ? followed.distance(rates, 1, from: 0) : followed.distance(rates, 0, from: 1)
            }
            func change(_ counts: PairedCounts) -> Double? {
                guard let before = gap(counts.before[highest], counts.before[lowest]),
                    let after = gap(counts.after[highest], counts.after[lowest])
                else { return nil }
                return after - before
            }
            part = rate.id
            pair = [grouping.values[highest], grouping.values[lowest]]
            before = spread.value
            after = gap(countsAfter[highest], countsAfter[lowest])
            difference = change(paired.counts)
            interval = difference == nil ? nil : paired.interval(of: change)
            mcnemar = Self.exactTest(rate, highest, lowest, paired.cells)
            insufficient =
                [highest, lowest].compactMap { group in
                    let denominators = [counts[group], countsAfter[group]].map { rate.counts($0).denominator }
                    return rate.shortage(denominators.min() ?? 0, minimum: minimumDenominator)
                        .map { "\(grouping.values[group]): \($0)" }
                }.first
            isClear = insufficient == nil && Change.isClear(interval, mcnemar)
        }

        private static func exactTest(_ rate: Metric, _ a: Int, _ b: Int, _ cells: PairedCells) -> Double? {
            guard let a = cells.flips(rate, a), let b = cells.flips(rate, b), a.total > 0, b.total > 0 else {
                return nil
            }
            return McNemar.exact(a, minus: b)
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
            try container.encode(mcnemar, forKey: .mcnemar)
            try container.encode(isClear, forKey: .isClear)
            try container.encode(widestAfter, forKey: .widestAfter)
            try container.encode(leftOut, forKey: .leftOut)
            try container.encodeIfPresent(insufficient, forKey: .insufficient)
        }
    }
}
