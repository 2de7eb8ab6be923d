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

    /// Measures a metric over all groups of a column.
    ///
    /// - Parameter weighted: the test of weighted records, of the groups at some places; without it they have none.
    init(
        _ metric: GapMetric, over tallies: [Tally], of groups: [String], in column: String, minimumDenominator: Int,
        permutations: Int, seed: UInt64, weighted: ((GapMetric, [Int], UInt64) -> PermutationTest?)? = nil
    ) {
        let leftOut = Self.leftOut(metric, tallies, groups, minimumDenominator)
        let short = Set(leftOut.map(\.group))
        let sound = groups.indices.filter { !short.contains(groups[$0]) }
        let whole = metric.spread(metric.rates(tallies))
        let ofSound = metric.spread(metric.rates(sound.map { tallies[$0] }))
        // What the gap is of: the groups with enough evidence, or all where fewer than two have.
        let kept = ofSound == nil ? Array(groups.indices) : sound
        let (names, counted) = (kept.map { groups[$0] }, kept.map { tallies[$0] })
        let spread = ofSound ?? whole
        let own = Self.seed(seed, column, metric, names)
        let test =
            spread == nil
            ? nil : Self.test(metric, counted, permutations, own) ?? weighted?(metric, kept, own)
        self.init(
            column: column, metric: metric.id, groups: groups, kind: .maxMin, value: spread?.value, interval: nil,
            test: test, highest: spread?.highest.map { names[$0] }, lowest: spread?.lowest.map { names[$0] },
            leftOut: leftOut,
            sufficient: ofSound.flatMap { Self.sufficient(metric, $0, names, counted, test) },
            verdict: ofSound == nil ? Self.insufficientEvidence : Self.measured,
            undefined: spread == nil ? Self.reason(metric, tallies) : nil)
        let isOther = whole?.value != ofSound?.value || leftOut.contains(where: \.isCounted)
        if let whole, ofSound != nil, !leftOut.isEmpty, isOther {
            ofAll = OfAll(
                value: whole.value, highest: whole.highest.map { groups[$0] }, lowest: whole.lowest.map { groups[$0] })
        }
    }

    /// Measures a metric of one group against its reference.
    ///
    /// - Parameter weighted: the test of weighted records; without it they have none.
    init(
        _ metric: GapMetric, of group: (value: String, tally: Tally), from reference: (value: String, tally: Tally),
        in column: String, minimumDenominator: Int, permutations: Int, seed: UInt64,
        weighted: ((GapMetric, UInt64) -> PermutationTest?)? = nil
    ) {
        let own = Self.seed(seed, column, metric, [group.value, reference.value])
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
                ? nil : Self.test(metric, tallies, permutations, own) ?? weighted?(metric, own),
            highest: spread?.highest.map { groups[$0] }, lowest: spread?.lowest.map { groups[$0] }, leftOut: leftOut,
            sufficient: nil, verdict: value != nil && leftOut.isEmpty ? Self.measured : Self.insufficientEvidence,
            undefined: value == nil ? Self.reason(metric, tallies) : nil)
        intervalMethod = interval == nil ? nil : metric.intervalMethod(isWeighted: group.tally.isWeighted)
        noInterval = value == nil ? nil : metric.noInterval(group.tally, from: reference.tally)
    }

    /// The permutation test deals out records, so it is valid only where every record counts the same.
    private static func test(
        _ metric: GapMetric, _ tallies: [Tally], _ permutations: Int, _ seed: UInt64
    ) -> PermutationTest? {
        guard !tallies.contains(where: \.isWeighted) else { return nil }
        return PermutationTest(metric, tallies, permutations: permutations, seed: seed)
    }

    /// Between whom the gap of the groups with enough evidence is; nil where no two groups make it.
    private static func sufficient(
        _ metric: GapMetric, _ spread: Spread, _ names: [String], _ tallies: [Tally], _ test: PermutationTest?
    ) -> Sufficient? {
        guard let highest = spread.highest, let lowest = spread.lowest else { return nil }
        return Sufficient(
            value: spread.value, highest: names[highest], lowest: names[lowest], test: test,
            interval: highest == lowest ? nil : metric.interval(spread, tallies[highest], tallies[lowest]))
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

    private static func reason(_ metric: GapMetric, _ tallies: [Tally]) -> String {
        if metric.needsTruth, tallies.contains(where: { !$0.knowsTruth }) { return Metric.noTruth }
        let rates = metric.rates(tallies)
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
        guard knowsTruth || !metric.needsTruth else { return Metric.noTruth }
        if let reason = metric.shortage(counted(metric).denominator, minimum: minimum) { return reason }
        return share(metric).value == nil ? "no weight on any of its \(metric.denominatorName)" : nil
    }
}
