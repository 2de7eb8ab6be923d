import Records

extension FairRecipe: ModelFamily {
    public static let id = "fair-logistic"
    public static let title = "fairness-regularised logistic regression"
    public static let traits: FamilyTraits = [.intercept, .scaling, .groups]

    static let strengths = LogisticRecipe.strengths
    static let penalties = OptionRange(0...1e9)

    public static let options = [
        number("c", strengths, "J = ½‖w‖² + C Σ loss + (γ/2)(w·(μ₁ − μ₂))²", valueName: "c") { $0.c = $1 },
        number("gap-penalty", penalties, "γ, what a gap between the groups' mean logits costs", valueName: "g") {
            $0.gapPenalty = $1
        },
        flag("among-positives", "the means of positive records alone: equal opportunity") { $0.among = .positives },
    ]

    public init() { self.init(c: 1) }

    public func model(_ recipe: ModelRecipe) -> any Model { FairLogistic(recipe) }

    public func grouped(by sides: GroupSides) -> FairRecipe {
        var recipe = self
        recipe.groups = sides
        return recipe
    }

    public var canonical: [String: CanonicalJSON] {
        var members: [String: CanonicalJSON] = [
            "among": .string(among.rawValue), "c": .number(c), "gapPenalty": .number(gapPenalty),
            "grid": .integer(UInt64(clamping: grid)),
        ]
        if let groups {
            members["groups"] = .object([
                "column": .string(groups.column), "first": .string(groups.first), "second": .string(groups.second),
            ])
        }
        return members
    }

    /// - Throws: `Refusal` when nothing can be computed with it.
    public func validate() throws {
        guard c > 0, c.isFinite else {
            throw Refusal(.badData, "The recipe's regularisation is \(c).", next: "Use a finite number above 0.")
        }
        guard gapPenalty >= 0, gapPenalty.isFinite else {
            throw Refusal(
                .badData, "The recipe's penalty on the gap is \(gapPenalty).", next: "Use a finite number, 0 or more.")
        }
        guard (0...40).contains(grid) else {
            throw Refusal(.badData, "The recipe's grid is 2^-\(grid).", next: "Use 0 to 40 bits.")
        }
        guard let groups else {
            throw Refusal(
                .badData, "The recipe names no two groups for the penalty to be about.",
                next: "Name them in the recipe: \"groups\":{\"column\":…,\"first\":…,\"second\":…} (--recipe FILE).")
        }
        guard groups.first != groups.second else {
            throw Refusal(
                .badData, "The recipe compares the group '\(groups.first)' of '\(groups.column)' with itself.",
                next: "Name two values of the column.")
        }
    }
}

extension Family {
    public static func fairLogistic(_ recipe: FairRecipe) -> Family { Family(recipe) }
}
