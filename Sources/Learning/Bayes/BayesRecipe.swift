import Records

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
        self.smoothing = smoothing ?? (event == .gaussian ? 1e-9 : 1)
        self.scale = scale
    }

    /// - Throws: `Refusal` when nothing can be computed with it.
    func validate() throws {
        // Beyond that, squares of a distance by a variance overflow.
        guard (1e-30...1e30).contains(smoothing) else {
            throw Refusal(.badData, "The recipe's smoothing is \(smoothing).", next: "Use a number from 1e-30 to 1e30.")
        }
        guard (0...32).contains(scale) else {
            throw Refusal(.badData, "The recipe's scale is 2^-\(scale).", next: "Use 0 to 32 bits.")
        }
    }
}
