/// A cold retrain was announced, or compared with the published model, or ended without a result.
public struct ProveEntry: Entry {
    public static let action = Action.prove

    /// What a comparison found; decimals as the chain spells them.
    public struct Comparison: Hashable, Sendable {
        /// Digests.
        public var published: String?
        public var retrained: String?
        public var kind: String?
        public var bound: String?
        /// ‖w − w′‖₂, or "different" where models have no such weights.
        public var distance: String?
        public var decisionsThatDiffer: Int?
        public var recipe: String?
        public var recipeDifferences: Int?

        public init(
            published: String, retrained: String, kind: String, bound: String, distance: String,
            decisionsThatDiffer: Int, recipe: String, recipeDifferences: Int
        ) {
            self.published = published
            self.retrained = retrained
            self.kind = kind
            self.bound = bound
            self.distance = distance
            self.decisionsThatDiffer = decisionsThatDiffer
            self.recipe = recipe
            self.recipeDifferences = recipeDifferences
        }

        fileprivate init(_ event: Event) {
            let params = event.params
            published = event.inputs.first
            retrained = event.outputs.first
            kind = params[text: .kind]
            bound = params[text: .bound]
            distance = params[text: .distance]
            decisionsThatDiffer = params[number: .decisionsThatDiffer]
            recipe = params[text: .recipe]
            recipeDifferences = params[number: .recipeDifferences]
        }
    }

    public var outcome: Outcome
    public var comparison: Comparison?

    public static let started = ProveEntry(endedBy: .started)

    public init(endedBy outcome: Outcome) { self.outcome = outcome }

    public init(_ comparison: Comparison, isEqual: Bool) {
        self.comparison = comparison
        outcome = isEqual ? .equal : .different
    }

    public init?(_ event: Event) {
        guard event.action == Self.action else { return nil }
        outcome = event.outcome
        if outcome == .equal || outcome == .different { comparison = Comparison(event) }
    }

    public var inputs: [String] { comparison?.published.map { [$0] } ?? [] }
    public var outputs: [String] { comparison?.retrained.map { [$0] } ?? [] }

    public var params: EntryFields {
        var fields = EntryFields()
        fields[text: .kind] = comparison?.kind
        fields[text: .bound] = comparison?.bound
        fields[text: .distance] = comparison?.distance
        fields[number: .decisionsThatDiffer] = comparison?.decisionsThatDiffer
        fields[text: .recipe] = comparison?.recipe
        fields[number: .recipeDifferences] = comparison?.recipeDifferences
        return fields
    }
}
