/// A model that is a vector of weights, one a column of the features and output: how far two of them are apart has a meaning.
public protocol WeightVector: FittedModel {
    var weights: [Double] { get }
}

/// A model that was solved for, with a proof of how far that is from the optimum.
public protocol Certified: FittedModel {
    var solution: CertifiedSolution { get }
}

/// The point before it was snapped, in the units of a sum.
public struct CertifiedSolution: Sendable {
    /// J(w) or F(w), as the recipe's form has it.
    public let objective: Double
    public let weightNorm: Double
    /// ‖g‖: of ∇J, or of n∇F.
    public let gradientNorm: Double
    /// ‖g‖ / max(1, ‖g₀‖), g₀ the gradient at zero weights.
    public let relativeGradient: Double
    /// α: ‖w − w*‖₂ ≤ α, rounding included.
    public let bound: Double
    /// E, the share of rounding in α (in the units of the gradient).
    public let roundingBound: Double
}

/// A model of classes whose weights minimise a smooth sum over the records: where they would go without some of them is told
/// to first order by its gradients and its Hessian.
public protocol Differentiable: WeightVector {
    /// How its weights make a margin of a record's features.
    var score: LinearScore { get }

    /// The sum over `rows` near the weights.
    ///
    /// - Complexity: one pass.
    func neighbourhood(_ examples: Examples, rows: [Int]) -> Neighbourhood
}

/// A model that says what a score is made of.
public protocol Explaining: FittedModel {
    /// What the margin of a row is made of, and adds up to; of more classes than two, that of the likeliest class over the next.
    ///
    /// - Complexity: O(entries of the row), or the paths of the row through all trees.
    func scoreParts(_ examples: Examples, row: Int) -> ScoreParts
}

extension FittedModel {
    /// What the margin of a row is made of; nil for a model that doesn't say.
    public func parts(_ examples: Examples, row: Int) -> ScoreParts? {
        (self as? any Explaining)?.scoreParts(examples, row: row)
    }

    /// Itself as one whose weights are differentiable, where there are as many as its outputs for each column of `features`.
    public func differentiable(in features: Features) -> (any Differentiable)? {
        guard let model = self as? any Differentiable,
            model.weights.count == features.dimension * model.score.outputs
        else { return nil }
        return model
    }

    /// ‖w − w′‖₂; nil where not both are weights on the same features.
    public func distance(to other: any FittedModel) -> Double? {
        guard let mine = self as? any WeightVector, let theirs = other as? any WeightVector,
            mine.weights.count == theirs.weights.count
        else { return nil }
        return zip(mine.weights, theirs.weights).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }

    /// What a solve proved; nil where nothing was solved for.
    public var certificate: CertifiedSolution? { (self as? any Certified)?.solution }
}
