/// What else might narrow a gap, without a record going: measured as plans are, chosen on `selection`, reported on `test`.
public struct Alternative: Sendable {
    public enum Kind: Hashable, Sendable {
        /// Nothing: the model as it is.
        case asIs
        /// The records of a plan stay with the other label.
        case relabel(records: Int)
        /// Every group has every label as often as if they were independent (Kamiran & Calders 2012,
        /// doi:10.1007/s10115-011-0463-8): records are repeated, or left out, by a hash of their ids.
        case reweigh(repeated: Int, leftOut: Int)
        /// A column is not learned from.
        case withoutColumn(String)
        /// Each group is decided at its own threshold, in margins, so that the rates are equal in `selection`. In the order of
        /// the groups; nil where a group has too few records.
        case thresholds([Double?])
        /// Another recipe, as its maker calls it: a penalty on the gap.
        case recipe(String)
    }

    public let kind: Kind
    public let selection: GroupFigures
    public let test: GroupFigures
}
