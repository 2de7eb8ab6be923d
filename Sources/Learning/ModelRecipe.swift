public import Records

/// Everything a model is a function of, besides the retained records.
public struct ModelRecipe: Hashable, Codable, Sendable {
    /// What is minimised; yᵢ = ±1.
    public enum Form: Hashable, Codable, Sendable {
        /// J(w) = ½‖w‖² + c Σ ln(1+exp(−yᵢwᵀxᵢ)).
        case sum(c: Double)
        /// F(w) = (1/n) Σ ln(1+exp(−yᵢwᵀxᵢ)) + (λ/2)‖w‖², n the number of retained records.
        case mean(lambda: Double)
    }

    /// The kind of model: "logistic".
    public var family: String
    public var features: FeatureRecipe
    public var target: Target
    public var form: Form
    public var seed: UInt64
    public var testFraction: Double
    /// A solve ends at ‖g‖ ≤ relativeTolerance · max(1, ‖g₀‖), g₀ the gradient at zero weights.
    public var relativeTolerance: Double

    public init(
        family: String = "logistic", features: FeatureRecipe, target: Target, form: Form = .sum(c: 1), seed: UInt64 = 1,
        testFraction: Double = 0.25, relativeTolerance: Double = 1e-10
    ) {
        self.family = family
        self.features = features
        self.target = target
        self.form = form
        self.seed = seed
        self.testFraction = testFraction
        self.relativeTolerance = relativeTolerance
    }

    /// - Throws: `Refusal` when no model can be computed from it.
    func validate() throws {
        guard family == "logistic" else {
            throw Refusal.unknown("family of models", family, among: ["logistic"])
        }
        let strength =
            switch form {
            case .sum(let c): c
            case .mean(let lambda): lambda
            }
        guard strength > 0, strength.isFinite else {
            throw Refusal(
                .badData, "The recipe's regularisation is \(strength).", next: "Use a finite number above 0.")
        }
        guard relativeTolerance > 0, relativeTolerance < 1 else {
            throw Refusal(
                .badData, "The recipe's tolerance is \(relativeTolerance).", next: "Use a number between 0 and 1.")
        }
        try features.validate()
    }
}
