extension FourFifths {
    /// Every group of a column against the one with the highest selection rate, which is its own reference; weighted where
    /// records are, then tested by dealing decisions out together with their weights, and without flips.
    ///
    /// The reference is the highest among the groups with enough records, where there is one, so that a group of three
    /// is not what thousands are measured by; of equals the first. A thin group can then have a ratio above 1.
    ///
    /// - Complexity: O(groups × √n); of weighted records O(permutations × n)
    static func all(_ view: ColumnView) -> [FourFifths] {
        let shares = view.tallies.map { $0.share(.selectionRate) }
        let minimum = view.settings.minimumDenominator
        let enough = shares.indices.filter { shares[$0].whole.records >= max(1, minimum) && shares[$0].value != nil }
        let candidates = enough.isEmpty ? shares.indices.filter { shares[$0].value != nil } : enough
        guard
            let reference = candidates.reduce(
                nil,
                { best, next -> Int? in
                    guard let best else { return next }
                    let (a, b) = (shares[next], shares[best])
                    return a.numerator * b.denominator > b.numerator * a.denominator ? next : best
                })
        else { return [] }
        return view.groups.indices.map { group in
            var row = FourFifths(
                (view.column, view.groups[group]), view.tallies[group], view.groups[reference],
                view.tallies[reference], isReference: group == reference, minimum)
            if group != reference, row.ratio != nil { row.weighted = view.dealt([group, reference]) }
            return row
        }
    }

    private init(
        _ place: (column: String, group: String), _ own: Tally, _ reference: String, _ highest: Tally,
        isReference: Bool, _ minimum: Int
    ) {
        let (a, b) = (Metric.selectionRate.counts(own.counts), Metric.selectionRate.counts(highest.counts))
        let shares = (own.share(.selectionRate), highest.share(.selectionRate))
        let ratio = shares.0.value.flatMap { rate in shares.1.value.flatMap { $0 > 0 ? rate / $0 : nil } }
        let others = highest.shortage(.selectionRate, minimum: minimum)
        let isTested = !isReference && a.denominator > 0 && !own.isWeighted
        self.init(
            column: place.column, group: place.group, reference: reference,
            ratio: isReference && ratio != nil ? 1 : ratio,
            interval: isReference ? nil : Share.ratio(shares.0, over: shares.1),
            z: isTested ? RateTests.pooledZ((a.numerator, a.denominator), (b.numerator, b.denominator)) : nil,
            fisher: isTested ? RateTests.fisher((a.numerator, a.denominator), (b.numerator, b.denominator)) : nil,
            prefersFisher: !own.isWeighted
                && RateTests.prefersFisher((a.numerator, a.denominator), (b.numerator, b.denominator)),
            flips: isReference || own.isWeighted
                ? nil
                : Self.flips(selected: a.numerator, of: a.denominator, reference: (b.numerator, b.denominator)),
            insufficient: own.shortage(.selectionRate, minimum: minimum) ?? others.map { "\(reference): \($0)" })
    }

    /// The fewest decisions of a group that, decided the other way, turn "below four fifths of the reference's rate"
    /// around; nil where there is no ratio. Computed in whole numbers.
    static func flips(selected: Int, of total: Int, reference: (selected: Int, total: Int)) -> Int? {
        guard total > 0, reference.total > 0, reference.selected > 0 else { return nil }
        // The fewest selected with which the group is not below: 5 × selected × reference.total ≥ 4 × ….
        let bound = 4 * reference.selected * total
        let unit = 5 * reference.total
        let enough = (bound + unit - 1) / unit
        if selected < enough { return enough <= total ? enough - selected : nil }
        return selected - enough + 1
    }
}

extension ColumnView {
    /// The test of the selection rates of weighted records of two groups; nil where records count the same.
    fileprivate func dealt(_ pair: [Int]) -> PermutationTest? {
        guard let outcomes, outcomes.weight != nil else { return nil }
        var deal = WeightedPermutation(.demographicParityDifference, outcomes, grouping.codes, kept: pair)
        var random = SplitMix64(seed: settings.seed, purpose: ["four fifths", column] + pair.map { groups[$0] })
        return deal.test(permutations: settings.permutations, seed: random.next())
    }
}
