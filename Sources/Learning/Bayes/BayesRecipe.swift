public import Records

/// How naive Bayes is fitted.
public struct BayesRecipe: Hashable, Codable, Sendable {
    /// What a feature is, given the class.
    public enum Event: String, Hashable, Codable, Sendable, CaseIterable {
        /// Features are counts, or weights of words: none is negative.
        case multinomial
        /// A feature is there, or it is not.
        case bernoulli
        /// A feature is normally distributed.
        case gaussian
    }

    public var event: Event
    /// Lidstone's α of multinomial and Bernoulli; for Gaussian the share of the largest variance that is added to each.
    public var smoothing: Double
    /// Values are summed as multiples of 2⁻ˢᶜᵃˡᵉ.
    public var scale: Int

    public init(event: Event = .gaussian, smoothing: Double? = nil, scale: Int = 24) {
        self.event = event
        // Far less lets a rare category, or a number that is nearly always 0, outvote everything else: on Adult 1e-9 gave
        // .545 where always saying no gives .760, and .01 gives .779.
        self.smoothing = smoothing ?? (event == .gaussian ? 0.01 : 1)
        self.scale = scale
    }

    /// Beyond that, squares of a distance by a variance overflow.
    public static let smoothings = OptionRange(1e-30...1e30)
    public static let scales = OptionRange(0...32)
}
