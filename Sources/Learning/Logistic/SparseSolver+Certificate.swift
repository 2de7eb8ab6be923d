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
        let right = Numbers(repeating: 0.0, count: rows.dimension)
        let rows = rows
        let reach = Certainty.Reach(rows)
        for round in 0..<Self.rounds {
            try work.step(Progress(phase: "settling the last bits", fraction: 0.9, detail: "round \(round + 1)"))
            guard let exact = WholeGradient(rows, point, grid: grid) else { return nil }
            count(1)
            let certainty = Certainty(rows, exact, point, grid: grid, reach: reach)
            let curvature = rows.reduced(point.curvature)
            right.copy(exact.gradient)
            rows.reduce(right, curvature, scratch)
            if rows.hasSingles { count(0.5) }
            try solve(right, system, preconditioner, curvature, goal: 0, near: certainty.near) {
                rows.complete($0.solution, right, $0.logits, curvature, isLast: false)
                return certainty.isEnough($0, $1)
            }
            var norm = Self.norm(system.residual)
            var proof = rows.hasSingles ? nil : certainty.proof(system, norm, round: round, isAnew: false)
            if proof == nil {
                // What is left is computed anew: a recurrence forgets its own rounding, and knows nothing of the singles.
                rows.complete(system.solution, right, system.logits, curvature, isLast: false)
                rows.product(
                    system.solution, curvature: point.curvature, into: right, logits: system.logits, scratch)
                count(1)
                system.residual.copy(exact.gradient)
                system.residual.add(-1, right)
                norm = Self.norm(system.residual)
                proof = certainty.proof(system, norm, round: round, isAnew: true)
            }
            if let proof {
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
        point.weights.add(-1, system.solution)
        point.gradient.copy(system.residual)
        point.logits.add(-1, system.logits)
        _ = point.evaluate(rows)
    }
}
