/// Figures of a model were measured.
///
/// They stand in the payload: figures before and after an erasure would together tell how a record was decided, so those
/// before can go.
public struct EvaluateEntry: Entry {
    public static let action = Action.evaluate

    /// The digest of what was measured.
    public var model: String?
    /// On how many records.
    public var heldOut: Int?
    /// Decimals as the chain spells them, by names; nil where there are none, or they were erased.
    public var figures: [String: String]?
    public var outcome: Outcome

    public init(model: String, heldOut: Int, figures: [String: String], outcome: Outcome = .ok) {
        self.model = model
        self.heldOut = heldOut
        self.figures = figures.isEmpty ? nil : figures
        self.outcome = outcome
    }

    public init?(_ event: Event) {
        guard event.action == Self.action else { return nil }
        model = event.inputs.first
        heldOut = event.params[number: .heldOut]
        figures = event.erasable[texts: .figures]
        outcome = event.outcome
    }

    public var inputs: [String] { model.map { [$0] } ?? [] }

    public var params: EntryFields {
        var fields = EntryFields()
        fields[number: .heldOut] = heldOut
        return fields
    }

    public var payload: EntryFields {
        var fields = EntryFields()
        fields[texts: .figures] = figures
        return fields
    }
}
