public import Records

/// How ridge regression is fitted: ½ Σ (yᵢ − wᵀxᵢ)² + (λ/2)‖w‖², the intercept regularised like the rest.
public struct RidgeRecipe: Hashable, Codable, Sendable {
    /// λ; 0 is least squares, refused where it has no unique solution.
    public var lambda: Double
    /// Values are taken as multiples of 2⁻ˢᶜᵃˡᵉ, so that their products sum exactly.
    public var scale: Int

    public init(lambda: Double = 1, scale: Int = 24) {
        self.lambda = lambda
        self.scale = scale
    }

    public static let lambdas = OptionRange(0...1e30)
    public static let scales = OptionRange(0...32)
}
