/// Records whose removal narrows a gap, in the order in which they were chosen, and what was measured on the way.
public struct RemovalPlan: Sendable {
    public struct Removal: Sendable {
        public let row: Int
        /// What |gap| was predicted to change by, smoothed, at the model of its turn; below 0 narrows.
        public let effect: Double
        /// The probability that its label is not what the other groups' standards would give; nil where that was not asked.
        public let doubt: Double?
    }

    /// A model that has forgotten the first of the removals, measured.
    public struct Point: Sendable {
        public let removed: Int
        /// What plans are chosen by, and what they are reported on.
        public let selection: GroupFigures
        public let test: GroupFigures
    }

    public enum Ending: Hashable, Sendable {
        case budget
        /// One more record and the gap is on the other side.
        case crossed
        /// One more turn and too few are decided right.
        case accuracy
        /// No record is left whose removal narrows the gap.
        case exhausted
        /// One more and a class, or a group's figure, is gone.
        case refused
    }

    public let removals: [Removal]
    /// From nothing removed to all of the removals.
    public let frontier: [Point]
    public let ending: Ending
    /// What the effects are of, where it is not the model itself: "logistic regression".
    public let surrogate: String?

    public var rows: [Int] { removals.map(\.row) }
}
