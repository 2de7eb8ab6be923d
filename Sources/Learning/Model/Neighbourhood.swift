/// A smooth sum over records near some weights: G(w) = (ρ/2)‖w‖² + Σ of a term a record.
public struct Neighbourhood: Sendable {
    public let gradient: [Double]
    /// Of the Hessian.
    public let diagonal: [Double]
    /// The Hessian times a vector; one pass.
    public let hessianProduct: @Sendable ([Double]) -> [Double]
    /// s ↦ (i ↦ s·gᵢ), gᵢ the gradient of what goes with record i.
    public let slopes: @Sendable ([Double]) -> @Sendable (Int) -> Double
    /// rᵢ, a number an output: the gradient of the term of record i is rᵢ ⊗ xᵢ.
    public let residuals: @Sendable (Int, UnsafeMutableBufferPointer<Double>) -> Void
    /// Aᵢ, outputs × outputs: the Hessian of the term of record i is Aᵢ ⊗ xᵢxᵢᵀ.
    public let curvature: @Sendable (Int, UnsafeMutableBufferPointer<Double>) -> Void
    /// ρ.
    public let ridge: Double
    /// Beside the terms and the ridge: weight · vvᵀ each.
    public let outer: [Outer]
    /// λ where the terms are divided by their number, so that a removal weighs the others more; nil of a plain sum.
    public let penaltyOfMean: Double?

    /// A rank of the Hessian that is no record's.
    public struct Outer: Sendable {
        public let weight: Double
        public let vector: [Double]
    }
}
