public import Learning

/// Where a logistic regression goes when records go: one step of Newton's method on the objective of those that stay, from
/// the weights before. As it is taken on their Hessian, the leverage of what went is in it (Cook & Weisberg 1982); for small
/// removals it is the retrained model to a few per cent of its way. A prediction: what is published is solved to the end.
public enum OneStep {
    /// - Parameters:
    ///   - retained: the rows that stay, of those that `fitted` was fitted to.
    ///   - form: the form of its objective.
    /// - Returns: a weight a column.
    /// - Throws: `CancellationError`.
    /// - Complexity: one pass, and a product of the Hessian for each round of conjugate gradients.
    public static func weights(
        features: Features, labels: [Bool], retained: [Int], fitted: LogisticRegression.Fitted,
        form: LogisticRecipe.Form, work: Work = .silent
    ) throws -> [Double] {
        let objective = LogisticObjective(
            form, features: features, codes: labels.map { $0 ? 1 : 0 }, rows: retained)
        let point = objective.evaluate(fitted.weights)
        let step = try ConjugateGradients.solve(
            point.gradient, diagonal: point.diagonal, tolerance: 1e-4, limit: 300
        ) { direction in
            try work.step(Progress(phase: "predicting the removal", fraction: 0, detail: ""))
            return objective.hessianProduct(direction, curvature: point.curvature)
        }.x
        return zip(fitted.weights, step).map { $0 - $1 }
    }
}
