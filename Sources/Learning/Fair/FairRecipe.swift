import Records

/// How a logistic regression is fitted that pays for a gap between two groups:
/// J(w) = ½‖w‖² + c Σ loss + (γ/2)(w·(μ₁ − μ₂))², μ the mean features of each group.
///
/// w·(μ₁ − μ₂) is the difference of the groups' mean logits, so a large γ makes them equal. After Zafar et al. 2017,
/// arXiv:1507.05259, as a penalty: the square keeps J strongly convex, and the means follow from sums of whole numbers, so
/// that every record can be taken out again.
public struct FairRecipe: Hashable, Codable, Sendable {
    /// Which records of a group the means are of.
    public enum Among: String, Hashable, Codable, Sendable, CaseIterable {
        /// All: demographic parity.
        case all
        /// Those of the positive class: equal opportunity.
        case positives
    }

    public var c: Double
    /// γ.
    public var gapPenalty: Double
    public var among: Among
    public var groups: GroupSides?
    /// Published weights are multiples of 2⁻ᵍʳⁱᵈ.
    public var grid: Int

    public init(
        c: Double = 1, gapPenalty: Double = 1000, among: Among = .all, groups: GroupSides? = nil, grid: Int = 20
    ) {
        (self.c, self.gapPenalty, self.among) = (c, gapPenalty, among)
        (self.groups, self.grid) = (groups, grid)
    }
}
