/// Records were forgotten: by a model of Lethe's, or by a copy of the file that is without them.
public struct UnlearnResultEntry: Entry {
    public static let action = Action.unlearnResult

    /// What became of a model; decimals as the chain spells them. What versions did not write that did it is nil.
    public struct Unlearning: Hashable, Sendable {
        /// Records that no model was trained on, and how many of them left the evaluation.
        public var heldOutSkipped: Int?
        public var heldOutErased: Int?
        /// The kind of the guarantee, and its figures.
        public var guarantee: String?
        public var bound: String?
        public var gradientNorm: String?
        public var certifiedShare: String?
        public var passes: Int?
        /// "incremental" or "retrain".
        public var plan: String?
        public var settled: String?
        /// What became of the recipe, in a word.
        public var recipe: String?

        public init(
            heldOutSkipped: Int, heldOutErased: Int, guarantee: String, bound: String, gradientNorm: String,
            certifiedShare: String, passes: Int, plan: String, settled: String, recipe: String
        ) {
            self.heldOutSkipped = heldOutSkipped
            self.heldOutErased = heldOutErased
            self.guarantee = guarantee
            self.bound = bound
            self.gradientNorm = gradientNorm
            self.certifiedShare = certifiedShare
            self.passes = passes
            self.plan = plan
            self.settled = settled
            self.recipe = recipe
        }
    }

    public enum Means: Hashable, Sendable {
        case unlearned(Unlearning)
        /// A copy of the file was written, with a list of what it lacks; nil where their paths were erased.
        case redacted(written: String?, list: String?)
    }

    public var about: NamedRecords?
    public var job: String?
    /// Digests: of the model, or of the data.
    public var before: String?
    public var after: String?
    public var removed: Int?
    public var retained: Int?
    /// How many requests it answers.
    public var requests: Int?
    public var means: Means

    private static let notChanged = "not changed"

    public init(
        _ about: NamedRecords?, job: String, before: String, after: String, removed: Int, retained: Int, requests: Int,
        _ means: Means
    ) {
        self.about = about
        self.job = job
        self.before = before
        self.after = after
        self.removed = removed
        self.retained = retained
        self.requests = requests
        self.means = means
    }

    public init?(_ event: Event) {
        guard event.action == Self.action else { return nil }
        let (params, payload) = (event.params, event.erasable)
        about = event.about
        job = event.job
        before = event.inputs.first
        after = event.outputs.first
        removed = params[number: .removed]
        retained = params[number: .retained]
        requests = params[number: .requests]
        means =
            params[text: .model] == Self.notChanged
            ? .redacted(written: payload[text: .written], list: payload[text: .list])
            : .unlearned(Unlearning(params))
    }

    /// Nil for a copy of the file.
    public var unlearning: Unlearning? {
        if case .unlearned(let unlearning) = means { unlearning } else { nil }
    }

    public var inputs: [String] { before.map { [$0] } ?? [] }
    public var outputs: [String] { after.map { [$0] } ?? [] }

    public var params: EntryFields {
        var fields = EntryFields()
        switch means {
        case .unlearned(let unlearning): unlearning.write(to: &fields)
        case .redacted: fields[text: .model] = Self.notChanged
        }
        fields[text: .job] = job
        fields[number: .removed] = removed
        fields[number: .retained] = retained
        fields[number: .requests] = requests
        return fields
    }

    public var payload: EntryFields {
        var fields = EntryFields()
        if case .redacted(let written, let list) = means {
            fields[text: .written] = written
            fields[text: .list] = list
        }
        return fields
    }
}

extension UnlearnResultEntry.Unlearning {
    fileprivate init(_ params: EntryFields) {
        heldOutSkipped = params[number: .heldOutSkipped]
        heldOutErased = params[number: .heldOutErased]
        guarantee = params[text: .guarantee]
        bound = params[text: .bound]
        gradientNorm = params[text: .gradientNorm]
        certifiedShare = params[text: .certifiedShare]
        passes = params[number: .passes]
        plan = params[text: .plan]
        settled = params[text: .settled]
        recipe = params[text: .recipe]
    }

    fileprivate func write(to fields: inout EntryFields) {
        fields[number: .heldOutSkipped] = heldOutSkipped
        fields[number: .heldOutErased] = heldOutErased
        fields[text: .guarantee] = guarantee
        fields[text: .bound] = bound
        fields[text: .gradientNorm] = gradientNorm
        fields[text: .certifiedShare] = certifiedShare
        fields[number: .passes] = passes
        fields[text: .plan] = plan
        fields[text: .settled] = settled
        fields[text: .recipe] = recipe
    }
}
