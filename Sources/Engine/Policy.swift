/// What this project allows, chosen by its people; every change of it is an event.
public struct Policy: Codable, Hashable, Sendable {
    /// How long the model from before a removal is kept.
    public enum EarlierModels: String, Codable, CaseIterable, Sendable {
        case no
        case untilNextRemoval = "until the next removal"
        case always
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

    public init(
        earlierModels: EarlierModels = .untilNextRemoval, veil: Bool = true, minimumDenominator: Int = 20,
        approvals: Int = 0, mayErase: [String] = []
    ) {
        self.earlierModels = earlierModels
        self.veil = veil
        self.minimumDenominator = minimumDenominator
        self.approvals = approvals
        self.mayErase = mayErase
    }
}
