import Records

extension LogisticRegression {
    /// Classes whose blocks of a preconditioner are worth their size.
    private static let mostOutputs = 9

    /// The problem in the layout of its features; nil where they have none, or where what a fast solve settles might not be
    /// settled by the strong one.
    private func rows(of problem: LogisticProblem) -> SparseRows? {
        let objective = problem.objective
        guard let layout = objective.features.whole, objective.outputs <= Self.mostOutputs else { return nil }
        let condition = objective.conditionBits
        guard condition <= Settling.hopelessBits,
            layout.columnAt.count * objective.outputs <= DenseHessian<Double>.largestSize
                || condition <= Settling.moderateBits
        else { return nil }
        var isMember = Array(repeating: false, count: layout.rows.count)
        for row in objective.rows { isMember[layout.placeOfRow[row]] = true }
        let members = isMember.indices.filter { isMember[$0] }
        return SparseRows(
            layout, members: members, codes: members.map { objective.codes[layout.rows[$0]] },
            basis: objective.outputs > 1 ? Helmert(classes: objective.outputs) : nil, ridge: objective.ridge,
            weight: objective.weight)
    }

    /// Solved and certified in whole numbers; nil where that takes more digits.
    ///
    /// - Parameter warm: where to begin, in the canonical order; nil for zero.
    /// - Throws: `CancellationError`.
    func sparseFit(_ problem: LogisticProblem, warm: [Double]? = nil, work: Work) throws -> Fitted? {
        guard let rows = rows(of: problem) else { return nil }
        let point = SparsePoint(rows)
        var reference: Double?
        var solver = SparseSolver(rows, grid: Grid(bits: settings.grid), work: work)
        if let warm {
            _ = point.evaluate(rows)
            rows.transposed(point.residuals, point.weights, into: point.gradient, solver.scratch)
            reference = SparseSolver.norm(point.gradient)
            let value = point.evaluate(rows)
            point.place(warm, rows)
            rows.margins(point.weights, into: point.logits)
            if !(point.evaluate(rows) < value) {
                // A warm start worse than none is none (NaN and infinity included).
                point.weights.fill(0)
                point.logits.fill(0)
                _ = point.evaluate(rows)
            }
            rows.transposed(point.residuals, point.weights, into: point.gradient, solver.scratch)
            solver.count(2)
        }
        return try finish(problem, &solver, point, nil, reference: reference, plan: nil, coldPasses: nil)
    }

    /// As `forget`, from what the last solve left; nil where that takes more digits.
    func sparseForget(_ memory: SparseMemory, _ problem: LogisticProblem, work: Work) throws -> Fitted? {
        guard let rows = rows(of: problem), memory.rows.layout === rows.layout,
            memory.rows.outputs == rows.outputs
        else { return nil }
        let point = memory.point.taken(off: rows, from: memory.rows)
        let plan = Plan(
            start: SparseSolver.norm(point.gradient) / max(memory.reference, .leastNormalMagnitude),
            tolerance: settings.tolerance, coldPasses: memory.coldPasses)
        var solver = SparseSolver(rows, grid: Grid(bits: settings.grid), work: work)
        guard plan.choice == .incremental else {
            return try finish(problem, &solver, SparsePoint(rows), nil, reference: nil, plan: plan, coldPasses: nil)
        }
        return try finish(
            problem, &solver, point, memory.preconditioner, reference: memory.reference, plan: plan,
            coldPasses: memory.coldPasses)
    }

    private func finish(
        _ problem: LogisticProblem, _ solver: inout SparseSolver, _ point: SparsePoint, _ known: (any Preconditioning)?,
        reference: Double?, plan: Plan?, coldPasses: Int?
    ) throws -> Fitted? {
        guard let (preconditioner, reference) = try solver.approach(point, known, reference: reference),
            let proof = try solver.certify(point, preconditioner)
        else { return nil }
        let (rows, outputs) = (solver.rows, solver.rows.outputs)
        var (weights, before) = (proof.weights, proof.point)
        for (place, column) in rows.layout.columnAt.enumerated() {
            for k in 0..<outputs {
                weights[column * outputs + k] = proof.weights[place * outputs + k]
                before[column * outputs + k] = proof.point[place * outputs + k]
            }
        }
        let objective = problem.objective
        let bound = (proof.bound + 0x1p-52 * Vectors.upperNorm(before)) * Rounding.allowance
        let passes = Int(solver.passes.rounded(.up))
        return Fitted(
            weights: weights, classNames: problem.classNames, positive: problem.positive,
            form: settings.form,
            solution: CertifiedSolution(
                objective: point.evaluate(rows) / objective.scale, weightNorm: Vectors.norm(before),
                gradientNorm: proof.gradientNorm, relativeGradient: proof.gradientNorm / max(1, reference),
                bound: bound, roundingBound: proof.error),
            point: before, bound: (proof.bound + proof.moved) * Rounding.allowance,
            settled: proof.round == 0 ? .certificate : .refinement, plan: plan, passes: passes,
            newtonSteps: solver.steps, rows: objective.rows, memory: nil,
            sparse: SparseMemory(
                rows: rows, point: point, preconditioner: preconditioner, reference: reference,
                coldPasses: coldPasses ?? passes))
    }
}
