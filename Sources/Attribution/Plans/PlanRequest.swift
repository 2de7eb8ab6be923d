/// What a removal plan is to reach.
public struct PlanRequest: Sendable {
    /// By what records are ranked.
    public enum Order: String, CaseIterable, Sendable, Codable {
        /// Those first whose removal narrows the gap most, whoever they are.
        case effect
        /// Of those whose removal narrows the gap the ones first that are most likely labelled otherwise than the other
        /// groups' standards would have (`GroupStandards`).
        case standards
    }

    /// Whose records are doubted.
    public enum Side: String, CaseIterable, Sendable, Codable {
        /// Those that the second group, of the lower rate, was denied: negative ones. Where positive is what people want.
        case deniedToLow
        /// Those that the first group, of the higher rate, was given: positive ones. Where positive is what nobody wants.
        case givenToHigh
        case both
    }

    public var kind: Quantity.Kind
    /// Places among the names of the groups: the first is the one with more.
    public var first: Int
    public var second: Int
    /// Records at most.
    public var budget: Int
    /// The share decided right in `selection` that must be left; nil for none.
    public var accuracyFloor: Double?
    public var order: Order
    public var side: Side
    /// Turns in which the budget is spent: after each the model forgets, and what is left is looked at anew.
    public var turns: Int
    /// Rows that are left alone.
    public var spared: Set<Int>

    public init(
        _ kind: Quantity.Kind = .parity, first: Int, second: Int, budget: Int, accuracyFloor: Double? = nil,
        order: Order = .standards, side: Side = .deniedToLow, turns: Int = 20, spared: Set<Int> = []
    ) {
        (self.kind, self.first, self.second, self.budget) = (kind, first, second, budget)
        (self.accuracyFloor, self.order, self.side) = (accuracyFloor, order, side)
        (self.turns, self.spared) = (turns, spared)
    }
}
