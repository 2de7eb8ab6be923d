/// A model was made the one in use, by a training.
public struct PublishEntry: Entry {
    public static let action = Action.publish

    /// Digests; before: nil where it took no other's place.
    public var model: String?
    public var before: String?
    /// On how many records it was trained.
    public var records: Int?
    /// The kind of its guarantee.
    public var guarantee: String?
    /// What became of the recipe, in a word.
    public var recipe: String?
    public var outcome: Outcome

    public init(
        model: String, before: String? = nil, records: Int, guarantee: String? = nil, recipe: String? = nil,
        outcome: Outcome = .ok
    ) {
        self.model = model
        self.before = before
        self.records = records
        self.guarantee = guarantee
        self.recipe = recipe
        self.outcome = outcome
    }

    public init?(_ event: Event) {
        guard event.action == Self.action else { return nil }
        let params = event.params
        model = event.outputs.first
        before = event.inputs.first
        records = params[number: .records]
        guarantee = params[text: .guarantee]
        recipe = params[text: .recipe]
        outcome = event.outcome
    }

    public var inputs: [String] { before.map { [$0] } ?? [] }
    public var outputs: [String] { model.map { [$0] } ?? [] }

    public var params: EntryFields {
        var fields = EntryFields()
        fields[number: .records] = records
        fields[text: .guarantee] = guarantee
        fields[text: .recipe] = recipe
        return fields
    }
}
