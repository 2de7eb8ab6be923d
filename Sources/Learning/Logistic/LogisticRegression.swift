import Records

/// Logistic regression with an ℓ₂ penalty: solved by Newton's method, certified by strong convexity, and published on a
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
        try solve(problem(examples, rows: rows), from: .zero, plan: nil, work: work)
    }

    public func fitRoughly(_ examples: Examples, rows: [Int], work: Work) throws -> Fitted {
        let problem = try problem(examples, rows: rows)
        let objective = problem.objective(over: rows, isFast: false)
        let solver = TruncatedNewton(objective: objective, tolerance: max(settings.tolerance, 1e-5))
        let result = try solver.minimise(from: .zero, work: work)
        let settled = Settling.Outcome(
            weights: result.point.weights, way: .roughly, bound: result.point.bound(objective), moved: 0, passes: 0)
        return fitted(problem, objective, result, settled, plan: nil, memory: nil, passes: result.passes)
    }

    /// As `fit`, beginning at `warm`: the same bits.
    ///
    /// - Parameter warm: weights, `outputs` a column of the features.
    public func fit(_ examples: Examples, rows: [Int], warm: [Double], work: Work = .silent) throws -> Fitted {
        let problem = try problem(examples, rows: rows)
        let start = problem.admissible(warm)
        return try solve(problem, from: .warm(start), plan: nil, work: work)
    }

    public func forget(
        _ fitted: Fitted, examples: Examples, retained: [Int], removed: [Int], work: Work = .silent
    ) throws -> Fitted {
        if retained == fitted.rows { return fitted }
        let problem = try problem(examples, rows: retained, before: fitted.rows)
        let old = problem.objective(over: fitted.rows)
        guard (old.layout != nil) == fitted.memory.isFast else {
            // The last solve was of the last resort, in another order.
            return try fit(examples, rows: retained, warm: fitted.weights, work: work)
        }
        let difference = RowDifference(from: fitted.rows, to: retained)
        guard difference.come.isEmpty else {
            // Records came back: nothing can be taken off.
            return try fit(examples, rows: retained, work: work)
        }
        let memory = fitted.memory.taken(off: problem.objective, from: old, gone: difference.gone)
        let reference = max(1, Vectors.norm(memory.origin))
        let plan = Plan(
            start: memory.point.gradientNorm / reference, tolerance: settings.tolerance,
            coldPasses: memory.coldPasses)
        guard plan.choice == .incremental else { return try solve(problem, from: .zero, plan: plan, work: work) }
        let start = TruncatedNewton.Start.known(
            problem.withoutAbsent(memory.point), reference: reference, factor: memory.hessian?.factor)
        return try solve(problem, from: start, plan: plan, memory: memory, work: work)
    }

    /// Solved again from the published weights: the same bits, and the certificate anew.
    public func restore(
        _ published: PublishedModel, examples: Examples, rows: [Int], work: Work = .silent
    ) throws -> Fitted {
        let problem = try problem(examples, rows: rows)
        let warm = try Self.weights(of: published, for: examples.features, outputs: problem.objective.outputs)
        return try solve(problem, from: .warm(problem.admissible(warm)), plan: nil, work: work)
    }

    /// For few columns with the Hessian of the records, one pass: removed records are taken off it, so that the next
    /// forgetting needs no pass to make it.
    public func prepared(_ fitted: Fitted, examples: Examples) throws -> Fitted {
        let problem = try problem(examples, rows: fitted.rows)
        guard fitted.memory.hessian == nil, case .cholesky = NewtonDirection.cheaper(for: problem.objective) else {
            return fitted
        }
        var prepared = fitted
        prepared.memory.hessian = problem.objective.hessian(curvature: fitted.memory.point.curvature)
        return prepared
    }

    // MARK: Solving

    private func solve(
        _ problem: LogisticProblem, from start: TruncatedNewton.Start, plan: Plan?, memory: LogisticMemory? = nil,
        work: Work
    ) throws -> Fitted {
        var objective = problem.objective
        var solver = TruncatedNewton(objective: objective, tolerance: settings.tolerance)
        var settling = Settling(objective: objective, grid: Grid(bits: settings.grid))
        var result = try solver.minimise(from: start, work: work)
        var passes = result.passes
        var outcome = try settling.settle(&result, solver, work: work)
        passes += outcome?.passes ?? 0
        if outcome == nil {
            // The cold solve alone decides, in the canonical order; it is the same whoever asks for it.
            objective = problem.objective(over: objective.rows, isFast: false)
            solver = TruncatedNewton(objective: objective, tolerance: settings.tolerance)
            settling = Settling(objective: objective, grid: settling.grid)
            result = try solver.minimise(from: .zero, work: work)
            passes += result.passes
            outcome = try settling.settle(&result, solver, work: work)
        }
        let point = result.point
        let settled =
            outcome
            ?? {
                let rounded = settling.grid.round(point.weights.map { DoubleDouble($0) })
                let moved = Vectors.norm(Vectors.sum(rounded.weights, -1, point.weights)) * Rounding.allowance
                return Settling.Outcome(
                    weights: rounded.weights, way: .coldSolve, bound: point.bound(objective), moved: moved, passes: 0)
            }()
        return fitted(problem, objective, result, settled, plan: plan, memory: memory, passes: passes)
    }

    private func fitted(
        _ problem: LogisticProblem, _ objective: LogisticObjective, _ result: TruncatedNewton.Result,
        _ settled: Settling.Outcome, plan: Plan?, memory: LogisticMemory?, passes: Int
    ) -> Fitted {
        let point = result.point
        var origin = memory?.origin
        var coldPasses = memory?.coldPasses ?? passes
        if origin == nil {
            origin = objective.gradientAtZero()
            coldPasses = passes
        }
        return Fitted(
            weights: objective.canonical(settled.weights), classNames: problem.classNames, positive: problem.positive,
            solution: Fitted.Solution(
                objective: point.value / objective.scale, weightNorm: Vectors.norm(point.weights),
                gradientNorm: point.gradientNorm, relativeGradient: point.gradientNorm / result.reference,
                bound: point.bound(objective), roundingBound: point.roundingBound),
            bound: (settled.bound + settled.moved) * Rounding.allowance, settled: settled.way, plan: plan,
            passes: passes, newtonSteps: result.steps, rows: objective.rows,
            memory: LogisticMemory(
                isFast: objective.layout != nil, point: point, origin: origin ?? [], hessian: nil,
                coldPasses: coldPasses))
    }

    private func problem(
        _ examples: Examples, rows: [Int], before: [Int]? = nil
    ) throws -> LogisticProblem {
        try recipe.validate()
        return try LogisticProblem(recipe, settings, examples, rows: rows, before: before)
    }
}
