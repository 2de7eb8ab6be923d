/// How logistic regression is fitted.
public struct LogisticRecipe: Hashable, Codable, Sendable {
    /// What is minimised; yᵢ = ±1, or one of K classes.
    public enum Form: Hashable, Codable, Sendable {
        /// J(w) = ½‖w‖² + c Σ ln(1+exp(−yᵢwᵀxᵢ)).
        case sum(c: Double)
        /// F(w) = (1/n) Σ ln(1+exp(−yᵢwᵀxᵢ)) + (λ/2)‖w‖², n the number of retained records.
        case mean(lambda: Double)
    }

    public var form: Form
    /// A solve ends at ‖g‖ ≤ tolerance · max(1, ‖g₀‖), g₀ the gradient at zero weights.
    public var tolerance: Double
    /// Published weights are multiples of h = 2⁻ᵍʳⁱᵈ.
    public var grid: Int
    /// Where the records and the strength don't decide every bit: publish what is proven within a bound, and call it that,
    /// instead of refusing.
    public var allowsBound: Bool

    public init(
        form: Form = .sum(c: 1), tolerance: Double = 1e-10, grid: Int = 20, allowsBound: Bool = false
    ) {
        self.form = form
        self.tolerance = tolerance
        self.grid = grid
        self.allowsBound = allowsBound
    }

    /// Recipes of earlier versions say nothing of bounds.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        form = try members.decode(Form.self, forKey: .form)
        tolerance = try members.decode(Double.self, forKey: .tolerance)
        grid = try members.decode(Int.self, forKey: .grid)
        allowsBound = try members.decodeIfPresent(Bool.self, forKey: .allowsBound) ?? false
    }

    /// What is not allowed is not said, as in the canonical form.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(form, forKey: .form)
        try members.encode(tolerance, forKey: .tolerance)
        try members.encode(grid, forKey: .grid)
        if allowsBound { try members.encode(true, forKey: .allowsBound) }
    }

    private enum CodingKeys: String, CodingKey { case form, tolerance, grid, allowsBound }
}
