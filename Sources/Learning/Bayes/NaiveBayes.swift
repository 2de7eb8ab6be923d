import Records

/// Naive Bayes: features are independent given the class. Multinomial, Bernoulli and Gaussian, as scikit-learn's
/// `MultinomialNB`, `BernoulliNB` (above 0 is there) and `GaussianNB` define them. Manning, Raghavan & Schütze,
/// *Introduction to Information Retrieval*, 2008, §13; Chan, Golub & LeVeque 1983, doi:10.1080/00031305.1983.10483115.
///
/// Everything is counts, and sums of whole multiples of 2⁻ˢᶜᵃˡᵉ: forgetting takes the records' own numbers away, exactly,
/// without a look at the others. A feature that no retained record has is left out of everything.
///
///     let model = NaiveBayes(recipe)
///     let before = try model.fit(examples, rows: training)
///     let after = try model.forget(before, examples: examples, retained: staying, removed: gone)
///     // after.parameters(examples) == model.fit(examples, rows: staying).parameters(examples)
public struct NaiveBayes: Model {
    /// Columns × classes, at most: 1 GB of sums.
    static let largest = 1 << 25

    public let recipe: ModelRecipe
    let settings: BayesRecipe

    /// - Precondition: the recipe's family is `.bayes`.
    public init(_ recipe: ModelRecipe) {
        guard let settings = recipe.family.settings as? BayesRecipe else {
            preconditionFailure("a recipe of another family")
        }
        self.recipe = recipe
        self.settings = settings
    }

    /// Counts `rows`, ascending, in one pass.
    ///
    /// Of more than two classes, those without a record are left out.
    /// - Throws: `Refusal` when there is no record, only one class, a class is a number, or a value that can't be summed;
    ///   `CancellationError`.
    /// - Complexity: O(entries + columns × classes).
    public func fit(_ examples: Examples, rows: [Int], work: Work = .silent) throws -> Fitted {
        try recipe.validate()
        let counts = try examples.classCounts(for: recipe, Self.needs, rows)
        try counts.check()
        let classes = BayesClasses(counts)
        let (count, dimension) = (classes.names.count, examples.features.dimension)
        guard count * dimension <= Self.largest else {
            throw Refusal(
                .badData, "\(count) classes with \(dimension) features need more than \(Self.largest) sums.",
                next: "Hash the text to fewer bits, or name a positive value and take two classes.")
        }
        var statistics = BayesStatistics(settings, classes: count, dimension: dimension)
        try add(rows, sign: 1, to: &statistics, examples, classes, work)
        return try Fitted(settings, classes: classes, statistics: statistics, rows: rows, passes: 1)
    }

    /// Takes away what `fitted` knows beyond `retained`, without a pass over the records that stay.
    ///
    /// - Throws: as `fit`; `Refusal` where a class of `fitted` would be left without a record.
    /// - Complexity: O(entries of the removed records + columns × classes), and a comparison of the two lists of rows.
    public func forget(
        _ fitted: Fitted, examples: Examples, retained: [Int], removed: [Int], work: Work = .silent
    ) throws -> Fitted {
        let classes = fitted.classes
        let codes = try examples.classes(for: recipe, Self.needs).codes
        let difference = RowDifference(from: fitted.rows, to: retained)
        if difference.gone.isEmpty, difference.come.isEmpty { return fitted }
        // A class that `fitted` never met has no place in its sums.
        if difference.come.contains(where: { classes.places[Int(codes[$0])] < 0 }) {
            return try fit(examples, rows: retained, work: work)
        }
        try examples.classCounts(for: recipe, Self.needs, retained)
            .check(since: examples.classCounts(for: recipe, Self.needs, fitted.rows))
        var statistics = fitted.statistics
        try add(difference.gone, sign: -1, to: &statistics, examples, classes, work)
        try add(difference.come, sign: 1, to: &statistics, examples, classes, work)
        return try Fitted(settings, classes: classes, statistics: statistics, rows: retained, passes: 0)
    }

    private static let needs = "Naive Bayes needs"

    private func add(
        _ rows: [Int], sign: Int64, to statistics: inout BayesStatistics, _ examples: Examples, _ classes: BayesClasses,
        _ work: Work
    ) throws {
        guard !rows.isEmpty, case .classes(let codes, _, _) = examples.response else { return }
        let features = examples.features
        let places = classes.places
        let entries = features.columns.count / max(1, features.rowCount) * rows.count
        // A second sum is worth its size only for many more entries than it has numbers.
        let terms = entries > 8 * statistics.sums.count ? entries : 0
        let bad = try RowSums.add(
            rows, to: &statistics, terms: terms,
            empty: BayesStatistics(settings, classes: classes.names.count, dimension: features.dimension),
            phase: "counting", work: work
        ) { slice, sums in
            sums.add(slice, of: features, codes: codes, places: places, sign: sign)
        } merge: { total, sum in
            total.add(sum)
        }
        if let bad { throw refusal(features.values[bad], features.key(of: Int(features.columns[bad]))) }
    }

    private func refusal(_ x: Double, _ key: String) -> Refusal {
        guard settings.event == .multinomial, x < 0, x.isFinite else {
            return FixedPoint(scale: settings.scale).refusal(x, of: "The feature '\(key)'")
        }
        return Refusal(
            .badData,
            "The feature '\(key)' is \(x) in a record to learn from; the event 'multinomial' has no negative counts.",
            next: "Use the event 'gaussian'.")
    }
}
