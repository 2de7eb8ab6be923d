import Records

extension RidgeRecipe: ModelFamily {
    public static let id = "ridge"
    public static let title = "ridge regression"
    public static let traits: FamilyTraits = [.intercept, .scaling, .numbers]

    public static let options = [
        number("lambda", lambdas, "½ Σ error² + (λ/2)‖w‖²") { $0.lambda = $1 },
        whole(
            "scale", scales,
            "numbers are taken as multiples of 2^-n, so that they sum exactly; fewer bits reach further", valueName: "n"
        ) { $0.scale = $1 },
    ]

    public init() { self.init(lambda: 1) }

    public func model(_ recipe: ModelRecipe) -> any Model { RidgeRegression(recipe) }

    public var canonical: [String: CanonicalJSON] {
        ["lambda": .number(lambda), "scale": .integer(UInt64(clamping: scale))]
    }

    /// - Throws: `Refusal` when nothing can be computed with it.
    public func validate() throws {
        guard Self.lambdas.values.contains(lambda) else {
            throw Refusal(.badData, "The recipe's λ is \(lambda).", next: "Use a number from \(Self.lambdas).")
        }
        guard Self.scales.values.contains(scale) else {
            throw Refusal(.badData, "The recipe's scale is 2^-\(scale).", next: "Use \(Self.scales) bits.")
        }
    }
}

extension Family {
    public static func ridge(_ recipe: RidgeRecipe) -> Family { Family(recipe) }
}
