extension FourFifths {
    /// Every group of a column against the one with the highest selection rate, which is its own reference.
    ///
    /// The reference is the highest among the groups with enough records, where there is one, so that a group of three
    /// is not what thousands are measured by; of equals the first. A thin group can then have a ratio above 1.
    ///
    /// - Complexity: O(groups × √n)
    static func all(_ groups: [GroupReport], minimumDenominator: Int) -> [FourFifths] {
        let shares = groups.map { Metric.selectionRate.counts($0.counts) }
        let enough = shares.indices.filter { shares[$0].denominator >= max(1, minimumDenominator) }
        let candidates = enough.isEmpty ? shares.indices.filter { shares[$0].denominator > 0 } : enough
        guard
            let reference = candidates.reduce(
                nil,
                { best, next -> Int? in
                    guard let best else { return next }
                    let (a, b) = (shares[next], shares[best])
                    return a.numerator * b.denominator > b.numerator * a.denominator ? next : best
                })
        else { return [] }
        return groups.indices.map { group in
            FourFifths(
                groups[group], shares[group], groups[reference].value, shares[reference],
                isReference: group == reference, minimumDenominator)
        }
    }

    private typealias Share = (numerator: Int, denominator: Int)

    private init(
        _ group: GroupReport, _ own: Share, _ reference: String, _ highest: Share, isReference: Bool, _ minimum: Int
    ) {
        let (a, b) = ((own.numerator, own.denominator), (highest.numerator, highest.denominator))
        let isDefined = own.denominator > 0 && highest.numerator > 0
        let ratio = isDefined ? Double(a.0) / Double(a.1) / (Double(b.0) / Double(b.1)) : nil
        let shortage = Metric.selectionRate.shortage(own.denominator, minimum: minimum)
        let others = Metric.selectionRate.shortage(highest.denominator, minimum: minimum)
        let isTested = !isReference && own.denominator > 0
        self.init(
            column: group.column, group: group.value, reference: reference, ratio: isReference && isDefined ? 1 : ratio,
            interval: isReference ? nil : Intervals.ratio(a, over: b), z: isTested ? RateTests.pooledZ(a, b) : nil,
            fisher: isTested ? RateTests.fisher(a, b) : nil, prefersFisher: RateTests.prefersFisher(a, b),
            flips: isReference ? nil : Self.flips(selected: a.0, of: a.1, reference: b),
            insufficient: shortage ?? others.map { "\(reference): \($0)" })
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
