public import Learning
import Records

/// A model of ours in the place of one that is only known by its predictions: what its records do is told through this one, and
/// said so, with how far the two agree.
public struct Surrogate: Sendable {
    /// What the surrogate is, as a sentence names it: "logistic regression".
    public let name: String
    public let fitted: any Differentiable
    /// The share of the looked-at records that both decide alike.
    public let agreement: Double
    /// How well the surrogate's scores tell the other's decisions apart (area under the curve); nil where the other decides
    /// all alike.
    public let areaUnderCurve: Double?
    /// φ by the other's decisions, and by the surrogate's: an effect is worth as much as these agree.
    public let values: (subject: Double?, surrogate: Double?)

    /// Fits the surrogate to the labels of the training records, as the other is taken to have been.
    ///
    /// - Parameters:
    ///   - recipe: of a family that is differentiable.
    ///   - isPositive: what the other decides of each of `quantity.rows`.
    /// - Throws: `Refusal` where the family is not differentiable, or the records can't be learned from;
    ///   `CancellationError`.
    public init(
        _ recipe: ModelRecipe, examples: Examples, training: [Int], quantity: Quantity, isPositive: [Bool],
        work: Work = .silent
    ) throws {
        precondition(isPositive.count == quantity.rows.count, "a decision a row")
        let model = try recipe.model()
        let fitted: any FittedModel = try model.fit(examples, rows: training, work: work)
        guard let differentiable = fitted.differentiable(in: examples.features) else {
            throw Refusal(
                .usage, "Effects can't be told through \(recipe.family.type.title): it has no slopes.",
                next: "Use the family 'logistic' as the surrogate.")
        }
        name = recipe.family.type.title
        self.fitted = differentiable
        let margins = fitted.margins(examples, rows: quantity.rows)
        agreement =
            Double(zip(margins, isPositive).count { ($0 > quantity.threshold) == $1 }) / Double(max(1, margins.count))
        areaUnderCurve = RankStatistics.auc(scores: margins, labels: isPositive)
        // Decisions as margins on either side; a loss can't be told from them.
        let sides = isPositive.map { quantity.threshold + ($0 ? 1 : -1) }
        values = (
            quantity.kind == .loss ? nil : quantity.decided(sides, by: fitted), quantity.decided(margins, by: fitted)
        )
    }

    /// Effects of the training records on the surrogate.
    ///
    /// - Throws: `CancellationError`.
    public func influence(examples: Examples, training: [Int], work: Work = .silent) throws -> Influence {
        try Influence(fitted, examples: examples, training: training, work: work)
    }
}
