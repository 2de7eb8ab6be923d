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

/// A model of two classes whose weights minimise a smooth sum over the records: where they would go without some of them is
/// told to first order by its gradients and its Hessian.
public protocol Differentiable: WeightVector {
    /// The sum over `rows` near the weights.
    ///
    /// - Parameter isPositive: one a row of the features.
    /// - Complexity: one pass.
    func neighbourhood(features: Features, isPositive: [Bool], rows: [Int]) -> Neighbourhood
}

/// A smooth sum over records near some weights.
public struct Neighbourhood: Sendable {
    public let gradient: [Double]
    /// Of the Hessian.
    public let diagonal: [Double]
    /// The Hessian times a vector; one pass.
    public let hessianProduct: @Sendable ([Double]) -> [Double]
    /// rᵢ of a row: the gradient of its term is rᵢxᵢ.
    public let residual: @Sendable (Int) -> Double
    /// λ where the terms are divided by their number, so that a removal weighs the others more; nil of a plain sum.
    public let penaltyOfMean: Double?
}

extension FittedModel {
    /// Itself as one whose weights are differentiable, where there is one for each column of `features`.
    public func differentiable(in features: Features) -> (any Differentiable)? {
        guard let model = self as? any Differentiable, model.weights.count == features.dimension else { return nil }
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
