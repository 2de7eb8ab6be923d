import Records

/// Logistic regression with an ℓ₂ penalty: solved by truncated Newton, certified by strong convexity, and published on a
/// fixed grid, so that warm or cold, whatever was forgotten on the way, the published weights are the same bits.
///
///     let model = LogisticRegression(recipe)
///     let before = try model.fit(examples, rows: training)
///     let after = try model.forget(before, examples: examples, retained: staying, removed: gone, work: .silent)
///     // after.weights == model.fit(examples, rows: staying).weights, bit for bit
public struct LogisticRegression: Model {
    public let recipe: ModelRecipe
    let settings: LogisticRecipe

    /// - Precondition: the recipe's family is `.logistic`.
    public init(_ recipe: ModelRecipe) {
        guard case .logistic(let settings) = recipe.family else { preconditionFailure("a recipe of another family") }
        self.recipe = recipe
        self.settings = settings
    }

    /// Minimises over `rows`.
    ///
    /// - Throws: `Refusal` when there is no record, or only one class; `CancellationError`; `Unconverged`.
    /// - Complexity: O(passes × entries).
    public func fit(_ examples: Examples, rows: [Int], work: Work = .silent) throws -> Fitted {
        try fit(examples, rows: rows, warm: nil, work: work)
    }

    /// - Parameter warm: weights to begin with, one a column of the features; nil for zeros.
    public func fit(_ examples: Examples, rows: [Int], warm: [Double]?, work: Work = .silent) throws -> Fitted {
        try recipe.validate()
        let labels = try self.labels(examples, rows)
        let features = examples.features
        precondition(warm.map { $0.count == features.dimension } ?? true, "one weight a column of the features")
        let objective = LogisticObjective(settings.form, features: features, labels: labels, rows: rows)
        let solver = TruncatedNewton(objective: objective, tolerance: settings.tolerance)
        let result = try solver.minimise(from: warm.map { admissible($0, features, rows) }, work: work)
        let certificate = Certificate(objective, at: result.point)
        return Fitted(
            weights: result.point.weights, objective: result.point.value / objective.scale,
            weightNorm: Vectors.norm(result.point.weights), gradientNorm: result.point.gradientNorm,
            relativeGradient: result.point.gradientNorm / result.reference, bound: certificate.bound,
            roundingBound: certificate.roundingBound, passes: result.passes + 1, newtonSteps: result.steps,
            rows: rows)
    }

    public func forget(
        _ fitted: Fitted, examples: Examples, retained: [Int], removed: [Int], work: Work = .silent
    ) throws -> Fitted {
        if removed.isEmpty, retained.count == fitted.records { return fitted }
        return try fit(examples, rows: retained, warm: fitted.weights, work: work)
    }

    /// Solved again from the published weights: the same bits, and the certificate anew.
    public func restore(
        _ published: PublishedModel, examples: Examples, rows: [Int], work: Work = .silent
    ) throws -> Fitted {
        try fit(examples, rows: rows, warm: try Self.weights(of: published, for: examples.features), work: work)
    }

    /// `warm` without the weights of features that none of `rows` has: their optimum is exactly 0.
    private func admissible(_ warm: [Double], _ features: Features, _ rows: [Int]) -> [Double] {
        zip(warm, features.occurring(in: rows)).map { $1 ? $0 : 0 }
    }

    private func labels(_ examples: Examples, _ rows: [Int]) throws -> [Bool] {
        guard case .classes(let codes, let names, let positive) = examples.response, names.count == 2 else {
            throw Refusal(
                .badData, "Logistic regression needs classes; '\(recipe.target.column)' is taken as a number.",
                next: "Use the family 'ridge', or name a positive value.")
        }
        let labels = codes.map { Int($0) == positive }
        guard !rows.isEmpty else {
            throw Refusal(
                .badData, "No record would be left to learn from.",
                next: "Keep records of both classes, or erase the project.")
        }
        let positives = rows.count { labels[$0] }
        guard positives == 0 || positives == rows.count else { return labels }
        let what = positives == 0 ? "No record" : "Every record"
        throw Refusal(
            .badData,
            "\(what) of the \(rows.count) to learn from is in the positive class of '\(recipe.target.column)'.",
            next: "Keep records of both classes.")
    }
}
