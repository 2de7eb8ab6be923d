/// What this project allows, chosen by its people; every change of it is an event.
public struct Policy: Codable, Hashable, Sendable {
    /// How long the model from before a removal is kept.
    public enum EarlierModels: String, Codable, CaseIterable, Sendable {
        case no
        case untilNextRemoval = "until the next removal"
        case always
    }

    /// What becomes of the recipe when records are forgotten.
    public enum Recipe: String, Codable, CaseIterable, Sendable {
        /// It is proposed again from the records that stay.
        case follow
        /// It stays as it is, and may remember what was forgotten; an erasure follows all the same.
        case frozen
    }

    public var earlierModels: EarlierModels
    /// Whether the text of records flagged toxic or private is shown veiled.
    public var veil: Bool
    /// Rates over fewer records than this are "insufficient evidence".
    public var minimumDenominator: Int
    /// How many people besides the one who staged must approve a removal: 0 or 1.
    public var approvals: Int
    /// Who may apply removals; empty: everyone.
    public var mayErase: [String]
    public var recipe: Recipe

    public init(
        earlierModels: EarlierModels = .untilNextRemoval, veil: Bool = true, minimumDenominator: Int = 20,
        approvals: Int = 0, mayErase: [String] = [], recipe: Recipe = .follow
    ) {
        self.earlierModels = earlierModels
        self.veil = veil
        self.minimumDenominator = minimumDenominator
        self.approvals = approvals
        self.mayErase = mayErase
        self.recipe = recipe
    }

    /// Policies of earlier versions say nothing of the recipe.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        earlierModels = try values.decode(EarlierModels.self, forKey: .earlierModels)
        veil = try values.decode(Bool.self, forKey: .veil)
        minimumDenominator = try values.decode(Int.self, forKey: .minimumDenominator)
        approvals = try values.decode(Int.self, forKey: .approvals)
        mayErase = try values.decode([String].self, forKey: .mayErase)
        recipe = try values.decodeIfPresent(Recipe.self, forKey: .recipe) ?? .follow
    }
}
