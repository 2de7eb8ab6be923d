import Records

extension SparseSolver {
    /// Rounds of exact gradients.
    private static let rounds = 6

    /// From a point near the optimum to certain roundings: one gradient in whole numbers, and conjugate gradients for what it
    /// leaves, whose own error is bounded (`Certainty`).
    ///
    /// - Returns: nil where not every coordinate is certain, with digits to spare.
    /// - Throws: `CancellationError` by `work`.
    mutating func certify(_ point: SparsePoint, _ preconditioner: any Preconditioning) throws -> Certainty.Proof? {
        let system = System(rows)
        let reach = Certainty.Reach(rows)
        for round in 0..<Self.rounds {
            try work.step(Progress(phase: "settling the last bits", fraction: 0.9, detail: "round \(round + 1)"))
            guard let exact = WholeGradient(rows, point, grid: grid) else { return nil }
            count(1)
            let certainty = Certainty(rows, exact, point, grid: grid, reach: reach)
            try solve(exact.gradient, system, preconditioner, point.curvature, goal: 0) { system, norm in
                certainty.isEnough(system, norm)
            }
            // What is left is computed anew: a recurrence forgets its own rounding.
            let image = Numbers(repeating: 0.0, count: rows.dimension)
            rows.product(
                system.solution, curvature: point.curvature, into: image, logits: system.logits, scratch)
            count(1)
            for j in 0..<rows.dimension { system.residual[j] = exact.gradient[j] - image[j] }
            let norm = Self.norm(system.residual)
            if let proof = certainty.proof(system, norm, round: round) {
                finish(point, system)
                return proof
            }
            finish(point, system)
            guard norm.isFinite else { return nil }
        }
        return nil
    }

    /// Moves the point by the correction; its gradient there is what is left.
    private func finish(_ point: SparsePoint, _ system: System) {
        for j in 0..<rows.dimension {
            point.weights[j] -= system.solution[j]
            point.gradient[j] = system.residual[j]
        }
        for i in 0..<rows.logitCount { point.logits[i] -= system.logits[i] }
        _ = point.evaluate(rows)
    }
}
