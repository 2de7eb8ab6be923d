import ArgumentParser
import Learning
import Records

/// What a model is tuned by; each option belongs to some of the families, and is refused by name with another.
struct FamilyOptions: ParsableArguments {
    @Option(help: ArgumentHelp("logistic, sum form: J = ½‖w‖² + C Σ loss.", valueName: "c")) var c: Double?
    @Option(
        help: ArgumentHelp("logistic, mean form: F = mean loss + (λ/2)‖w‖²; ridge: ½ Σ error² + (λ/2)‖w‖²."))
    var lambda: Double?
    @Flag(help: "logistic, ridge: no constant feature.") var noIntercept = false
    @Flag(help: "logistic, ridge, bayes: numbers as they are: not centred, scaled or clipped.") var noScaling = false
    @Flag(help: "logistic: where not every bit can be proven, publish what is proven within a bound, and say so.")
    var withinBound = false
    @Flag(help: "logistic, bayes, trees: every value of the target is a class of its own.") var allClasses = false
    @Option(help: ArgumentHelp("bayes: multinomial, bernoulli or gaussian.", valueName: "kind")) var event: String?
    @Option(help: ArgumentHelp("bayes: what is added to counts, or to variances as a share.", valueName: "a"))
    var smoothing: Double?
    @Option(help: ArgumentHelp("trees: how many.", valueName: "n")) var trees: Int?
    @Option(help: ArgumentHelp("trees: the longest path to a leaf.", valueName: "n")) var depth: Int?
    @Option(help: ArgumentHelp("trees: the share of the records that each holds.", valueName: "q")) var share: Double?
    @Option(help: ArgumentHelp("trees: columns looked at in a node.", valueName: "n")) var featuresPerNode: Int?
    @Option(help: ArgumentHelp("trees: candidate thresholds of a column.", valueName: "k")) var candidates: Int?
    @Option(help: ArgumentHelp("trees: fewest records on each side of a split.", valueName: "n")) var minLeaf: Int?

    /// Every option that was given, and the families it belongs to.
    private var given: [(name: String, families: [String])] {
        let all: [(String, Bool, [String])] = [
            ("--c", c != nil, ["logistic"]), ("--lambda", lambda != nil, ["logistic", "ridge"]),
            ("--no-intercept", noIntercept, ["logistic", "ridge"]),
            ("--no-scaling", noScaling, ["logistic", "ridge", "bayes"]),
            ("--within-bound", withinBound, ["logistic"]),
            ("--all-classes", allClasses, ["logistic", "bayes", "trees"]),
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
        guard c ?? 1 > 0 else {
            throw Refusal(.usage, "--c must be above 0.", next: "The optimum is unique only with regularisation.")
        }
    }

    /// Writes what was said into `recipe`.
    ///
    /// - Throws: `Refusal` (64) naming an option of another family.
    func apply(to recipe: inout ModelRecipe) throws {
        let family = recipe.family.name
        if let stranger = given.first(where: { !$0.families.contains(family) }) {
            throw Refusal(
                .usage,
                "\(stranger.name) is an option of \(stranger.families.joined(separator: " and ")); this model is \(family).",
                next: "Leave it out, or add --model \(stranger.families[0]).")
        }
        recipe.family = try tuned(recipe.family)
        if allClasses { recipe.classes = .all }
        if noIntercept { recipe.features.intercept = false }
        if noScaling {
            recipe.features.numbers = recipe.features.numbers.map {
                FeatureRecipe.Number(column: $0.column, center: 0, width: 1, clip: .greatestFiniteMagnitude)
            }
        }
    }

    private func tuned(_ family: Family) throws -> Family {
        switch family {
        case .logistic(var logistic):
            guard lambda ?? 1 > 0 else {
                throw Refusal(
                    .usage, "--lambda must be above 0.", next: "The optimum is unique only with regularisation.")
            }
            if let c { logistic.form = .sum(c: c) }
            if let lambda { logistic.form = .mean(lambda: lambda) }
            if withinBound { logistic.allowsBound = true }
            return .logistic(logistic)
        case .bayes(let bayes):
            guard event != nil || smoothing != nil else { return family }
            let kind = try event.map(Self.event) ?? bayes.event
            // Smoothing that was not named is the kind's own.
            let kept = kind == bayes.event ? bayes.smoothing : nil
            return .bayes(BayesRecipe(event: kind, smoothing: smoothing ?? kept, scale: bayes.scale))
        case .ridge(var ridge):
            if let lambda { ridge.lambda = lambda }
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
