extension LogisticRegression.Fitted: Differentiable, Certified {
    public func neighbourhood(features: Features, isPositive: [Bool], rows: [Int]) -> Neighbourhood {
        let objective = LogisticObjective(
            form, features: features, codes: isPositive.map { $0 ? 1 : 0 }, rows: rows)
        let point = objective.evaluate(weights)
        let penalty: Double? = if case .mean(let lambda) = form { lambda } else { nil }
        return Neighbourhood(
            gradient: point.gradient, diagonal: point.diagonal,
            hessianProduct: { objective.hessianProduct($0, curvature: point.curvature) },
            residual: { [weights] in objective.residual($0, weights) }, penaltyOfMean: penalty)
    }
}
