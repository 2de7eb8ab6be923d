import Records

/// Ridge regression: w minimises ½ Σ (yᵢ − wᵀxᵢ)² + (λ/2)‖w‖². Hoerl & Kennard 1970,
/// doi:10.1080/00401706.1970.10488634.
///
/// The records live on as XᵀX and Xᵀy in whole numbers: forgetting takes the records' own products away, exactly, without
/// a look at the others, and solves again.
///
///     let model = RidgeRegression(recipe)
///     let before = try model.fit(examples, rows: training)
///     let after = try model.forget(before, examples: examples, retained: staying, removed: gone)
///     // after.weights == model.fit(examples, rows: staying).weights, bit for bit
public struct RidgeRegression: Model {
    /// Columns, at most: 134 MB of sums.
    static let widest = 4096

    public let recipe: ModelRecipe
    let settings: RidgeRecipe

    /// - Precondition: the recipe's family is `.ridge`.
    public init(_ recipe: ModelRecipe) {
        guard let settings = recipe.family.settings as? RidgeRecipe else {
            preconditionFailure("a recipe of another family")
        }
        self.recipe = recipe
        self.settings = settings
    }

    /// Sums over `rows`, ascending, in one pass, and solves.
    ///
    /// - Throws: `Refusal` when there is no record, a target is missing, a value can't be summed, there are more than 4,096
    ///   columns, or no unique solution; `CancellationError`.
    /// - Complexity: O(pairs of entries of a row, summed over the rows + d³), d the number of columns that occur.
    public func fit(_ examples: Examples, rows: [Int], work: Work = .silent) throws -> Fitted {
        try recipe.validate()
        guard !rows.isEmpty else { throw ClassCounts.nothingLeft }
        let (targets, threshold) = try self.targets(of: examples, rows)
        let occurring = examples.features.occurring(in: rows)
        let width = occurring.count { $0 }
        guard width <= Self.widest else {
            throw Refusal(
                .badData, "Ridge regression solves for at most \(Self.widest) features; these records have \(width).",
                next: "Use the family 'logistic', or hash the text to fewer bits.")
        }
        var sums = NormalSums(scale: settings.scale, occurring: occurring)
        try add(rows, sign: 1, to: &sums, examples.features, targets, work)
        return try solved(sums, threshold: threshold, rows: rows, passes: 1, work: work)
    }

    /// Takes away what `fitted` knows beyond `retained`, without a pass over the records that stay, and solves again.
    ///
    /// - Throws: as `fit`.
    /// - Complexity: O(pairs of entries of the removed records + d³), and a comparison of the two lists of rows.
    public func forget(
        _ fitted: Fitted, examples: Examples, retained: [Int], removed: [Int], work: Work = .silent
    ) throws -> Fitted {
        let difference = RowDifference(from: fitted.rows, to: retained)
        if difference.gone.isEmpty, difference.come.isEmpty { return fitted }
        let features = examples.features
        // A column that `fitted` never met has no place in its sums.
        let isKnown = difference.come.allSatisfy { row in
            features.columns[features.rowStart[row]..<features.rowStart[row + 1]].allSatisfy {
                fitted.sums.places[Int($0)] >= 0
            }
        }
        guard isKnown, !retained.isEmpty else { return try fit(examples, rows: retained, work: work) }
        let (targets, threshold) = try self.targets(of: examples, difference.come)
        var sums = fitted.sums
        try add(difference.gone, sign: -1, to: &sums, features, targets, work)
        try add(difference.come, sign: 1, to: &sums, features, targets, work)
        return try solved(sums, threshold: threshold, rows: retained, passes: 0, work: work)
    }

    private func add(
        _ rows: [Int], sign: Int64, to sums: inout NormalSums, _ features: Features, _ targets: [Double], _ work: Work
    ) throws {
        let entries = features.columns.count / max(1, features.rowCount)
        let pairs = rows.count * (entries + 1) * (entries + 2) / 2
        // A second sum is worth its size only for many more pairs than it has numbers.
        let terms = pairs > 8 * sums.squares.count ? pairs : 0
        let (columns, places) = (sums.columns, sums.places)
        let bad = try RowSums.add(
            rows, to: &sums, terms: terms, empty: NormalSums(scale: settings.scale, columns: columns, places: places),
            phase: "summing", work: work
        ) { slice, sums in
            sums.add(slice, of: features, targets: targets, sign: sign)
        } merge: { total, sum in
            total.add(sum)
        }
        guard let bad else { return }
        throw FixedPoint(scale: settings.scale).refusal(
            features.values[bad], of: "The feature '\(features.key(of: Int(features.columns[bad])))'")
    }

    private func solved(
        _ sums: NormalSums, threshold: Double, rows: [Int], passes: Int, work: Work
    ) throws -> Fitted {
        let solution = try sums.solution(lambda: settings.lambda) { share in
            try work.step(Progress(phase: "solving", fraction: share))
        }
        guard let solution else {
            throw Refusal(
                .badData,
                "With λ = \(settings.lambda), no unique weights fit the \(rows.count) records: they are too few, or features are sums of others.",
                next: settings.lambda == 0 ? "Use a λ above 0: 1 is usual." : "Use a larger λ: 1 is usual.")
        }
        var weights = Array(repeating: 0.0, count: sums.places.count)
        for (place, weight) in zip(sums.occurring, solution) { weights[sums.columns[place]] = weight }
        return Fitted(sums: sums, weights: weights, threshold: threshold, rows: rows, passes: passes)
    }

    /// The target of every row; those of `rows` can be summed.
    private func targets(of examples: Examples, _ rows: [Int]) throws -> (targets: [Double], threshold: Double) {
        guard case .numbers(let targets, let threshold) = examples.response else {
            throw Refusal(
                .badData, "Ridge regression needs numbers; '\(recipe.target.column)' is taken as classes.",
                next: "Use the family 'logistic', or name the number from which a target is positive.")
        }
        let missing = rows.count { !targets[$0].isFinite }
        guard missing == 0 else {
            throw Refusal(
                .badData,
                "\(missing) of the \(rows.count) records to learn from have no number in '\(recipe.target.column)'.",
                next: "Leave those records out, or choose another target.")
        }
        let fixed = FixedPoint(scale: settings.scale)
        if let row = rows.first(where: { abs(targets[$0]) > fixed.limit }) {
            throw fixed.refusal(targets[row], of: "The target '\(recipe.target.column)'")
        }
        return (targets, threshold)
    }
}
