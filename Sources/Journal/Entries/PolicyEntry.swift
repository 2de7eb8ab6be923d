/// A rule of the project was changed.
public enum PolicyEntry: Entry {
    public static let action = Action.policy

    /// The policy, as JSON.
    case policy(String)
    /// What the recipe rests on, and the options that were asked for, as JSON; nil where there are none, or were erased.
    case recipe(basis: String, options: String?)
    /// How many groups removals are made for, and which ("column=group"); nil where that was erased.
    case targets(Int, [String]?)
    /// Predictions to compare with, by their digest; nil: no longer.
    case against(String?)

    private static let (none, set) = ("none", "set")

    /// Nil also for a rule that this version does not know.
    public init?(_ event: Event) {
        guard event.action == Self.action else { return nil }
        let (params, payload) = (event.params, event.erasable)
        if let policy = params[text: .policy] {
            self = .policy(policy)
        } else if let basis = params[text: .recipe] {
            self = .recipe(basis: basis, options: payload[text: .options])
        } else if let count = params[number: .targets] {
            self = .targets(count, payload[list: .targets])
        } else if let against = params[text: .against] {
            self = .against(against == Self.none ? nil : event.inputs.first ?? "")
        } else {
            return nil
        }
    }

    public var inputs: [String] {
        if case .against(let digest?) = self { [digest] } else { [] }
    }

    public var params: EntryFields {
        var fields = EntryFields()
        switch self {
        case .policy(let json): fields[text: .policy] = json
        case .recipe(let basis, _): fields[text: .recipe] = basis
        case .targets(let count, _): fields[number: .targets] = count
        case .against(let digest): fields[text: .against] = digest == nil ? Self.none : Self.set
        }
        return fields
    }

    public var payload: EntryFields {
        var fields = EntryFields()
        switch self {
        case .recipe(_, let options): fields[text: .options] = options
        case .targets(_, let groups): fields[list: .targets] = groups
        case .policy, .against: break
        }
        return fields
    }
}
