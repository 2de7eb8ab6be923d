/// What is promised about a model after forgetting, and the figures behind it.
public struct Guarantee: Codable, Hashable, Sendable {
    /// "within-bound": the weights lie within `bound` of the optimum of the retained records.
    public var kind: String
    /// SHA-256 of the published model, hexadecimal.
    public var digest: String
    /// α: ‖w − w*‖₂ ≤ α.
    public var bound: Double
    /// In the units of a sum.
    public var gradientNorm: Double
    /// The share of decisions proven to be those of the retrained optimum; nil where no records were looked at.
    public var certifiedShare: Double?

    public init(
        kind: String = "within-bound", digest: String, bound: Double, gradientNorm: Double, certifiedShare: Double?
    ) {
        self.kind = kind
        self.digest = digest
        self.bound = bound
        self.gradientNorm = gradientNorm
        self.certifiedShare = certifiedShare
    }
}
