/// What somebody needs of a project: nothing else is computed when it is opened, nor after something was done.
public struct Needs: OptionSet, Hashable, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The model itself: what removals, proofs and previews begin from.
    public static let model = Needs(rawValue: 1)
    /// What the detectors hit.
    public static let hits = Needs(rawValue: 2)
    /// Disagreement and gap effect.
    public static let findings = Needs(rawValue: 4)
    /// The figures of every save point.
    public static let figures = Needs(rawValue: 8)
    /// What the model says of every record.
    public static let scores = Needs(rawValue: 16)

    /// Records, ids and what people decided: nothing has to be computed for them.
    public static let decisions: Needs = []
    public static let all: Needs = [.model, .hits, .findings, .figures, .scores]

    /// What filters, orders and columns ask of, by their texts.
    public init(of texts: [String?]) {
        self = []
        for text in texts.compactMap(\.self) {
            if text.contains("model.") || text.contains("outcome") { insert(.scores) }
            if text.contains("disagreement") || text.contains("effect.") { formUnion([.scores, .findings]) }
            if text.contains("hit") { insert(.hits) }
        }
    }

    /// With what has to be computed for what was not kept.
    func completed(by knowledge: Knowledge) -> Needs {
        var needs = self
        if contains(.scores), knowledge.outcomes == nil, knowledge.learned == nil { needs.insert(.model) }
        if contains(.findings), knowledge.findings == nil { needs.insert(.model) }
        return needs
    }
}
