public import Learning

/// Where a differentiable model goes when records go: one step of Newton's method on the objective of those that stay, from
/// the weights before. As it is taken on their Hessian, the leverage of what went is in it (Cook & Weisberg 1982); for small
/// removals it is the retrained model to a few per cent of its way. A prediction: what is published is solved to the end.
public enum OneStep {
    /// - Parameters:
    ///   - retained: the rows that stay, of those that `fitted` was fitted to.
    /// - Returns: `fitted.score.outputs` weights a column.
    /// - Throws: `CancellationError`.
    /// - Complexity: one pass, and a product of the Hessian for each round of conjugate gradients.
    public static func weights(
        _ fitted: any Differentiable, examples: Examples, retained: [Int], work: Work = .silent
    ) throws -> [Double] {
        let near = fitted.neighbourhood(examples, rows: retained)
        let step = try ConjugateGradients.solve(
            near.gradient, diagonal: near.diagonal, tolerance: 1e-4, limit: 300
        ) { direction in
            try work.step(Progress(phase: "predicting the removal", fraction: 0, detail: ""))
            return near.hessianProduct(direction)
        }.x
        return zip(fitted.weights, step).map { $0 - $1 }
    }

    /// A quantity after the step, smoothed, and of decisions.
    public static func value(
        of quantity: Quantity, _ fitted: any Differentiable, examples: Examples, retained: [Int], work: Work = .silent
    ) throws -> (expected: Double, decided: Double?) {
        let weights = try weights(fitted, examples: examples, retained: retained, work: work)
        let margins = quantity.rows.map { fitted.score.margin(examples.features, $0, weights) }
        return (
            quantity.smoothed(fitted.score, weights, examples.features), quantity.decided(margins, by: fitted)
        )
    }
}
