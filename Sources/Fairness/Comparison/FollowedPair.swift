/// Which two groups the change of a gap is followed in, and in which rate: those that are the farthest apart in the mean of
/// before and after.
///
/// The pair that was the widest before is biased towards narrowing (the winner's curse: with 20 groups and no change it
/// "narrowed" in .30 of the cases). Swapping the two predictions of records leaves the mean alone, so the test of the pair
/// stays exact.
struct FollowedPair {
    /// The place of the rate that makes the gap, among the metric's parts.
    let part: Int
    let highest: Int
    let lowest: Int

    /// Nil where no two of the groups have a rate.
    ///
    /// - Parameter isSound: whether a group has enough evidence; the others count only where fewer than two have.
    init?(_ metric: GapMetric, _ counts: PairedCounts, isSound: (Int) -> Bool) {
        let pooled = metric.parts.map { part in
            counts.before.indices.map { group -> Double? in
                let (was, now) = (part.counts(counts.before[group]), part.counts(counts.after[group]))
                guard was.denominator > 0, now.denominator > 0 else { return nil }
                return Double(was.numerator + now.numerator) / Double(was.denominator + now.denominator)
            }
        }
        let sound = pooled.map { row in row.indices.map { isSound($0) ? row[$0] : nil } }
        let rates = metric.spread(sound) == nil ? pooled : sound
        guard let spread = metric.spread(rates), let highest = spread.highest, let lowest = spread.lowest,
            let part = spread.part
        else { return nil }
        // Of groups that are all equal in the mean, the first two.
        let other = rates[part].indices.first { $0 != highest && rates[part][$0] != nil } ?? lowest
        (self.part, self.highest, self.lowest) = (part, highest, lowest == highest ? other : lowest)
    }
}

extension GapMetric {
    /// The gap of the rate that is followed, in the sign of its pair: of the worse of two rates an interval of the unsigned
    /// distance can't hold where both are near 0, and is too wide elsewhere (.986 to .995 covered).
    func following(part: Int) -> GapMetric {
        parts.count == 1 ? self : GapMetric(id, title, rule == .ratio ? .ratio : .difference, of: [parts[part]], "")
    }

    /// The gap between two groups, from the rates of each: signed, or as a ratio of the lower to the higher of the pair.
    ///
    /// - Precondition: of one rate.
    func followed(_ high: Double?, _ low: Double?) -> Double? {
        precondition(parts.count == 1, "one rate is followed")
        return rule == .ratio ? distance([[high, low]], 1, from: 0) : distance([[high, low]], 0, from: 1)
    }

    /// The change of that gap in paired cells.
    func followedChange(_ high: EightCells, _ low: EightCells) -> Double? {
        func gap(_ moment: Moment) -> Double? { followed(high.rate(parts[0], moment), low.rate(parts[0], moment)) }
        guard let before = gap(.before), let after = gap(.after) else { return nil }
        return after - before
    }

    /// The change of the gap over several groups.
    func rangeChange(_ groups: [EightCells]) -> Double? {
        func gap(_ moment: Moment) -> Double? {
            spread(parts.map { part in groups.map { $0.rate(part, moment) } })?.value
        }
        guard let before = gap(.before), let after = gap(.after) else { return nil }
        return after - before
    }
}
