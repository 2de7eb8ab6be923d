/// What a column has to do with a gap.
public struct GapColumn: Sendable {
    public let name: String
    /// How well the column alone tells the two groups apart: the area under the curve of a predictor of one column, on records
    /// that it did not learn from; ½ tells nothing, 1 all. Nil where a group is absent.
    public let tellsGroup: Double?
    /// What a model without the column makes of the gap; nil where it is not learned from, or can't be left out.
    public let without: Alternative?

    /// The share of the gap that goes when the column is left out, by decisions on `test`; below 0 it widens. Nil where there is
    /// no gap, or the column can't be left out.
    public func share(of asIs: Alternative) -> Double? {
        guard let before = asIs.test.gap, let after = without?.test.gap, before != 0 else { return nil }
        return 1 - abs(after) / abs(before)
    }
}
