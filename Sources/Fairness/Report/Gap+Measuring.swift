extension Gap {
    /// Measures a metric over all groups of a column.
    public init(
        _ metric: GapMetric, over counts: [ConfusionCounts], of groups: [String], in column: String,
        minimumDenominator: Int = 20, seed: UInt64 = 1
    ) {
        self.init(
            metric, over: counts.map(Tally.init), of: groups, in: column, minimumDenominator: minimumDenominator,
            permutations: 1999, seed: seed)
    }

    /// Measures a metric of one group against its reference.
    public init(
        _ metric: GapMetric, of group: (value: String, counts: ConfusionCounts),
        from reference: (value: String, counts: ConfusionCounts), in column: String, minimumDenominator: Int = 20,
        seed: UInt64 = 1
    ) {
        self.init(
            metric, of: (group.value, Tally(group.counts)), from: (reference.value, Tally(reference.counts)),
            in: column, minimumDenominator: minimumDenominator, permutations: 1999, seed: seed)
    }

    /// Measures a metric over all groups of a column; weighted records have no permutation test.
    init(
        _ metric: GapMetric, over tallies: [Tally], of groups: [String], in column: String, minimumDenominator: Int,
        permutations: Int, seed: UInt64
    ) {
        let rates = metric.rates(tallies)
        let spread = metric.spread(rates)
        let leftOut = Self.leftOut(metric, tallies, groups, minimumDenominator)
        func test(_ tallies: [Tally], _ groups: [String]) -> PermutationTest? {
            Self.test(metric, tallies, permutations, Self.seed(seed, column, metric, groups))
        }
        let all = test(tallies, groups)
        self.init(
            column: column, metric: metric.id, groups: groups, kind: .maxMin, value: spread?.value, interval: nil,
            test: all, highest: spread?.highest.map { groups[$0] }, lowest: spread?.lowest.map { groups[$0] },
            leftOut: leftOut,
            sufficient: Self.sufficient(metric, tallies, groups, without: leftOut, all: all, test: test),
            verdict: spread != nil && leftOut.isEmpty ? Self.measured : Self.insufficientEvidence,
            undefined: spread == nil ? Self.reason(metric, rates) : nil)
    }

    /// Measures a metric of one group against its reference; weighted records have no permutation test.
    init(
        _ metric: GapMetric, of group: (value: String, tally: Tally), from reference: (value: String, tally: Tally),
        in column: String, minimumDenominator: Int, permutations: Int, seed: UInt64
    ) {
        let groups = [group.value, reference.value]
        let tallies = [group.tally, reference.tally]
        let rates = metric.rates(tallies)
        let value = metric.distance(rates, 0, from: 1)
        let spread = value == nil ? nil : metric.spread(rates)
        let leftOut = Self.leftOut(metric, tallies, groups, minimumDenominator)
        let interval = value == nil ? nil : metric.interval(group.tally, from: reference.tally)
        self.init(
            column: column, metric: metric.id, groups: groups, kind: .pair, value: value, interval: interval,
            test: value == nil
                ? nil : Self.test(metric, tallies, permutations, Self.seed(seed, column, metric, groups)),
            highest: spread?.highest.map { groups[$0] }, lowest: spread?.lowest.map { groups[$0] }, leftOut: leftOut,
            sufficient: nil, verdict: value != nil && leftOut.isEmpty ? Self.measured : Self.insufficientEvidence,
            undefined: value == nil ? Self.reason(metric, rates) : nil)
        intervalMethod = interval == nil ? nil : metric.intervalMethod(isWeighted: group.tally.isWeighted)
        noInterval = value == nil ? nil : metric.noInterval(group.tally, from: reference.tally)
    }

    /// The permutation test deals out records, so it is valid only where every record counts the same.
    private static func test(
        _ metric: GapMetric, _ tallies: [Tally], _ permutations: Int, _ seed: UInt64
    ) -> PermutationTest? {
        guard !tallies.contains(where: \.isWeighted) else { return nil }
        return PermutationTest(metric, tallies.map(\.counts), permutations: permutations, seed: seed)
    }

    /// The same gap over the groups that are not left out; `all` is the test of all groups, for when none is.
    private static func sufficient(
        _ metric: GapMetric, _ tallies: [Tally], _ groups: [String], without leftOut: [LeftOut],
        all: PermutationTest?, test: ([Tally], [String]) -> PermutationTest?
    ) -> Sufficient? {
        let short = Set(leftOut.map(\.group))
        let kept = groups.indices.filter { !short.contains(groups[$0]) }
        let names = kept.map { groups[$0] }
        let those = kept.map { tallies[$0] }
        guard let spread = metric.spread(metric.rates(those)), let highest = spread.highest, let lowest = spread.lowest
        else { return nil }
        return Sufficient(
            value: spread.value, highest: names[highest], lowest: names[lowest],
            test: short.isEmpty ? all : test(those, names))
    }

    /// The groups whose own denominator, for any part, is empty or below the minimum.
    static func leftOut(
        _ metric: GapMetric, _ counts: [ConfusionCounts], _ groups: [String], _ minimum: Int
    ) -> [LeftOut] {
        leftOut(metric, counts.map(Tally.init), groups, minimum)
    }

    /// The groups whose own denominator, for any part, is empty, without weight, or below the minimum.
    static func leftOut(
        _ metric: GapMetric, _ tallies: [Tally], _ groups: [String], _ minimum: Int
    ) -> [LeftOut] {
        zip(groups, tallies).compactMap { group, tally in
            let shortages = metric.parts.map { tally.shortage($0, minimum: minimum) }
            let reasons = shortages.indices.compactMap { i in
                shortages.firstIndex(of: shortages[i]) == i ? shortages[i] : nil
            }
            guard !reasons.isEmpty else { return nil }
            let isCounted = metric.parts.allSatisfy { tally.share($0).value != nil }
            return LeftOut(group: group, reason: reasons.joined(separator: " and "), isCounted: isCounted)
        }
    }

    private static func reason(_ metric: GapMetric, _ rates: [[Double?]]) -> String {
        for (part, row) in zip(metric.parts, rates) where row.count(where: { $0 != nil }) < 2 {
            return "fewer than two groups have \(part.denominatorName)"
        }
        for (part, row) in zip(metric.parts, rates) where metric.rule == .ratio && row.allSatisfy({ $0 ?? 0 <= 0 }) {
            return "a ratio to a \(part.title) of 0"
        }
        if metric.rule == .ratio { return "a ratio to a \(metric.parts[0].title) of 0" }
        return "fewer than two groups have every rate"
    }

    private static func seed(_ seed: UInt64, _ column: String, _ metric: GapMetric, _ groups: [String]) -> UInt64 {
        var random = SplitMix64(seed: seed, purpose: ["gap", column, metric.restates ?? metric.id] + groups)
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

extension Tally {
    /// Why a rate's denominator is too small, or without weight; nil where it is neither.
    func shortage(_ metric: Metric, minimum: Int) -> String? {
        if let reason = metric.shortage(metric.counts(counts).denominator, minimum: minimum) { return reason }
        return share(metric).value == nil ? "no weight on any of its \(metric.denominatorName)" : nil
    }
}
