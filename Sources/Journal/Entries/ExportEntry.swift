/// Something was written out of the project.
public struct ExportEntry: Entry {
    public static let action = Action.export

    public enum What: Hashable, Sendable {
        case bundle
        /// The file, without so many forgotten records.
        case redactedCopy(without: Int?)
        case fairness
        case recipe
        /// Of so many records, where it is of a part of them.
        case report(of: Int?)
        case records
        /// What another version wrote.
        case other(String)
    }

    public var what: What
    public var about: NamedRecords?
    /// The digests of what it is made from.
    public var inputs: [String]
    public var outcome: Outcome

    public init(_ what: What, _ about: NamedRecords? = nil, inputs: [String] = [], _ outcome: Outcome = .ok) {
        self.what = what
        self.about = about
        self.inputs = inputs
        self.outcome = outcome
    }

    public init?(_ event: Event) {
        let params = event.params
        guard event.action == Self.action else { return nil }
        let word = params[text: .what] ?? ""
        let known: [What] = [
            .bundle, .redactedCopy(without: params[number: .without]), .fairness, .recipe,
            .report(of: params[number: .of]), .records,
        ]
        what = known.first { $0.word == word } ?? .other(word)
        about = event.about
        inputs = event.inputs
        outcome = event.outcome
    }

    public var params: EntryFields {
        var fields = EntryFields()
        fields[text: .what] = what.word
        if case .redactedCopy(let without) = what { fields[number: .without] = without }
        if case .report(let count) = what { fields[number: .of] = count }
        return fields
    }
}

extension ExportEntry.What {
    /// As the chain spells it.
    var word: String {
        switch self {
        case .bundle: "journal bundle"
        case .redactedCopy: "redacted copy"
        case .fairness: "fairness figures"
        case .recipe: "recipe"
        case .report: "report"
        case .records: "records with flags"
        case .other(let word): word
        }
    }
}
