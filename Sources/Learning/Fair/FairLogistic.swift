import Records

/// Logistic regression with a penalty on the gap between two groups (`FairRecipe`): certified and published on a grid like
/// `LogisticRegression`, so that forgetting is retraining, bit for bit.
public struct FairLogistic: Model {
    public let recipe: ModelRecipe
    let settings: FairRecipe

    /// - Precondition: the recipe's family is `.fairLogistic`.
    public init(_ recipe: ModelRecipe) {
        guard let settings = recipe.family.settings as? FairRecipe else {
            preconditionFailure("a recipe of another family")
        }
        self.recipe = recipe
        self.settings = settings
    }

    /// - Throws: `Refusal` when there is no record, or only one class, or the weights can't be settled; `CancellationError`.
    public func fit(_ examples: Examples, rows: [Int], work: Work = .silent) throws -> Fitted {
        let problem = try problem(examples, rows: rows)
        var sums = GapSums(dimension: examples.features.dimension)
        try sums.add(rows, of: examples, among: settings.among)
        return try solve(problem, sums, warm: nil, work: work)
    }

    /// The removed records' features are taken off the sums of their groups; weights are solved for again from those before.
    public func forget(
        _ fitted: Fitted, examples: Examples, retained: [Int], removed: [Int], work: Work = .silent
    ) throws -> Fitted {
        if retained == fitted.rows { return fitted }
        let problem = try problem(examples, rows: retained, before: fitted.rows)
        let difference = RowDifference(from: fitted.rows, to: retained)
        guard difference.come.isEmpty, fitted.weights.count == examples.features.dimension else {
            return try fit(examples, rows: retained, work: work)
        }
        var sums = fitted.sums
        try sums.add(difference.gone, of: examples, among: settings.among, sign: -1)
        return try solve(problem, sums, warm: fitted.weights, work: work)
    }

    private func problem(_ examples: Examples, rows: [Int], before: [Int]? = nil) throws -> LogisticProblem {
        try recipe.validate()
        return try LogisticProblem(
            recipe, LogisticRecipe(form: .sum(c: settings.c), grid: settings.grid), examples, rows: rows,
            before: before)
    }

    private func solve(_ problem: LogisticProblem, _ sums: GapSums, warm: [Double]?, work: Work) throws -> Fitted {
        let logistic = problem.objective(over: problem.objective.rows, isFast: false)
        let objective = FairObjective(logistic, penalty: settings.gapPenalty, difference: sums.difference)
        let solver = FairSolver(objective: objective, grid: Grid(bits: settings.grid), work: work)
        let occurs = logistic.features.occurring(in: logistic.rows)
        if let warm {
            // The optimum of a feature that no record has is exactly 0.
            let start = zip(warm, occurs).map { $1 ? $0 : 0 }
            if let settled = try solver.settle(from: start, isSure: true).settled {
                return Fitted(settled, objective, sums, settings)
            }
        }
        // What is refused is decided by the solve from zero alone: it depends on the records and the recipe.
        let cold = try solver.settle(from: Array(repeating: 0, count: logistic.dimension), isSure: false)
        guard let settled = cold.settled else {
            throw Refusal(
                .badData,
                "The penalties don't decide every bit of the weights; the optimum is known to \(cold.bound).",
                next: "Lower --c or --gap-penalty, or scale the numbers.")
        }
        return Fitted(settled, objective, sums, settings)
    }
}
