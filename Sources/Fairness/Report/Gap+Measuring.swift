extension Gap {
    /// Measures a metric over all groups of a column.
    public init(
        _ metric: GapMetric, over counts: [ConfusionCounts], of groups: [String], in column: String,
        minimumDenominator: Int = 20, seed: UInt64 = 1
    ) {
        let rates = metric.rates(counts)
        let spread = metric.spread(rates)
        let leftOut = Self.leftOut(metric, counts, groups, minimumDenominator)
        let test = PermutationTest(metric, counts, seed: Self.seed(seed, column, metric, groups))
        self.init(
            column: column, metric: metric.id, groups: groups, kind: .maxMin, value: spread?.value, interval: nil,
            test: test, highest: spread?.highest.map { groups[$0] }, lowest: spread?.lowest.map { groups[$0] },
            leftOut: leftOut,
            sufficient: Self.sufficient(metric, counts, groups, without: leftOut, all: test) { groups in
                Self.seed(seed, column, metric, groups)
            },
            verdict: spread != nil && leftOut.isEmpty ? Self.measured : Self.insufficientEvidence,
            undefined: spread == nil ? Self.reason(metric, rates) : nil)
    }

    /// Measures a metric of one group against its reference.
    public init(
        _ metric: GapMetric, of group: (value: String, counts: ConfusionCounts),
        from reference: (value: String, counts: ConfusionCounts), in column: String, minimumDenominator: Int = 20,
        seed: UInt64 = 1
    ) {
        let groups = [group.value, reference.value]
        let counts = [group.counts, reference.counts]
        let rates = metric.rates(counts)
        let value = metric.distance(rates, 0, from: 1)
        let spread = value == nil ? nil : metric.spread(rates)
        let leftOut = Self.leftOut(metric, counts, groups, minimumDenominator)
        self.init(
            column: column, metric: metric.id, groups: groups, kind: .pair, value: value,
            interval: value == nil ? nil : metric.interval(group.counts, from: reference.counts),
            test: value == nil
                ? nil : PermutationTest(metric, counts, seed: Self.seed(seed, column, metric, groups)),
            highest: spread?.highest.map { groups[$0] }, lowest: spread?.lowest.map { groups[$0] }, leftOut: leftOut,
            sufficient: nil, verdict: value != nil && leftOut.isEmpty ? Self.measured : Self.insufficientEvidence,
            undefined: value == nil ? Self.reason(metric, rates) : nil)
    }

    /// The same gap over the groups that are not left out; `all` is the test of all groups, for when none is.
    private static func sufficient(
        _ metric: GapMetric, _ counts: [ConfusionCounts], _ groups: [String], without leftOut: [LeftOut],
        all: PermutationTest?, seed: ([String]) -> UInt64
    ) -> Sufficient? {
        let short = Set(leftOut.map(\.group))
        let kept = groups.indices.filter { !short.contains(groups[$0]) }
        let names = kept.map { groups[$0] }
        let those = kept.map { counts[$0] }
        guard let spread = metric.spread(metric.rates(those)), let highest = spread.highest, let lowest = spread.lowest
        else { return nil }
        return Sufficient(
            value: spread.value, highest: names[highest], lowest: names[lowest],
            test: short.isEmpty ? all : PermutationTest(metric, those, seed: seed(names)))
    }

    /// The groups whose own denominator, for any part, is empty or below the minimum.
    static func leftOut(
        _ metric: GapMetric, _ counts: [ConfusionCounts], _ groups: [String], _ minimum: Int
    ) -> [LeftOut] {
        zip(groups, counts).compactMap { group, counts in
            var reasons: [String] = []
            var isCounted = true
            for part in metric.parts {
                let denominator = part.counts(counts).denominator
                if denominator == 0 { isCounted = false }
                if let reason = part.shortage(denominator, minimum: minimum) { reasons.append(reason) }
            }
            guard !reasons.isEmpty else { return nil }
            return LeftOut(group: group, reason: reasons.joined(separator: " and "), isCounted: isCounted)
        }
    }

    private static func reason(_ metric: GapMetric, _ rates: [[Double?]]) -> String {
        for (part, row) in zip(metric.parts, rates) where row.count(where: { $0 != nil }) < 2 {
            return "fewer than two groups have \(part.denominatorName)"
        }
        if metric.rule == .ratio { return "a ratio to a \(metric.parts[0].title) of 0" }
        return "fewer than two groups have every rate"
    }

    private static func seed(_ seed: UInt64, _ column: String, _ metric: GapMetric, _ groups: [String]) -> UInt64 {
        var random = SplitMix64(seed: seed, purpose: ["gap", column, metric.id] + groups)
        return random.next()
    }
}

extension Metric {
    /// Why a denominator is too small: "no positives", "12 positives, fewer than 20"; nil where it is not.
    func shortage(_ denominator: Int, minimum: Int) -> String? {
        if denominator == 0 { return undefinedReason }
        return denominator < minimum ? "\(denominator) \(denominatorName), fewer than \(minimum)" : nil
    }
}
