import Records

/// Binary logistic regression with an ℓ₂ penalty: solved by truncated Newton, certified by strong convexity.
///
/// Given the recipe, a model is a function of the retained records. Warm or cold, the result lies within a proven distance
/// `Fitted.bound` of the one true optimum, so what was forgotten can matter no more than that.
///
///     let model = LogisticRegression(recipe)
///     let before = try model.fit(features, labels: labels, rows: training)
///     let after = try model.forget(before, features: features, labels: labels, retained: staying, removed: gone)
///     // ‖after.weights − model.fit(…, rows: staying).weights‖ ≤ the sum of both bounds
public struct LogisticRegression: Sendable {
    public let recipe: ModelRecipe

    public init(_ recipe: ModelRecipe) {
        self.recipe = recipe
    }

    /// Minimises over `rows`.
    ///
    /// - Parameters:
    ///   - rows: ascending positions into the features.
    ///   - labels: one a row of the features.
    ///   - warm: weights to begin with; nil for zeros.
    /// - Throws: `Refusal` when there is no record, or only one class; `CancellationError`; `Unconverged`.
    /// - Complexity: O(passes × entries).
    public func fit(
        _ features: Features, labels: [Bool], rows: [Int], warm: [Double]? = nil, work: Work = .silent
    ) throws -> Fitted {
        try recipe.validate()
        precondition(labels.count == features.rowCount, "one label a row of the features")
        precondition(warm.map { $0.count == features.dimension } ?? true, "one weight a column of the features")
        try refuseOneClass(labels, rows)
        let objective = LogisticObjective(recipe.form, features: features, labels: labels, rows: rows)
        let solver = TruncatedNewton(objective: objective, tolerance: recipe.relativeTolerance)
        let result = try solver.minimise(from: warm.map { admissible($0, features, rows) }, work: work)
        // The place for snapping to a grid (unlearning.md §2, "Snap"): it takes `result.point` and its certificate, refines
        // until the cell is certain, and gives weights that are the same bits for every warm start.
        let certificate = Certificate(objective, at: result.point)
        return Fitted(
            weights: result.point.weights, objective: result.point.value / objective.scale,
            weightNorm: Vectors.norm(result.point.weights), gradientNorm: result.point.gradientNorm,
            relativeGradient: result.point.gradientNorm / result.reference, bound: certificate.bound,
            roundingBound: certificate.roundingBound, passes: result.passes + 1, newtonSteps: result.steps,
            records: rows.count)
    }

    /// The model without the records `removed`: solved again from the weights of `fitted`, and certified.
    ///
    /// Forgetting nothing gives `fitted` back.
    ///
    /// - Parameters:
    ///   - retained: the training rows that stay, ascending; none of `removed` is among them.
    ///   - removed: the rows to forget; those already forgotten do no harm.
    /// - Throws: `Refusal` when nothing, or only one class, would be left; `CancellationError`; `Unconverged`.
    public func forget(
        _ fitted: Fitted, features: Features, labels: [Bool], retained: [Int], removed: [Int], work: Work = .silent
    ) throws -> Fitted {
        if removed.isEmpty, retained.count == fitted.records { return fitted }
        return try fit(features, labels: labels, rows: retained, warm: fitted.weights, work: work)
    }

    /// `warm` without the weights of features that none of `rows` has: their optimum is exactly 0.
    private func admissible(_ warm: [Double], _ features: Features, _ rows: [Int]) -> [Double] {
        zip(warm, features.occurring(in: rows)).map { $1 ? $0 : 0 }
    }

    private func refuseOneClass(_ labels: [Bool], _ rows: [Int]) throws {
        guard !rows.isEmpty else {
            throw Refusal(
                .badData, "No record would be left to learn from.",
                next: "Keep records of both classes, or erase the project.")
        }
        let positives = rows.count { labels[$0] }
        guard positives == 0 || positives == rows.count else { return }
        let what = positives == 0 ? "No record" : "Every record"
        throw Refusal(
            .badData,
            "\(what) of the \(rows.count) to learn from is in the positive class of '\(recipe.target.column)'.",
            next: "Keep records of both classes.")
    }
}
