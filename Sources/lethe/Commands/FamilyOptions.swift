import ArgumentParser
import Learning
import Records

/// What a model is tuned by; each option belongs to some of the families, and is refused by name with another.
struct FamilyOptions: ParsableArguments {
    static let cs = OptionRange(1e-12...1e15)
    static let logisticLambdas = OptionRange(1e-15...1e12)

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("logistic, sum form: J = ½‖w‖² + C Σ loss; \(cs).", valueName: "c"))
    var c: Double?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "logistic, mean form: F = mean loss + (λ/2)‖w‖², \(logisticLambdas); ridge: ½ Σ error² + (λ/2)‖w‖², \(RidgeRecipe.lambdas)."
        ))
    var lambda: Double?
    @Flag(help: "logistic, ridge: no constant feature.") var noIntercept = false
    @Flag(help: "logistic, ridge, bayes: numbers as they are: not centred, scaled or clipped.") var noScaling = false
    @Flag(help: "logistic, bayes, trees: every value of the target is a class of its own.") var allClasses = false
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "ridge, bayes: numbers are taken as multiples of 2^-n, so that they sum exactly; fewer bits reach further, \(RidgeRecipe.scales).",
            valueName: "n"))
    var scale: Int?
    @Option(help: ArgumentHelp("bayes: multinomial, bernoulli or gaussian.", valueName: "kind")) var event: String?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "bayes: what is added to counts, or to variances as a share; \(BayesRecipe.smoothings).", valueName: "a"))
    var smoothing: Double?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("trees: how many; \(TreesRecipe.treeCounts).", valueName: "n"))
    var trees: Int?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("trees: the longest path to a leaf; \(TreesRecipe.depths).", valueName: "n"))
    var depth: Int?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "trees: the share of the records that each holds; \(TreesRecipe.shares).", valueName: "q"))
    var share: Double?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("trees: columns looked at in a node; \(TreesRecipe.featureCounts).", valueName: "n"))
    var featuresPerNode: Int?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("trees: candidate thresholds of a column; \(TreesRecipe.candidateCounts).", valueName: "k"))
    var candidates: Int?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "trees: fewest records on each side of a split; \(TreesRecipe.leafSizes).", valueName: "n"))
    var minLeaf: Int?

    /// Every option that was given, and the families it belongs to.
    private var given: [(name: String, families: [String])] {
        let all: [(String, Bool, [String])] = [
            ("--c", c != nil, ["logistic"]), ("--lambda", lambda != nil, ["logistic", "ridge"]),
            ("--no-intercept", noIntercept, ["logistic", "ridge"]),
            ("--no-scaling", noScaling, ["logistic", "ridge", "bayes"]),
            ("--all-classes", allClasses, ["logistic", "bayes", "trees"]),
            ("--scale", scale != nil, ["ridge", "bayes"]),
            ("--event", event != nil, ["bayes"]), ("--smoothing", smoothing != nil, ["bayes"]),
            ("--trees", trees != nil, ["trees"]), ("--depth", depth != nil, ["trees"]),
            ("--share", share != nil, ["trees"]), ("--features-per-node", featuresPerNode != nil, ["trees"]),
            ("--candidates", candidates != nil, ["trees"]), ("--min-leaf", minLeaf != nil, ["trees"]),
        ]
        return all.filter(\.1).map { ($0.0, $0.2) }
    }

    /// Whether anything was said.
    var isEmpty: Bool { given.isEmpty }

    /// - Throws: `Refusal` (64) naming the option that contradicts another, whatever the family.
    func check() throws {
        if c != nil, lambda != nil {
            throw Refusal(.usage, "--c and --lambda exclude each other.", next: "Choose one form.")
        }
        try Self.check(c, Self.cs, "--c")
        try Self.check(lambda, RidgeRecipe.lambdas, "--lambda")
        try Self.check(scale, RidgeRecipe.scales, "--scale")
        try Self.check(smoothing, BayesRecipe.smoothings, "--smoothing")
        try Self.check(trees, TreesRecipe.treeCounts, "--trees")
        try Self.check(depth, TreesRecipe.depths, "--depth")
        try Self.check(share, TreesRecipe.shares, "--share")
        try Self.check(featuresPerNode, TreesRecipe.featureCounts, "--features-per-node")
        try Self.check(candidates, TreesRecipe.candidateCounts, "--candidates")
        try Self.check(minLeaf, TreesRecipe.leafSizes, "--min-leaf")
    }

    private static func check<Value>(_ value: Value?, _ range: OptionRange<Value>, _ option: String) throws {
        if let value { try range.check(value, option) }
    }

    /// Writes what was said into `options`.
    ///
    /// - Throws: `Refusal` (64) naming an option of another family.
    func apply(to options: inout ModelOptions) throws {
        let family = options.family.name
        if let stranger = given.first(where: { !$0.families.contains(family) }) {
            throw Refusal(
                .usage,
                "\(stranger.name) is an option of \(stranger.families.joined(separator: " and ")); this model is \(family).",
                next: "Leave it out, or add --model \(stranger.families[0]).")
        }
        options.family = try tuned(options.family)
        if let event {
            let kind = try Self.event(event)
            // Smoothing that was not named is the kind's own.
            if kind != options.event { options.smoothing = nil }
            options.event = kind
        }
        if let smoothing { options.smoothing = smoothing }
        if allClasses { options.classes = .all }
        if noIntercept { options.intercept = false }
        if noScaling { options.scaling = false }
    }

    private func tuned(_ family: Family) throws -> Family {
        switch family {
        case .logistic(var logistic):
            if let lambda { try Self.logisticLambdas.check(lambda, "--lambda") }
            if let c { logistic.form = .sum(c: c) }
            if let lambda { logistic.form = .mean(lambda: lambda) }
            return .logistic(logistic)
        case .bayes(var bayes):
            if let scale { bayes.scale = scale }
            return .bayes(bayes)
        case .ridge(var ridge):
            if let lambda { ridge.lambda = lambda }
            if let scale { ridge.scale = scale }
            return .ridge(ridge)
        case .trees(var recipe):
            if let trees { recipe.trees = trees }
            if let depth { recipe.depth = depth }
            if let share { recipe.share = share }
            if let featuresPerNode { recipe.features = featuresPerNode }
            if let candidates { recipe.candidates = candidates }
            if let minLeaf { recipe.minimumLeaf = minLeaf }
            return .trees(recipe)
        }
    }

    private static func event(_ name: String) throws -> BayesRecipe.Event {
        guard let event = BayesRecipe.Event(rawValue: name) else {
            throw Refusal.unknown("kind of naive Bayes", name, among: BayesRecipe.Event.allCases.map(\.rawValue))
        }
        return event
    }
}
