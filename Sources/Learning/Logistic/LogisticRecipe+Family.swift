import Records

extension LogisticRecipe: ModelFamily {
    public static let id = "logistic"
    public static let title = "logistic regression"
    public static let traits: FamilyTraits = [.intercept, .scaling, .manyClasses]

    static let strengths = OptionRange(1e-12...1e15)
    static let lambdas = OptionRange(1e-15...1e12)

    public static let options = [
        number(
            "c", strengths, "sum form, J = ½‖w‖² + C Σ loss", valueName: "c", excludes: ["lambda"]
        ) { $0.form = .sum(c: $1) },
        number("lambda", lambdas, "mean form, F = mean loss + (λ/2)‖w‖²", excludes: ["c"]) {
            $0.form = .mean(lambda: $1)
        },
        flag("within-bound", "where not every bit can be proven, publish what is proven within a bound, and say so") {
            $0.allowsBound = true
        },
    ]

    public init() { self.init(form: .sum(c: 1)) }

    public func model(_ recipe: ModelRecipe) -> any Model { LogisticRegression(recipe) }

    public var canonical: [String: CanonicalJSON] {
        var members: [String: CanonicalJSON] = [
            "form": form.canonical, "grid": .integer(UInt64(clamping: grid)), "tolerance": .number(tolerance),
        ]
        if allowsBound { members["allowsBound"] = .bool(true) }
        return members
    }

    /// - Throws: `Refusal` when nothing can be computed with it.
    public func validate() throws {
        let strength =
            switch form {
            case .sum(let c): c
            case .mean(let lambda): lambda
            }
        guard strength > 0, strength.isFinite else {
            throw Refusal(
                .badData, "The recipe's regularisation is \(strength).", next: "Use a finite number above 0.")
        }
        guard tolerance > 0, tolerance < 1 else {
            throw Refusal(
                .badData, "The recipe's tolerance is \(tolerance).", next: "Use a number between 0 and 1.")
        }
        guard (0...40).contains(grid) else {
            throw Refusal(.badData, "The recipe's grid is 2^-\(grid).", next: "Use 0 to 40 bits.")
        }
    }
}

extension LogisticRecipe.Form {
    fileprivate var canonical: CanonicalJSON {
        switch self {
        case .sum(let c): .object(["sum": .object(["c": .number(c)])])
        case .mean(let lambda): .object(["mean": .object(["lambda": .number(lambda)])])
        }
    }
}

extension Family {
    public static func logistic(_ recipe: LogisticRecipe) -> Family { Family(recipe) }
}
