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
        /// 95 % of the difference, by the paired bootstrap; unpaired, by Zou & Donner's combination.
        public let interval: Interval?
        /// The exact test of the change of the pair's difference; nil where records can't be paired.
        public let mcnemar: Double?
        /// Unpaired only: the two-sided p-value of the change of the pair's difference between independent records, by
        /// the normal approximation.
        public let contrast: Double?
        /// Whether the interval excludes 0 and the test agrees, with enough evidence in both groups of the pair.
        public let isClear: Bool
        /// The gap of whichever pair is the widest after.
        public let widestAfter: Double?
        public let leftOut: [Gap.LeftOut]
        /// Why the pair has too little evidence.
        public let insufficient: String?
        /// The test's p-value in view of the family; nil where there is no test or too little evidence.
        public var adjusted: AdjustedP? = nil

        /// The p-value of the test there is.
        public var p: Double? { mcnemar ?? contrast }

        /// What a change of a gap is judged by.
        struct Evidence {
            var interval: Interval?
            var mcnemar: Double?
            var contrast: Double?
        }

        /// Follows a gap of paired records.
        ///
        /// - Precondition: the metric follows one pair.
        init(_ metric: GapMetric, _ grouping: Grouping, _ paired: PairedBootstrap, minimumDenominator: Int) {
            self.init(
                metric, in: grouping.column, grouping.values, paired.counts, minimumDenominator: minimumDenominator
            ) { rates, highest, lowest, change in
                Evidence(
                    interval: paired.interval(of: change),
                    mcnemar: Self.anyOf(rates.map { Self.exactTest($0, highest, lowest, paired.cells) }))
            }
        }

        /// Follows a gap from counts.
        ///
        /// - Precondition: the metric follows one pair.
        /// - Parameter judge: given the rates that are followed, the highest and the lowest group, and the change of
        ///   any counts; asked only where the change is defined.
        init(
            _ metric: GapMetric, in column: String, _ values: [String], _ paired: PairedCounts,
            minimumDenominator: Int, missing: [Gap.LeftOut] = [],
            judge: ([Metric], Int, Int, (PairedCounts) -> Double?) -> Evidence
        ) {
            let counts = paired.before
            let countsAfter = paired.after
            self.column = column
            self.metric = metric.id
            leftOut = Gap.leftOut(metric, counts, values, minimumDenominator) + missing
            widestAfter = metric.spread(metric.rates(countsAfter))?.value
            let rates = metric.rates(counts)
            let short = [counts, countsAfter].flatMap {
                Gap.leftOut(metric, $0, values, minimumDenominator).map(\.group)
            }
            let sound = rates.map { row in row.indices.map { short.contains(values[$0]) ? nil : row[$0] } }
            guard let spread = metric.spread(sound) ?? metric.spread(rates), let highest = spread.highest,
                let lowest = spread.lowest, let index = spread.part
            else {
                (part, pair, before, after, difference) = (nil, [], nil, nil, nil)
                (interval, mcnemar, contrast, isClear) = (nil, nil, nil, false)
                insufficient = Gap.insufficientEvidence
                return
            }
            // Of several rates the worst counts, before and after: another rate may be the worst then.
            let rate = metric.parts[index]
            let followed = metric.parts.count > 1 ? metric.parts : [rate]
            let gap = metric.followed(highest, lowest)
            func change(_ counts: PairedCounts) -> Double? {
                guard let before = gap(counts.before), let after = gap(counts.after) else { return nil }
                return after - before
            }
            part = rate.id
            pair = [values[highest], values[lowest]]
            before = spread.value
            after = gap(countsAfter)
            difference = change(paired)
            let evidence = difference == nil ? Evidence() : judge(followed, highest, lowest, change)
            interval = evidence.interval
            mcnemar = evidence.mcnemar
            contrast = evidence.contrast
            insufficient =
                [highest, lowest].compactMap { group in
                    followed.compactMap { rate in
                        let denominators = [counts[group], countsAfter[group]].map { rate.counts($0).denominator }
                        return rate.shortage(denominators.min() ?? 0, minimum: minimumDenominator)
                            .map { "\(values[group]): \($0)" }
                    }.first
                }.first
            isClear = insufficient == nil && Change.isClear(interval, mcnemar ?? contrast)
        }

        /// Whether any of several rates changed: Bonferroni's bound of the smallest p-value; nil where one can't be tested.
        static func anyOf(_ tests: [Double?]) -> Double? {
            let known = tests.compactMap(\.self)
            guard known.count == tests.count, let least = known.min() else { return nil }
            return min(1, least * Double(known.count))
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
            try container.encodeIfPresent(contrast, forKey: .contrast)
            try container.encodeIfPresent(adjusted, forKey: .adjusted)
        }
    }
}

extension GapMetric {
    /// The gap of one rate between two groups, signed or as a ratio, as a function of the groups' counts.
    fileprivate func followed(_ highest: Int, _ lowest: Int) -> ([ConfusionCounts]) -> Double? {
        { counts in
            let rates = rates([counts[highest], counts[lowest]])
            return rule == .ratio ? distance(rates, 1, from: 0) : distance(rates, 0, from: 1)
        }
    }
}
