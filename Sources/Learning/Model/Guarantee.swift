/// What is promised about a model after forgetting, and the figures behind it.
public struct Guarantee: Codable, Hashable, Sendable {
    /// Standard names, as in JSON.
    public enum Kind: String, Codable, Hashable, Sendable {
        /// The digest equals that of a cold retrain.
        case bitIdentical = "bit-identical"
        /// The weights lie within `bound` of the optimum of the retained records.
        case withinBound = "within-bound"
        /// Released with calibrated noise: (ε, δ).
        case epsilonDelta = "epsilon-delta"
    }

    public var kind: Kind
    /// SHA-256 of the published model, hexadecimal.
    public var digest: String
    /// ‖w − w*‖₂ ≤ bound for the published weights; 0 where they are exact.
    public var bound: Double
    /// Of the solution before it was snapped, in the units of a sum; 0 where nothing is solved.
    public var gradientNorm: Double
    /// The share of decisions proven to be those of the retrained optimum; nil where no records were looked at.
    public var certifiedShare: Double?
    /// How the published bits were settled: "exact", "certificate", "refinement", "not settled".
    public var settled: String

    public init(
        kind: Kind, digest: String, bound: Double = 0, gradientNorm: Double = 0, certifiedShare: Double?,
        settled: String = "exact"
    ) {
        self.kind = kind
        self.digest = digest
        self.bound = bound
        self.gradientNorm = gradientNorm
        self.certifiedShare = certifiedShare
        self.settled = settled
    }
}
