/// The change of a share whose denominator changes with the predictions: a predictive value, F1, balanced accuracy.
public enum PairedShare {
    /// The 95 % interval of the change of a positive or negative predictive value, or of its complement; nil where it is
    /// undefined before or after.
    ///
    /// MOVER of Wilson's limits, with the correlation of the two shares by the delta method, drawn towards 0 by `extra`
    /// records on either side that are not shared.
    public static func interval(_ metric: Metric, _ cells: EightCells) -> Interval? {
        limits(metric, cells)?.interval
    }

    /// The change with these limits.
    static func limits(_ metric: Metric, _ cells: EightCells) -> Limits? {
        let numerator = metric.numerator.intersection(metric.denominator)
        return limits(cells, numerator, metric.denominator, extra: 1) { $0 }
    }

    /// The same of F1 = 2J / (1 + J), by J = TP / (TP + FP + FN), with two extra records.
    public static func f1(_ cells: EightCells) -> Interval? {
        limits(cells, .truePositives, [.truePositives, .falsePositives, .falseNegatives], extra: 2) {
            2 * $0 / (1 + $0)
        }?.interval
    }

    private static func limits(
        _ cells: EightCells, _ numerator: Cells, _ denominator: Cells, extra: Double, _ turn: (Double) -> Double
    ) -> Limits? {
        struct Side {
            let limits: Limits
            let rate: Double
            let deviation: EightCells
        }
        func side(_ moment: Moment) -> Side? {
            let (above, below) = (EightCells.membership(numerator, moment), EightCells.membership(denominator, moment))
            let (x, n) = (cells.count(above), cells.count(below))
            guard let limits = Limits(successes: x, of: n) else { return nil }
            let rate = (x + 2) / (n + 4)
            return Side(limits: limits, rate: rate, deviation: above - rate * below)
        }
        guard let before = side(.before), let after = side(.after) else { return nil }
        func variance(_ side: Side) -> Double {
            (cells * side.deviation * side.deviation).sum() + extra * side.rate * (1 - side.rate)
        }
        let shared = (cells * before.deviation * after.deviation).sum()
        let correlation = shared / (variance(before) * variance(after)).squareRoot()
        let (was, now) = (before.limits.map(turn), after.limits.map(turn))
        return Limits(now.value - was.value, now.minus(was, correlation: correlation))
    }

    /// The same of balanced accuracy: half the sum of the changes among positives and among negatives, each Agresti and
    /// Min's; nil where a class is empty.
    public static func balancedAccuracy(_ cells: EightCells) -> Interval? {
        let (positives, negatives) = (
            cells[4] + cells[5] + cells[6] + cells[7], cells[0] + cells[1] + cells[2] + cells[3]
        )
        guard positives > 0, negatives > 0 else { return nil }
        let found = PairedRate.agrestiMin(gained: cells[5], lost: cells[6], of: positives)
        let accused = PairedRate.agrestiMin(gained: cells[1], lost: cells[2], of: negatives)
        let sum = found.minus(accused)
        return Interval(lower: sum.lower / 2, upper: sum.upper / 2)
    }
}
