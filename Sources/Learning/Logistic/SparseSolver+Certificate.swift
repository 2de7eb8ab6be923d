import Records

extension SparseSolver {
    /// Rounds of exact gradients.
    private static let rounds = 6
    /// So many times the digits that a solve in more of them needs (`Settling.isSure`).
    private static let spare = 4.0

    /// What a solve proves, and where it ended.
    struct Proof {
        /// Multiples of h, in place order.
        var weights: [Double]
        /// Before they were snapped.
        var point: [Double]
        var bound: Double
        var moved: Double
        var gradientNorm: Double
        var error: Double
        var round: Int
    }

    /// From a point near the optimum to certain roundings: one gradient in whole numbers, and conjugate gradients for what it
    /// leaves, whose own error is bounded.
    ///
    /// With G = ∇(w₁) exactly, e ≈ H(w₁)⁻¹G, and r = G − He computed anew,
    ///
    ///     ‖∇(w₁ − e)‖ ≤ ‖r‖ + η,   η = E + rounding of r + .0482 c Σ‖xᵢ‖(xᵢᵀe)²,
    ///
    /// and per coordinate ρ|w − w*|ⱼ ≤ min(‖r‖ + η, |rⱼ| + η + ¼√(cΣᵢxᵢⱼ²/ρ)·(‖r‖ + η)): the Hessian between w and w* is
    /// ρI + XᵀDX with D ≤ c/4, and no error e′ has e′ᵀXᵀDXe′ above ‖∇‖²/4ρ.
    /// - Returns: nil where not every coordinate is certain, with digits to spare.
    /// - Throws: `CancellationError` by `work`.
    mutating func certify(_ point: SparsePoint, _ preconditioner: Preconditioner) throws -> Proof? {
        let reach = columnReach()
        let system = System(rows)
        var maximum = 0
        for place in rows.members {
            maximum = max(maximum, rows.layout.rowStart[place + 1] - rows.layout.rowStart[place])
        }
        for round in 0..<Self.rounds {
            try work.step(Progress(phase: "settling the last bits", fraction: 0.9, detail: "round \(round + 1)"))
            guard let exact = WholeGradient(rows, point, grid: grid, scratch: scratch) else { return nil }
            count(1)
            let certainty = Certainty(self, exact, point, reach: reach, longestRow: maximum)
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
        for i in 0..<rows.count { point.logits[i] -= system.logits[i] }
        _ = point.evaluate(rows)
    }

    /// ¼√(cΣᵢxᵢⱼ²/ρ), a column.
    private func columnReach() -> Numbers<Double> {
        let tables = (0..<rows.laneCount).map { _ in Numbers(repeating: 0.0, count: rows.dimension) }
        rows.perform { lane, range, data in
            let sums = tables[lane].pointer
            for i in range {
                let place = data.members[i]
                for k in data.start[place]..<data.start[place + 1] {
                    let x = Double(data.values[k])
                    sums[Int(data.columns[k])] += x * x
                }
            }
        }
        let reach = Numbers(repeating: 0.0, count: rows.dimension)
        for j in 0..<rows.dimension {
            var square = 0.0
            for table in tables { square += table[j] }
            if rows.hasConstant, j == 0 {
                square = Double(rows.count) * Double(rows.layout.constant) * Double(rows.layout.constant)
            }
            reach[j] = 0.25 * (rows.weight / rows.ridge * square).squareRoot() * rows.unit * Rounding.allowance
        }
        return reach
    }

    /// When a correction of an exact gradient is good enough.
    private struct Certainty {
        let rows: SparseRows
        let exact: WholeGradient
        let reach: Numbers<Double>
        let grid: Grid
        /// Σ cᵢ‖xᵢ‖² with the curvature, an upper bound.
        let curvature: Double
        let cubes: Double
        let longestRow: Int
        let gradientNorm: Double

        init(
            _ solver: SparseSolver, _ exact: WholeGradient, _ point: SparsePoint, reach: Numbers<Double>,
            longestRow: Int
        ) {
            rows = solver.rows
            self.exact = exact
            self.reach = reach
            grid = solver.grid
            self.longestRow = longestRow
            var (curvature, cubes) = (0.0, 0.0)
            for i in 0..<rows.count {
                let norm = rows.layout.norms[rows.members[i]]
                curvature += point.curvature[i] * norm * norm
                cubes += norm * norm * norm
            }
            self.curvature = curvature * Rounding.allowance
            self.cubes = cubes * Rounding.allowance
            gradientNorm = SparseSolver.norm(exact.gradient)
        }

        /// η but for the rounding of the residual.
        private func change(_ system: System) -> Double {
            var sum = 0.0
            for i in 0..<rows.count {
                sum += rows.layout.norms[rows.members[i]] * system.logits[i] * system.logits[i]
            }
            let length = SparseSolver.norm(system.solution)
            return 0.0482 * rows.weight * (sum * (1 + 1e-6) + 1e-18 * cubes * length * length)
        }

        func isEnough(_ system: System, _ norm: Double) -> Bool {
            let step = Double(sign: .plus, exponent: -grid.bits, significand: 1)
            let d = Double(max(1, rows.dimension))
            let isNear = norm < 4 * step / d * rows.ridge
            guard isNear || norm < 1e-9 * gradientNorm else { return false }
            let eta = exact.error + change(system)
            return norm < 0.1 * eta || isCertain(system, norm, eta)
        }

        /// - Parameter norm: of the residual, computed anew.
        func proof(_ system: System, _ norm: Double, round: Int) -> Proof? {
            let length = SparseSolver.norm(system.solution)
            // Logits, curvature, and the longest chains of additions.
            let chain = Rounding.gamma(longestRow + 8) + 0x1p-49 + Rounding.gamma(rows.count + 72)
            let rounding = chain * curvature * length + 0x1p-50 * (rows.ridge * length + gradientNorm)
            let eta = (exact.error + change(system) + rounding) * Rounding.allowance
            guard isCertain(system, norm, eta) else { return nil }
            let (fine, step) = (exact.bits - grid.bits, Double(sign: .plus, exponent: -grid.bits, significand: 1))
            let scale = Double(sign: .plus, exponent: grid.bits, significand: 1)
            var proof = Proof(
                weights: [], point: [], bound: (norm * (1 + 1e-9) + eta) / rows.ridge * Rounding.allowance, moved: 0,
                gradientNorm: norm, error: eta, round: round)
            proof.weights.reserveCapacity(rows.dimension)
            proof.point.reserveCapacity(rows.dimension)
            for j in 0..<rows.dimension {
                let shift = self.shift(j, system)
                let whole = Double((exact.weights[j] >> Int64(fine)) + Int64((shift + 0.5).rounded(.down)))
                let value = Double(exact.weights[j]) / scale / Double(1 << fine) - system.solution[j]
                proof.weights.append(whole * step + 0)
                proof.point.append(value)
                let moved = whole * step - value
                proof.moved += moved * moved
            }
            proof.moved = proof.moved.squareRoot() * Rounding.allowance + 0x1p-50 * Double(rows.dimension)
            return proof
        }

        /// What a weight is beyond the point below w₁ⱼ, in steps.
        private func shift(_ j: Int, _ system: System) -> Double {
            let fine = exact.bits - grid.bits
            let part = exact.weights[j] & (1 << Int64(fine) - 1)
            return Double(part) / Double(1 << fine) - system.solution[j]
                * Double(sign: .plus, exponent: grid.bits, significand: 1)
        }

        private func isCertain(_ system: System, _ norm: Double, _ eta: Double) -> Bool {
            let step = Double(sign: .plus, exponent: -grid.bits, significand: 1)
            let all = (norm * (1 + 1e-9) + eta) / rows.ridge * (1 + 1e-9)
            guard all.isFinite else { return false }
            // What a solve in more digits needs for each weight.
            let wide = Double(
                sign: .plus,
                exponent: max(0, exact.logitBits + longestRow.bitWidth - longestRow.leadingZeroBitCount - 19),
                significand: 1)
            let strict = Double(longestRow + 2) * 0x1p-104 * wide + 0x1p-98
            let sums = Double(rows.entries + rows.count) * (1 + exact.norms) * 0x1p-119
            let spare = SparseSolver.spare * rows.weight * (exact.norms * strict + sums) / rows.ridge
            for j in 0..<rows.dimension {
                let shift = shift(j, system)
                guard abs(shift) < 0x1p30, exact.weights[j].magnitude >> UInt64(exact.bits - grid.bits) < 1 << 52 else {
                    return false
                }
                let margin = (abs(shift - shift.rounded(.down) - 0.5) - 0x1p-50 * (2 + abs(shift))) * step * (1 - 1e-9)
                let own = (abs(system.residual[j]) + eta) / rows.ridge * (1 + 1e-9) + reach[j] * all * (1 + 1e-9)
                guard min(own, all) + spare < margin else { return false }
            }
            return true
        }
    }
}
