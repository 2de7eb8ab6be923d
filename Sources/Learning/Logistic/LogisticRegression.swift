import Records

/// Logistic regression with an ℓ₂ penalty: solved by Newton's method, certified by strong convexity, and published on a
/// fixed grid, so that warm or cold, whatever was forgotten on the way, the published weights are the same bits, or there are
/// none: what the records and the recipe don't decide is refused.
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
        guard let settings = recipe.family.settings as? LogisticRecipe else {
            preconditionFailure("a recipe of another family")
        }
        self.recipe = recipe
        self.settings = settings
    }

    /// Minimises over `rows`.
    ///
    /// - Throws: `Refusal` when there is no record, or only one class, or the weights can't be settled;
    ///   `CancellationError`.
    /// - Complexity: O(passes × entries).
    public func fit(_ examples: Examples, rows: [Int], work: Work = .silent) throws -> Fitted {
        let problem = try problem(examples, rows: rows)
        return try sparseFit(problem, work: work) ?? solve(problem, from: .zero, plan: nil, work: work)
    }

    public func fitRoughly(_ examples: Examples, rows: [Int], work: Work) throws -> Fitted {
        let problem = try problem(examples, rows: rows)
        let objective = problem.objective
        let solver = TruncatedNewton(objective: objective, tolerance: max(settings.tolerance, 1e-5))
        guard let result = try solver.attempt(from: .zero, work: work) else { throw Unsettled.condition.refusal }
        let weights = objective.canonical(result.point.weights)
        let settled = Settling.Outcome(
            weights: weights, way: .roughly, point: weights, bound: .infinity, moved: 0,
            gradientNorm: result.point.gradientNorm, error: .infinity, margin: 0, passes: 0)
        return try fitted(problem, result, settled, plan: nil, memory: nil, passes: result.passes)
    }

    /// As `fit`, beginning at `warm`: the same bits.
    ///
    /// - Parameter warm: weights, `outputs` a column of the features.
    public func fit(_ examples: Examples, rows: [Int], warm: [Double], work: Work = .silent) throws -> Fitted {
        let problem = try problem(examples, rows: rows)
        let start = problem.admissible(warm)
        if let fitted = try sparseFit(problem, warm: problem.objective.canonical(start), work: work) { return fitted }
        return try solve(problem, from: .warm(start), plan: nil, work: work)
    }

    public func forget(
        _ fitted: Fitted, examples: Examples, retained: [Int], removed: [Int], work: Work = .silent
    ) throws -> Fitted {
        if retained == fitted.rows { return fitted }
        let problem = try problem(examples, rows: retained, before: fitted.rows)
        let difference = RowDifference(from: fitted.rows, to: retained)
        guard difference.come.isEmpty else {
            // Records came back: nothing can be taken off.
            return try fit(examples, rows: retained, work: work)
        }
        if let memory = fitted.sparse, let after = try sparseForget(memory, problem, work: work) { return after }
        guard let known = fitted.memory else {
            return try solve(problem, from: .zero, plan: nil, work: work)
        }
        let old = problem.objective(over: fitted.rows)
        let memory = known.taken(off: problem.objective, from: old, gone: difference.gone)
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
        let start = problem.admissible(warm)
        if let fitted = try sparseFit(problem, warm: problem.objective.canonical(start), work: work) { return fitted }
        return try solve(problem, from: .warm(start), plan: nil, work: work)
    }

    /// For few columns with the Hessian of the records, one pass: removed records are taken off it, so that the next
    /// forgetting needs no pass to make it.
    public func prepared(_ fitted: Fitted, examples: Examples) throws -> Fitted {
        guard let memory = fitted.memory, memory.hessian == nil else { return fitted }
        let problem = try problem(examples, rows: fitted.rows)
        guard case .cholesky = NewtonDirection.cheaper(for: problem.objective) else { return fitted }
        var prepared = fitted
        prepared.memory?.hessian = problem.objective.hessian(curvature: memory.point.curvature)
        return prepared
    }

    // MARK: Solving

    private func solve(
        _ problem: LogisticProblem, from start: TruncatedNewton.Start, plan: Plan?, memory: LogisticMemory? = nil,
        work: Work
    ) throws -> Fitted {
        let objective = problem.objective
        let settling = Settling(
            objective: problem.objective(over: objective.rows, isFast: false), grid: Grid(bits: settings.grid),
            work: work)
        guard !settling.isHopeless else { throw Unsettled.condition.refusal }
        let solver = TruncatedNewton(objective: objective, tolerance: settings.tolerance)
        func finish(
            _ result: TruncatedNewton.Result?, _ outcome: Settling.Outcome, passes: Int
        ) throws -> Fitted {
            try fitted(problem, result, outcome, plan: plan, memory: memory, passes: passes + outcome.passes)
        }
        var passes = 0
        if !start.isZero, settling.isDependable, let near = try solver.attempt(from: start, work: work) {
            passes += near.passes
            let verdict = try settling.settle(from: objective.canonical(near.point.weights), isSure: true)
            if case .settled(let outcome) = verdict { return try finish(near, outcome, passes: passes) }
        }
        // What is refused is decided by the solve from zero alone, whoever asks: it depends on the records and the recipe.
        let near = try solver.attempt(from: .zero, work: work)
        passes += near?.passes ?? 0
        var verdict = Settling.Verdict.stalled(nil)
        if let near { verdict = try settling.settle(from: objective.canonical(near.point.weights), isSure: false) }
        if case .stalled = verdict {
            verdict = try settling.settle(from: Array(repeating: 0, count: objective.dimension), isSure: false)
        }
        switch verdict {
        case .settled(let outcome): return try finish(near, outcome, passes: passes)
        case .undecided(var outcome), .stalled(.some(var outcome)):
            guard settings.allowsBound, outcome.bound.isFinite else { throw Unsettled(outcome).refusal }
            outcome.way = .unsettled
            return try finish(near, outcome, passes: passes)
        case .stalled(nil): throw Unsettled.condition.refusal
        }
    }

    /// - Parameter result: the solver's point, where there is one.
    private func fitted(
        _ problem: LogisticProblem, _ result: TruncatedNewton.Result?, _ settled: Settling.Outcome, plan: Plan?,
        memory: LogisticMemory?, passes: Int
    ) throws -> Fitted {
        let objective = problem.objective
        let point = result?.point ?? objective.evaluate(objective.laidOut(settled.point))
        let origin = memory?.origin ?? objective.gradientAtZero()
        let coldPasses = memory?.coldPasses ?? passes
        // The point as Doubles is another one, by their rounding.
        let bound = (settled.bound + 0x1p-52 * Vectors.upperNorm(settled.point)) * Rounding.allowance
        return Fitted(
            weights: settled.weights, classNames: problem.classNames, positive: problem.positive,
            form: settings.form,
            solution: CertifiedSolution(
                objective: point.value / objective.scale, weightNorm: Vectors.norm(settled.point),
                gradientNorm: settled.gradientNorm,
                relativeGradient: settled.gradientNorm / max(1, Vectors.norm(origin)),
                bound: bound, roundingBound: settled.error),
            point: settled.point,
            bound: (settled.bound + settled.moved) * Rounding.allowance, settled: settled.way, plan: plan,
            passes: passes, newtonSteps: result?.steps ?? 0, rows: objective.rows,
            memory: LogisticMemory(
                isFast: objective.layout != nil, point: point, origin: origin, hessian: nil,
                coldPasses: coldPasses))
    }

    private func problem(
        _ examples: Examples, rows: [Int], before: [Int]? = nil
    ) throws -> LogisticProblem {
        try recipe.validate()
        return try LogisticProblem(recipe, settings, examples, rows: rows, before: before)
    }
}
